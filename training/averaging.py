"""The mean of several ends of one training, weight by weight (model soups: Wortsman et al. 2022).

Only ends that started from one state lie close enough together for their mean to be a network at all; see
``training/README.md``.

    python -m training.averaging --work FOLDER --part long.pt 0.7 --part short.pt 0.3 --to final.pt
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[Any]]
"""A network's weights by name, as numpy arrays."""


class NoMean(ValueError):
    """These networks have no mean: the message says in what they differ."""


def mean(parts: Sequence[tuple[str, Weights, float]]) -> dict[str, NDArray[Any]]:
    """The weighted mean of networks, each given with a name for messages and its share.

    The sum is made in double precision and returned in the type of the weights. Whole numbers (counters, tables of
    places) have no mean and must be equal.

    Raises :class:`NoMean` where there are fewer than two networks, shares are not above 0 or do not add up to 1, or
    names, shapes or types of the weights differ, or a weight is not finite.
    """
    if len(parts) < 2:
        raise NoMean("a mean needs two networks at least")
    shares = [share for _, _, share in parts]
    if min(shares) <= 0 or not math.isclose(sum(shares), 1, abs_tol=1e-6):
        raise NoMean(
            f"shares must be above 0 and add up to 1, not {' + '.join(f'{each:g}' for each in shares)}"
        )
    first, weights, _ = parts[0]
    for name, others, _ in parts[1:]:
        _check(first, weights, name, others)
    return {key: _mean_of(key, [(name, each[key], share) for name, each, share in parts]) for key in weights}


def _check(first: str, weights: Weights, name: str, others: Weights) -> None:
    for here, there, lacks in ((weights, others, name), (others, weights, first)):
        if missing := sorted(here.keys() - there.keys()):
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise NoMean(f"{lacks} lacks {missing[0]}{more}: not ends of one training")
    for key, array in weights.items():
        other = others[key]
        if array.shape != other.shape:
            raise NoMean(f"{key} is {array.shape} in {first} and {other.shape} in {name}")
        if array.dtype != other.dtype:
            raise NoMean(f"{key} is {array.dtype} in {first} and {other.dtype} in {name}")


def _mean_of(key: str, parts: Sequence[tuple[str, NDArray[Any], float]]) -> NDArray[Any]:
    first, array, _ = parts[0]
    if not np.issubdtype(array.dtype, np.floating):
        for name, other, _ in parts[1:]:
            if not np.array_equal(array, other):
                raise NoMean(f"{key} holds whole numbers, which differ in {first} and {name}")
        return array.copy()
    total = np.zeros(array.shape, np.float64)
    for name, each, share in parts:
        if not np.isfinite(each).all():
            raise NoMean(f"{key} holds numbers that are not finite in {name}: that training failed")
        total += share * each.astype(np.float64)
    return total.astype(array.dtype)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the mean as a checkpoint that :mod:`training.export` takes; it cannot be trained further."""
    import torch

    parser = argparse.ArgumentParser(prog="python -m training.averaging", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the folder that the files are in")
    parser.add_argument(
        "--part",
        nargs=2,
        action="append",
        required=True,
        metavar=("FILE", "SHARE"),
        help="a checkpoint and its share; once for each",
    )
    parser.add_argument("--to", required=True, metavar="FILE")
    options = parser.parse_args(arguments)
    parts = []
    for name, share in options.part:
        try:
            state = torch.load(options.work / name, weights_only=False)["network"]
            parts.append((name, {key: value.numpy() for key, value in state.items()}, float(share)))
        except FileNotFoundError:
            parser.error(f"{options.work / name}: no such checkpoint")
        except ValueError:
            parser.error(f"{name}: its share {share!r} is no number")
    try:
        made = mean(parts)
    except NoMean as error:
        parser.error(str(error))
    record = {
        "network": {key: torch.from_numpy(value) for key, value in made.items()},
        "made_of": [(name, share) for name, _, share in parts],
    }
    # Another name than that of a training that may be running in the same folder.
    part = options.work / f"{options.to}.tmp"
    torch.save(record, part)
    part.replace(options.work / options.to)
    print(f"{options.to}: " + ", ".join(f"{share:g} of {name}" for name, _, share in parts), flush=True)


if __name__ == "__main__":
    main()
