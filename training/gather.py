"""Prepare everything there is to train on, once: ``FOLDER/examples/*.pkl``, and the names of the held-out documents.

python -m training.gather --work FOLDER --data ../shared/data
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

from training import silver, synthetic
from training.examples import Example, Marked, polnear, prepare, split

INVENTED = 900
"""How many invented texts there are."""


def main() -> None:
    """Write the examples of gold, of silver and of invented texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only-gold", action="store_true", help="no silver, no invented texts")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.work / "encoder" / "tokenizer.json"))
    train, held = split(polnear(options.data / "polnear"))
    (options.work / "held.json").write_text(json.dumps([versions[0].name for versions in held]))
    gold = [[prepare(silver.with_inner(each), tokenizer) for each in versions] for versions in train]
    write(options.work / "examples" / "polnear.pkl", gold)
    if options.only_gold:
        return
    news: Iterable[Marked] = silver.news(options.data)
    write(options.work / "examples" / "rules.pkl", [[prepare(each, tokenizer)] for each in news])
    invented = synthetic.examples(INVENTED)
    write(options.work / "examples" / "synthetic.pkl", [[prepare(each, tokenizer)] for each in invented])


def write(path: Path, documents: list[list[Example]]) -> None:
    """Write examples, whole or not at all (a running training looks for new files)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".tmp")
    part.write_bytes(pickle.dumps(documents))
    part.replace(path)
    print(f"{path.name}: {len(documents)} documents", flush=True)


if __name__ == "__main__":
    main()
