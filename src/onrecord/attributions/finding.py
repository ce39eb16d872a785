"""The whole way from a document to its attributions: by the model and the rules together, or by the rules alone."""

from __future__ import annotations

from onrecord.attributions import by_rules
from onrecord.attributions.neural.files import present
from onrecord.attributions.numbering import in_order, numbered
from onrecord.attributions.reading import Reading
from onrecord.attributions.speed import Speed, made_version
from onrecord.attributions.stances import with_stances
from onrecord.languages.pack import SUPPORTED
from onrecord.text.document import Document, Warning


def read(document: Document, speed: Speed = "accurate") -> Reading:
    """The reading of a document; see :func:`onrecord.attributions.attribute`."""
    language = document.language
    if language not in SUPPORTED:
        name = language or "unknown"
        warning = Warning("no-attributions-language", f"no attributions: language {name}")
        return Reading(
            document=document,
            attributions=(),
            made_by="none",
            version=made_version(speed),
            warnings=(*document.warnings, warning),
        )
    layout = by_rules.layout_of(document.text, language)
    drafts = by_rules.drafts(document.text, language, layout)
    made_by, warnings = f"rules-{language}", document.warnings
    if speed == "accurate":
        if present():
            from onrecord.attributions.neural.by_model import drafts as by_model
            from onrecord.attributions.neural.store import model

            drafts = by_model(document.text, language, layout, drafts, model())
            made_by = f"model-{language}"
        else:
            message = "the model's files are not installed: attributions were found by the rules alone"
            warnings = (*warnings, Warning("no-model", message))
    drafts = in_order(with_stances(drafts, document.text, language))
    attributions = numbered(drafts, document.text, language, layout.quoted)
    return Reading(
        document=document,
        attributions=attributions,
        made_by=made_by,
        version=made_version(speed),
        warnings=warnings,
        scores={
            each.id: draft.scores
            for each, draft in zip(attributions, drafts, strict=True)
            if draft.scores is not None
        },
    )
