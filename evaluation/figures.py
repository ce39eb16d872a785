"""The figures of the evaluation: what each of them is, which of them are held, and where a result keeps its value.

``attr`` and the others down to ``chunk.content`` are the scorer's (``shared/score/attributions.py``), micro-averaged over
the documents of a task; their value is F1:

- ``attr``: contents matched one to one with a Jaccard index of their words of at least 0.5, whose sources share a word or
  are both missing. ``attr|direct``, ``attr|mixed``, ``attr|indirect``: the same by the share of the content's words that
  stands in quotation marks (0.9 and more, some, none); ``attr|nondirect``: mixed and indirect together.
- ``span.half``: as ``attr``, whatever the sources. ``attr.cue``: ``attr``, and the cues share a word or are both missing.
  ``attr.strict``: sources with a Jaccard index of at least 0.5 too.
- ``token.source``, ``token.cue``, ``token.content``: words that stand in some part of this kind.
- ``chunk.source``, ``chunk.cue``, ``chunk.content``: single pieces with exactly the same first and last word or mark.

This project adds two:

- ``nested.recall``: of the gold attributions inside another one (``nested_in``), the share that is matched under the
  condition of ``attr``. Its value is that recall. Nothing where the gold has no nested ones.
- ``ece``: expected calibration error of ``confidence`` (:mod:`evaluation.calibration`). Smaller is better.

The tasks on who speaks (:mod:`evaluation.who`) have shares, each with one value: ``kind``, ``name``, ``role``, ``status``,
F1 of ``former``; and for names ``pairs`` (F1), ``normal.ru``, ``normal.uk``, ``joining.found``, ``joining.pairs``, and of
errors, where smaller is better, ``pairs.false``, ``joining.wrong``, ``joining.wrong.one-id``.

The tasks on what the words do (:mod:`evaluation.what`) have ``act`` (share), ``act.F1`` (macro), F1 of ``prediction`` and
``reportative``, ``strength`` (share); and of dates the shares ``date``, ``venue.exact`` and, of errors, ``finer`` and
``invented.day``.
"""

from __future__ import annotations

from typing import Any, Literal

Result = dict[str, Any]
"""What was measured on one task, as in the results: ``gold_sha256``, ``documents``, ``figures``, ``calibration``."""

SCORED = (
    "attr",
    "attr|direct",
    "attr|mixed",
    "attr|indirect",
    "attr|nondirect",
    "span.half",
    "attr.cue",
    "attr.strict",
    "token.source",
    "token.cue",
    "token.content",
    "chunk.source",
    "chunk.cue",
    "chunk.content",
)
"""The figures that the scorer gives."""

NESTED = "nested.recall"
ECE = "ece"
WHO = ("kind", "name", "body", "role", "status", "former")
NAMES = (
    "pairs",
    "pairs.false",
    "normal.ru",
    "normal.uk",
    "joining.found",
    "joining.pairs",
    "joining.wrong",
    "joining.wrong.one-id",
)
LABELS = ("act", "act.F1", "prediction", "strength", "reportative")
DATES = ("date", "venue.exact", "finer", "invented.day")
ERRORS = frozenset({ECE, "pairs.false", "joining.wrong", "joining.wrong.one-id", "finer", "invented.day"})
"""The figures of which less is better."""

KNOWN = frozenset({*SCORED, NESTED, ECE, *WHO, *NAMES, *LABELS, *DATES})
CALIBRATED = "polnear-dev"
"""The task whose calibration is held; it has enough attributions for ten bins."""


def kind(figure: str) -> Literal["least", "most"]:
    """Whether a floor says the least that a figure may be, or (a ceiling) the most."""
    return "most" if figure in ERRORS else "least"


def held(task: str) -> tuple[str, ...]:
    """The figures of a task that ``--raise-floors`` pins; others are pinned by hand, and held once they are."""
    if task == "names":
        return NAMES
    if task.startswith(("speakers-", "status")):
        return WHO
    if task.startswith("dates"):
        return DATES
    if task.startswith("labels"):
        return LABELS
    if task.startswith("reportative"):
        return ("reportative",)
    main = ("attr", "attr|direct", "attr|mixed", "attr|indirect", "attr|nondirect", NESTED)
    return (*main, ECE) if task == CALIBRATED else main


def value(result: Result, figure: str) -> float | None:
    """The value of a figure in a result, null where it was not measured."""
    if figure == ECE:
        calibration = result["calibration"]
        return None if calibration is None else float(calibration["ece"])
    if figure not in result["figures"]:
        return None
    if figure in {*WHO, *NAMES, *LABELS, *DATES}:
        return float(result["figures"][figure]["value"])
    return float(result["figures"][figure]["r" if figure == NESTED else "f1"])


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """A figure's numbers to four places, counts as they are."""
    return {key: _rounded(each) for key, each in values.items()}


def _rounded(each: Any) -> Any:
    if isinstance(each, list):
        return [_rounded(one) for one in each]
    return round(each, 4) if isinstance(each, float) else each
