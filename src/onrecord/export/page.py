"""One self-contained HTML page of readings: no script, no network, the captured text never as live HTML."""

from __future__ import annotations

from html import escape

from onrecord.attributions.marked import to_html
from onrecord.attributions.reading import Reading

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--dim:#5b5b5b;--source:#cfe3ff;--cue:#ffe2b0;--content:#e6f3dc}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#16181b;--dim:#a0a0a0;--source:#22446f;--cue:#6b4a10;
--content:#26401f}}
body{font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;padding:1rem;max-width:46rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere;font-family:Georgia,serif;font-size:1.05rem}
.content{background:var(--content)}.source{background:var(--source)}.cue{background:var(--cue)}
.facts{color:var(--dim);font-size:.9rem}li{margin:.4rem 0;overflow-wrap:anywhere}
"""


def page_start(title: str) -> str:
    """The head of the page, up to and with the legend of its colours."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        '<p class="facts"><span class="source">source</span> · <span class="cue">cue</span> · '
        '<span class="content">content</span></p>'
    )


def page_end() -> str:
    """The end of the page."""
    return "</body>\n</html>"


def _words(reading: Reading, part: str, attribution: object) -> str:
    return escape(" … ".join(span.of(reading.document.text) for span in getattr(attribution, part)))


def section(reading: Reading, *, prefix: str = "") -> str:
    """One document: its facts, its text with the spans marked, and the list of its attributions."""
    from dataclasses import replace

    document = reading.document
    renamed = [replace(found, id=prefix + found.id) for found in reading.attributions]
    facts = [
        document.outlet,
        ", ".join(document.byline),
        document.published,
        document.url,
        document.language,
        f"SHA-256 {document.sha256}",
    ]
    rows = "\n".join(
        f'<li value="{number}"><a href="#{escape(found.id)}">{_words(reading, "source", found) or "(no source)"}</a> '
        f'<span class="cue">{_words(reading, "cue", found)}</span> {_words(reading, "content", found)}'
        f' <span class="facts">{found.mode}{", nested" if found.nested_in else ""}</span></li>'
        for number, found in enumerate(renamed, 1)
    )
    warnings = "".join(f'<p class="facts">⚠ {escape(warning.message)}</p>' for warning in reading.warnings)
    language = f' lang="{escape(document.language)}"' if document.language else ""
    return (
        f"<article{language}>\n<h2>{escape(document.title or document.id)}</h2>\n"
        f'<p class="facts">{" · ".join(escape(fact) for fact in facts if fact)}</p>\n{warnings}'
        f'<div class="text">{to_html(document.text, renamed)}</div>\n<ol>\n{rows}\n</ol>\n</article>'
    )
