"""The pages: each takes a request, reads the ledger and fills a template. None changes anything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.attributions.record import Mode
from onrecord.errors import LedgerDamaged, NoSuchRecord, UsageError
from onrecord.export.citations import citation_of
from onrecord.ledger import AttributionFilter, DocumentFilter, Ledger
from onrecord.ledger.rows import AttributionRow, DocumentRow, FullDocument, SearchHit
from onrecord.ledger.searching import KINDS
from onrecord.reports.positions import positions as answer
from onrecord.reports.stands import Asked as Question
from onrecord.text.document import Span
from onrecord.workbench import documentview
from onrecord.workbench.asking import Asked, Listed, listed, place_link
from onrecord.workbench.rendering import page

Row = TypeVar("Row")

MODES = get_args(Mode)
SEARCHED = ("all", "documents", "attributions")


def asked_of(request: Request) -> Asked:
    """The query of a request."""
    return Asked.of(request.url.path, request.query_params.multi_items())


def ledger_of(request: Request) -> Ledger:
    """Open the ledger for one request, so that it may be restored, moved or made anew in between."""
    return Ledger.open(request.app.state.ledger_place, create=False)


def rendered(request: Request, template: str, **values: Any) -> Response:
    """A page with what all pages show."""
    return page(template, path=request.url.path, ledger_place=request.app.state.ledger_place, **values)


def documents(request: Request) -> Response:
    """``/``: the documents held."""
    asked = asked_of(request)

    def rows(ledger: Ledger, limit: int) -> Iterator[DocumentRow]:
        wanted = DocumentFilter(
            outlet=asked.get("outlet"),
            title=asked.get("title"),
            language=asked.get("language"),
            since=asked.get("since"),
            until=asked.get("until"),
            text=asked.get("text"),
            limit=limit,
        )
        return ledger.documents(wanted)

    return _listing(request, "documents.html", asked, rows)


def attributions(request: Request) -> Response:
    """``/attributions``: who is on record saying what, over all documents."""
    asked = asked_of(request)

    def rows(ledger: Ledger, limit: int) -> Iterator[dict[str, Any]]:
        mode = asked.get("mode")
        if mode is not None and mode not in MODES:
            raise UsageError(f"{mode}: no such mode (one of {', '.join(MODES)})")
        wanted = AttributionFilter(
            speaker=asked.get("speaker"),
            text=asked.get("text"),
            since=asked.get("since"),
            until=asked.get("until"),
            language=asked.get("language"),
            outlet=asked.get("outlet"),
            mode=mode,
            limit=limit,
        )
        for row in ledger.attributions(wanted):
            yield {"row": row, "href": attribution_link(row), "citation": citation_of(row)}

    return _listing(request, "attributions.html", asked, rows, modes=MODES)


def positions(request: Request) -> Response:
    """``/positions?toward=``: who is on record toward a person, as ``onrecord positions`` tells it."""
    asked = asked_of(request)
    found, problem = None, None
    if asked.get("toward"):
        among, including = asked.get("among"), asked.get("including")
        with ledger_of(request) as ledger:
            try:
                question = Question(
                    toward=asked.get("toward") or "",
                    among=(among,) if among else (),
                    including=(including,) if including else (),
                    status=asked.get("status"),
                    since=asked.get("since"),
                    until=asked.get("until"),
                )
                found = answer(ledger, question)
            except (UsageError, NoSuchRecord) as error:
                problem = str(error)
    status = 400 if problem else 200
    return rendered(request, "positions.html", status=status, asked=asked, found=found, problem=problem)


def search(request: Request) -> Response:
    """``/search?q=``: documents and attributions that hold the words, in any of their forms."""
    asked = asked_of(request)

    def rows(ledger: Ledger, limit: int) -> Iterator[dict[str, Any]]:
        place = asked.get("in") or "all"
        if place not in SEARCHED:
            raise UsageError(f"in={place}: no such place to search (one of {', '.join(SEARCHED)})")
        kinds = KINDS if place == "all" else [kind for kind in KINDS if place == f"{kind}s"]
        for hit in ledger.search(asked.get("q") or "", kinds=kinds, limit=limit):
            yield {"hit": hit, "href": hit_link(hit)}

    return _listing(request, "search.html", asked, rows)


def _listing(request: Request, template: str, asked: Asked, rows: Any, **values: Any) -> Response:
    """A page of a listing. A filter that makes no sense is said above the form, which keeps what was typed."""
    problem = None
    with ledger_of(request) as ledger:
        try:
            shown = listed(asked, lambda limit: rows(ledger, limit))
        except UsageError as error:
            problem, shown = str(error), Listed((), 1, None, None)
    status = 400 if problem else 200
    return rendered(request, template, status=status, asked=asked, listed=shown, problem=problem, **values)


def attribution_link(row: AttributionRow) -> str:
    """The address of an attribution's characters."""
    start = documentview.start_of(row.record)
    version = None if row.current else row.version
    return place_link(row.document_ref, [Span(start, start)], row.ref, version=version)


def hit_link(hit: SearchHit) -> str:
    """The address of what a search found, with the words found marked."""
    if hit.attribution is not None:
        start = documentview.start_of(hit.attribution.record)
        return place_link(hit.document.ref, [Span(start, start)], hit.attribution.ref, hit.spans)
    anchor = "found-1" if hit.spans else "text"
    return place_link(hit.document.ref, hit.spans[:1], anchor, hit.spans)


def attribution(request: Request) -> Response:
    """``/attributions/{ref}``: leads on to the words of one attribution."""
    with ledger_of(request) as ledger:
        row = ledger.attribution(request.path_params["ref"])
    return RedirectResponse(attribution_link(row), status_code=303)


def document(request: Request) -> Response:
    """``/documents/{ref}``: one document, its text with the attributions marked."""
    asked = asked_of(request)
    version = asked.number("version")
    with ledger_of(request) as ledger:
        full = ledger.document(request.path_params["ref"], version=version)
        rows = _attributions_in(ledger, full)
    address = f"{request.url.path}?" + (f"version={version}&" if version else "")
    view = documentview.view(
        full, rows, at=asked.number("at") or 0, found=asked.spans("found"), address=address
    )
    return rendered(request, "document.html", view=view, document=full)


def _attributions_in(ledger: Ledger, full: FullDocument) -> list[AttributionRow]:
    """Those of the reading that the version shown has now; an older version keeps its last reading."""
    older = full.version != next((held.number for held in full.all_versions if held.current), full.version)
    rows = ledger.attributions(AttributionFilter(document=full.ref, superseded=older))
    made = (full.version, full.made_by, full.made_version)
    return [row for row in rows if (row.version, row.made_by, row.made_version) == made]


def original(request: Request) -> Response:
    """``/originals/{sha256}``: the captured bytes, as a file to keep: never shown, never run."""
    sha256 = request.path_params["sha256"]
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise NoSuchRecord(f"{sha256}: not a SHA-256 (64 hexadecimal digits in small letters)")
    with ledger_of(request) as ledger:
        content = ledger.originals.get(sha256)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LedgerDamaged(f"{sha256}: the original held is not what was captured (run: onrecord verify)")
    # The name has no ending of its own, so that no double click opens a captured page as one.
    headers = {"Content-Disposition": f'attachment; filename="{sha256}.original"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def marks_css(request: Request) -> Response:
    """``/marks.css``: the rules that show what a link on a document's page leads to."""
    asked = asked_of(request)
    return Response(
        documentview.marks_style(asked.spans("a"), asked.number("p") or 0),
        media_type="text/css",
    )
