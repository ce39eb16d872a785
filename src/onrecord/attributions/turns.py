"""The turns of an interview or a debate, told by their lay-out: ``NAME: what is said``, line after line.

One line of this kind proves nothing (``Photo: Ann Lee``). A text has turns where at least two names open lines and
one of them
does so twice, or three lines are opened by names in capitals. What follows a name up to the next turn or a blank line is its
speaker's; the colon is the cue, as PolNeAR marks it.
"""

from __future__ import annotations

import re
from collections import Counter

from onrecord.attributions.rules import Draft
from onrecord.text.document import Span

_WORD = r"[^\W\d_a-zа-яёіїєґ][\w.'’-]*"
_NAME = re.compile(rf"(?m)^[ \t]*({_WORD}(?:[ \t]+{_WORD}){{0,4}})[ \t]*:[ \t]+(?=\S)")
_TURN_END = re.compile(r"\n[ \t]*\n|\Z")
_FEWEST_CAPITALS = 3


def turns(text: str) -> list[Draft]:
    """The turns of ``text`` as drafts, in order; none where its lines are not laid out like that. Linear in the text."""
    found = list(_NAME.finditer(text))
    names = Counter(match[1] for match in found)
    capitals = sum(count for name, count in names.items() if name.isupper() and len(name) > 1)
    if len(names) < 2 or not (max(names.values()) > 1 or capitals >= _FEWEST_CAPITALS):
        return []
    drafts = []
    for number, match in enumerate(found):
        next_turn = found[number + 1].start() if number + 1 < len(found) else len(text)
        blank = _TURN_END.search(text, match.end(), next_turn)
        end = min(next_turn, blank.start() if blank else next_turn)
        while end > match.end() and (text[end - 1].isspace() or text[end - 1] == "."):
            end -= 1
        if end > match.end():
            colon = text.index(":", match.end(1))
            drafts.append(
                Draft(
                    source=[Span(*match.span(1))],
                    cue=[Span(colon, colon + 1)],
                    content=[Span(match.end(), end)],
                    head=colon,
                    rules={"span": "turn"},
                )
            )
    return drafts
