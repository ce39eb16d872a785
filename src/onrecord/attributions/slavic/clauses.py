"""Russian and Ukrainian sentences as the rules see them: items with the forms of their words, and clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.attributions.lexing import Is, Item, Lexicon, Sentence
from onrecord.languages.forms import Form, forms
from onrecord.text.document import Span

MARKS = Is.COMMA | Is.COLON | Is.DASH | Is.STOP
_NAME_LENGTH = 60
"""A longer quotation is no name of a newspaper or ship."""


_NOMINAL = Form.NOUN | Form.ADJECTIVE
_ENCLITICS = frozenset({"ли", "же", "бы", "ж", "б", "би"})
"""Particles that never begin a sentence."""

_NOBODY = frozenset({"ничего", "нічого", "никого", "нікого", "слова", "всё", "то", "те"})
"""Words with the form of a subject that are hardly ever one."""


@dataclass(slots=True)
class Clauses:
    """A sentence with the forms of its words."""

    sentence: Sentence
    text: str
    words: Lexicon
    forms: list[int] = field(init=False)

    def __post_init__(self) -> None:
        form_of: Callable[[str], int] = forms(self.words.pack.language)
        self.forms = [
            form_of(self.text[item.start : item.end]) if item.flags & Is.WORD else 0 for item in self.items
        ]
        for index, item in enumerate(self.items):
            inside = index and self.items[index - 1].flags & (Is.WORD | Is.COMMA)
            if (
                item.flags & Is.CAPITAL
                and (inside or item.low in _ENCLITICS)
                and not self.forms[index] & _NOMINAL
            ):
                # ``Ли`` with a capital is a name, not the particle.
                self.forms[index] = int(Form.NOUN | Form.NOMINATIVE | Form.OBLIQUE)
                item.flags = int(Is.WORD | Is.CAPITAL)

    @property
    def items(self) -> list[Item]:
        """The items of the sentence."""
        return self.sentence.items

    def has(self, index: int, flags: int) -> bool:
        """Whether item ``index`` exists and has one of ``flags``."""
        return 0 <= index < len(self.items) and bool(self.items[index].flags & flags)

    def can_be(self, index: int, form: int) -> bool:
        """Whether the word at ``index`` has one of the readings ``form``."""
        return 0 <= index < len(self.items) and bool(self.forms[index] & form)

    def spans(self, first: int, stop: int) -> list[Span]:
        """The span of items ``[first, stop)`` as a list; empty where there are none."""
        return [self.sentence.spaced(first, stop)] if stop > first else []

    def finite(self, index: int) -> bool:
        """Whether the word at ``index`` is a finite verb or stands for one."""
        item, form = self.items[index], self.forms[index]
        if not item.flags & Is.WORD or (item.flags & Is.CAPITAL and (index or form & Form.NOUN)):
            return False
        if item.flags & (Is.FINITE | Is.AUXILIARY | Is.BE):
            return True
        return bool(form & (Form.FINITE | Form.PREDICATE)) and not item.flags & (
            Is.SUBJECT | Is.DETERMINER | Is.PERSON
        )

    def any_finite(self, first: int, stop: int) -> bool:
        """Whether items ``[first, stop)`` hold a finite verb."""
        return any(self.finite(index) for index in range(first, stop))

    def is_name(self, index: int) -> bool:
        """Whether item ``index`` is a quotation that is a name (``газета «Вечер»``), not speech."""
        quotation = self.items[index].quotation if self.has(index, Is.QUOTATION) else None
        if quotation is None:
            return False
        inner = self.text[quotation.inner.start : quotation.inner.end]
        return (
            len(inner) <= _NAME_LENGTH
            and not inner[:1].islower()
            and inner[-1:] not in ".,!?…"
            and "," not in inner
            and len(inner.split()) <= 5
        )

    def nominative(self, index: int) -> bool:
        """Whether item ``index`` can be (part of) a subject."""
        if self.is_name(index):
            return True
        item = self.items[index]
        if not item.flags & Is.WORD or item.flags & (Is.OBJECT | Is.MODIFIER | Is.TIME | Is.PREPOSITION):
            return bool(item.flags & Is.SUBJECT)
        joins = item.flags & (Is.COORDINATOR | Is.COMPLEMENTISER | Is.SUBORDINATOR) and not item.flags & (
            Is.SUBJECT | Is.RELATIVE
        )
        if item.low in _NOBODY or joins:
            return False
        return bool(item.flags & (Is.SUBJECT | Is.TITLE)) or bool(self.forms[index] & Form.NOMINATIVE)

    def nominal(self, index: int) -> bool:
        """Whether item ``index`` can stand within a noun phrase, whatever its case."""
        item = self.items[index]
        if item.low == ".":
            return self.has(index + 1, Is.WORD) and index > 0 and len(self.items[index - 1].low) <= 4
        if self.is_name(index) or item.flags & Is.NUMBER or item.low in {"/", "-", "№", "%", "&"}:
            return True
        if not item.flags & Is.WORD or item.flags & (Is.PREPOSITION | Is.COORDINATOR | Is.COMPLEMENTISER):
            return False
        if item.flags & Is.CAPITAL:
            return True
        return bool(self.forms[index] & (Form.NOUN | Form.ADJECTIVE)) and not self._mere_adverb(index)

    def _mere_adverb(self, index: int) -> bool:
        return bool(self.items[index].flags & (Is.MODIFIER | Is.AUXILIARY | Is.NEGATION | Is.SUBORDINATOR))

    def light(self, index: int) -> bool:
        """Adverbs and particles, which can stand anywhere."""
        if not 0 <= index < len(self.items):
            return False
        item = self.items[index]
        if item.flags & (Is.MODIFIER | Is.NEGATION):
            return True
        form = self.forms[index]
        return (
            bool(form & Form.INVARIABLE)
            and not form & (Form.NOUN | Form.FINITE)
            and not item.flags
            & (
                Is.COMPLEMENTISER
                | Is.SUBORDINATOR
                | Is.COORDINATOR
                | Is.PREPOSITION
                | Is.QUESTION
                | Is.RELATIVE
            )
        )

    def border(self, index: int) -> bool:
        """Whether a clause begins after item ``index``."""
        item = self.items[index]
        if item.flags & MARKS or (item.flags & Is.QUOTATION and not self.is_name(index)):
            return True
        if item.low == ".":
            # Three full stops are an ellipsis; one stands in an abbreviation.
            return any(
                0 <= at < len(self.items) and self.items[at].low == "." for at in (index - 1, index + 1)
            )
        return bool(item.flags & (Is.COMPLEMENTISER | Is.SUBORDINATOR)) and not item.flags & Is.RELATIVE

    def clause_start(self, index: int) -> int:
        """The first item of the clause that item ``index - 1`` belongs to, if ``index`` is its end."""
        first = index
        while first > 0 and not self.border(first - 1):
            if self.has(first - 1, Is.COORDINATOR) and self.finite_before(first - 1):
                break
            first -= 1
        return first

    def finite_before(self, index: int) -> bool:
        """Whether a finite verb stands before ``index`` in its clause."""
        for at in range(index - 1, -1, -1):
            if self.border(at):
                return False
            if self.finite(at):
                return True
        return False


def trimmed(items: Sequence[Item], first: int, stop: int) -> int:
    """``stop`` moved left over marks that end no content (a quotation keeps its own)."""
    while stop > first and not items[stop - 1].flags & (Is.WORD | Is.QUOTATION | Is.CLOSE):
        if items[stop - 1].low not in {".", ",", ";", ":", "—", "–", "-", "―", "!", "?", "…"}:
            break
        stop -= 1
    return stop
