"""One document as its page shows it: facts and warnings with the places they stand at, one part of the text, and
the attributions in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from onrecord.attributions.record import Attribution
from onrecord.ledger.rows import AttributionRow, FullDocument
from onrecord.text.document import Finding, Span
from onrecord.workbench.textview import Paragraph, Place, divided, paragraphs, part_at

MOST_RULES = 3_000
FIELDS = ("title", "outlet", "byline", "published", "language", "url")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a fact came from. ``value`` is null where it is the very words of the fact; ``href`` leads to the text."""

    place: str
    value: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of the document, with the places that say so."""

    name: str
    value: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning and the addresses of the characters it speaks of, each with their words."""

    code: str
    message: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution beside the text. ``outer`` is the one that holds it, as its name and address."""

    row: AttributionRow
    href: str
    outer: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that the page of one document shows. ``number`` counts its part of the text from 1 to ``count``."""

    document: FullDocument
    facts: tuple[Fact, ...]
    cautions: tuple[Caution, ...]
    paragraphs: tuple[Paragraph, ...]
    entries: tuple[Entry, ...]
    number: int
    count: int
    before: str | None
    after: str | None
    pages: tuple[int, int] | None
    of_all: int
    marks_css: str
    is_current: bool


class _Places:
    """Names for places in the text, and addresses that lead to them from the part that is shown."""

    def __init__(self, address: str, divisions: Sequence[Span], shown: int) -> None:
        self.address = address
        self.divisions = divisions
        self.shown = shown
        self.named: list[Place] = []

    def href(self, offset: int, anchor: str) -> str:
        """The address of ``anchor``, which stands at ``offset``."""
        number = part_at(self.divisions, offset)
        if number == self.shown:
            return f"#{anchor}"
        return f"{self.address}at={self.divisions[number].start}#{anchor}"

    def name(self, span: Span) -> str:
        """Give a place a name and return its address."""
        name = f"p{len(self.named) + 1}"
        self.named.append(Place(name, span))
        return self.href(span.start, name)


def view(
    document: FullDocument, rows: Sequence[AttributionRow], *, at: int, found: Sequence[Span], address: str
) -> DocumentView:
    """Put the page together.

    ``at`` is an offset into the text: the part that holds it is shown. ``found`` are the words somebody searched for.
    ``address`` is that of the page, to which a query can be added.
    """
    divisions = divided(document.text)
    shown = part_at(divisions, at)
    part = divisions[shown]
    places = _Places(address, divisions, shown)
    facts = tuple(_facts(document, places))
    cautions = tuple(_cautions(document, places))
    searched = [Place(f"found-{number}", span, "found") for number, span in enumerate(found, 1)]
    inside = [row for row in rows if _meets(row.record, part)]
    records = [replace(row.record, id=row.ref) for row in inside]
    blocks = paragraphs(document.text, part, records, [*places.named, *searched], document.pages)
    starts = {row.id: start_of(row.record) for row in rows}
    pages = [number for number, page in enumerate(document.pages, 1) if page.overlaps(part)]
    return DocumentView(
        document=document,
        facts=facts,
        cautions=cautions,
        paragraphs=tuple(blocks),
        entries=tuple(_entry(row, starts, places) for row in inside),
        number=shown + 1,
        count=len(divisions),
        before=f"{address}at={divisions[shown - 1].start}" if shown else None,
        after=f"{address}at={part.end}" if shown + 1 < len(divisions) else None,
        pages=(pages[0], pages[-1]) if pages else None,
        of_all=len(rows),
        marks_css=marks_address([row.id for row in inside], len(places.named)),
        is_current=all(held.current for held in document.all_versions if held.number == document.version),
    )


def start_of(record: Attribution) -> int:
    """The offset of the first character of an attribution."""
    return min(span.start for span in chain(record.source, record.cue, record.content))


def _meets(record: Attribution, part: Span) -> bool:
    return any(span.overlaps(part) for span in chain(record.source, record.cue, record.content))


def _facts(document: FullDocument, places: _Places) -> Iterator[Fact]:
    values = {
        "title": document.title,
        "outlet": document.outlet,
        "byline": ", ".join(document.byline),
        "published": document.published,
        "language": document.language,
        "url": document.url,
    }
    fields = dict.fromkeys((*FIELDS, *(finding.field for finding in document.findings)))
    for name in fields:
        findings = [finding for finding in document.findings if finding.field == name]
        value = values.get(name)
        if value or findings:
            yield Fact(name, value or "", tuple(_found(finding, value, places) for finding in findings))


def _found(finding: Finding, value: str | None, places: _Places) -> Found:
    href = places.name(finding.span) if finding.span else None
    return Found(finding.place, None if finding.value == value else finding.value, href)


def _cautions(document: FullDocument, places: _Places) -> Iterator[Caution]:
    for warning in document.warnings:
        stands = ((places.name(span), span.of(document.text)) for span in warning.spans)
        yield Caution(warning.code, warning.message, tuple(stands))


def _entry(row: AttributionRow, starts: Mapping[int, int], places: _Places) -> Entry:
    outer = None
    if row.nested_in is not None:
        name = f"a{row.nested_in}"
        outer = name, places.href(starts.get(row.nested_in, starts[row.id]), name)
    return Entry(row, places.href(starts[row.id], row.ref), outer)


def marks_address(numbers: Sequence[int], places: int) -> str:
    """The address of the style sheet that marks what is targeted: runs of attribution numbers, count of places."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "/marks.css?a=" + ".".join(f"{first}-{last}" for first, last in runs) + f"&p={places}"


def marks_style(runs: Sequence[Span], places: int) -> str:
    """The style sheet behind :func:`marks_address`: a link to a mark, or to its row, shows all of its characters.

    One rule a mark, as no script runs. ``runs`` are first and last numbers, both meant.
    """
    numbers = islice(chain.from_iterable(range(run.start, run.end + 1) for run in runs), MOST_RULES)
    names = [
        *(f"a{number}" for number in numbers),
        *(f"p{number}" for number in range(1, min(places, 200) + 1)),
    ]
    return "".join(
        f"main:has(#{name}:target,#list-{name}:target) .of-{name}{{background-color:var(--mark,var(--chosen))}}\n"
        for name in names
    )
