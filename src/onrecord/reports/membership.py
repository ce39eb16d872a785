"""Who belongs to a body, as far as a role tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.languages.ranks import is_rank, means_forces
from onrecord.languages.search import query_lemmas


def in_body(among: Sequence[str], title: str, body: str | None) -> bool:
    """Whether a role is one in a body called by one of these names: all words of it stand in the role, in any form.

    A rank is one in the armed forces, where those are asked for as a whole (``army``), though the role names no body.
    """
    words = [set(keys) for keys in query_lemmas(f"{title} {body or ''}")]
    if any(_all_in(query_lemmas(name), words) for name in among):
        return True
    return is_rank(title) and any(means_forces(name) for name in among)


def _all_in(wanted: Sequence[Collection[str]], words: Sequence[set[str]]) -> bool:
    return bool(wanted) and all(any(word & set(keys) for word in words) for keys in wanted)
