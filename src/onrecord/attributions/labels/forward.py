"""Whether a content says something about the future that could turn out true or false (ANNOTATION.md, "Forward-looking").

By words: future forms, modals with a later time, cues of expectation; against it speak counterfactuals, conditions
contrary to fact, and cues of promise or demand, whose future is the source's own plan or another's duty. What each is
worth is fitted (``[prediction]`` of ``weights.toml``). A future form of Russian and Ukrainian that no list of words
can hold (``придёт``, ``зробить``) is told by :func:`onrecord.languages.futures.future`.
"""

from __future__ import annotations

from onrecord.attributions.labels.wording import QUOTES, Signals, Words
from onrecord.languages.futures import FIRST, future
from onrecord.text.document import Span

_READ = 60


def future_signals(content: Words, language: str, kind: str, found: Signals) -> None:
    """Add the signals ``…:will_form`` and ``…:own_form`` (first person) of the content's future forms."""
    if language == "en":  # its future is in words of its own
        return
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


_EARLY = 14
"""Words of the content within which a future form is likely its main clause's."""


def looking_ahead(found: Signals, group: str, kind: str, content: Words) -> None:
    """Add the signals ``ahead:…`` that stand for several together: a future that is nobody's own plan, and the like."""

    def has(*names: str) -> Span | None:
        for name in names:
            span = found.get(f"{kind}:{name}")
            if span is not None:
                return span
        return None

    own = has("own_will", "own_form", "pronoun_would")
    contrary = has("counterfactual")
    future_word, later = has("will", "will_form"), has("later")
    quoted = bool(content.words) and content.words[0] in QUOTES
    plan = group in ("promise", "demand", "deny", "ask", "threaten")
    if future_word is not None and contrary is None:
        name = "ahead:own" if own is not None else "ahead:plan" if plan else "ahead:clean"
        found[name] = future_word
        early = content.spans[min(_EARLY, len(content.spans)) - 1].end
        if name == "ahead:clean" and future_word.end <= early:
            found["ahead:early"] = future_word
    would = has("would")
    if would is not None and contrary is None and not quoted and not plan:
        found["ahead:own_would" if own is not None else "ahead:would"] = would
    modal = has("modal")
    if modal is not None and contrary is None and not plan:
        found["ahead:modal_later" if later is not None else "ahead:modal"] = modal
        if has("harm") is not None:
            found["ahead:modal_harm"] = modal
    if has("harm") is not None and (future_word is not None or would is not None):
        found["ahead:harm"] = has("harm")
    if has("conditional") is not None and (future_word or would or modal) is not None:
        found["ahead:conditional"] = has("conditional")
