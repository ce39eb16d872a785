"""One document read whole: attributions, their labels, speakers, time and place; and the version of all that did it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attributions.reading import Reading
from onrecord.attributions.speed import Speed
from onrecord.attributions.speed import made_version as attributions_version
from onrecord.text.document import Document
from onrecord.version import LABELS_VERSION, SPEAKERS_VERSION


def made_version(speed: Speed) -> str:
    """What a ledger keeps as the version of what read a document; another one means: read again."""
    return f"{attributions_version(speed)}, speakers {SPEAKERS_VERSION}, labels {LABELS_VERSION}"


def read_document(document: Document, speed: Speed = "accurate") -> Reading:
    """The reading of a document: :func:`onrecord.attributions.attribute`, :func:`onrecord.attributions.labels.with_labels`,
    :func:`onrecord.speakers.resolved`, then :func:`onrecord.attributions.dating.dated`.
    """
    from onrecord.attributions import attribute
    from onrecord.attributions.dating import dated
    from onrecord.attributions.labels import with_labels
    from onrecord.speakers import resolved

    return replace(dated(resolved(with_labels(attribute(document, speed)))), version=made_version(speed))
