"""Whether a content says something about the future that could turn out true or false (ANNOTATION.md, "Forward-looking").

By words: future forms, modals with a later time, cues of expectation; against it speak counterfactuals, conditions contrary to
fact, and cues of promise or demand, whose future is the source's own plan or another's duty. What each is worth is
fitted (``[prediction]`` of ``weights.toml``). A future form of Russian and Ukrainian that no list of words can hold
(``придёт``, ``зробить``) is told by :func:`onrecord.languages.futures.future`.
"""

from __future__ import annotations

from onrecord.attributions.labels.wording import QUOTES, Signals, Words
from onrecord.languages.futures import FIRST, future

_READ = 60


def future_signals(content: Words, language: str, kind: str, found: Signals) -> None:
    """Add the signals ``…:will_form`` and ``…:own_form`` (first person) of the content's future forms."""
    for position, word in enumerate(content.words[:_READ]):
        if len(word) < 4 or word in QUOTES:
            continue
        person = future(word, language)
        if person:
            name = "own_form" if person == FIRST else "will_form"
            key = f"{kind}:{name}"
            if key in found:
                key += "+"
            found.setdefault(key, content.span(position, position + 1))
