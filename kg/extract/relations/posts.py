"""The post that a sentence gives a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.tables import rows

_LONGEST = 24  # characters; a longer stretch between an agency and a name is a clause, no post
_SHORT = 8  # so long may a post be that no table knows, right between the two names
_BREAK = re.compile(r".*[，。；：！？\n“”‘’《》…—\s]|.*的", re.DOTALL)
_FOLLOWING = re.compile(r"(?:的)?(?:一名|一位)?([^，。；：！？\n“”（）《》…\s]*)")

Span = tuple[int, int]


def find_post(text: str, holder: Span, body: Span, names: Sequence[Span]) -> Span | None:
    """Where the post of a person at an agency or a place is printed, if it is.

    Right before the person's name (西山村党支部书记某某), right after it (某某教授), or after the body's name that
    follows it (某某是西山村的党支部书记). text is folded; holder and body are spans in it; names: those of all names,
    which no post reaches into.
    """
    begin, end = holder
    left, first = max(((last, first) for first, last in names if last <= begin), default=(0, 0))
    place = text[slice(*body)]
    if left - first > len(place) and text.startswith(place, first):
        left = body_end = first + len(place)  # 西山村党委 is a name itself, but of the village's post 党委书记 is said
    else:
        body_end = body[1]
    chunk = text[max(left, begin - _LONGEST) : begin]
    post = _BREAK.sub("", chunk).lstrip("、")
    if post and (_is_post(post) or (left == body_end and len(post) == len(chunk) <= _SHORT)):
        return begin - len(post), begin
    if text.startswith(_posts(), end):
        after = next(known for known in _posts() if text.startswith(known, end))
        return end, end + len(after)
    if 0 <= body[0] - end <= _LONGEST:
        right = min((first for first, _ in names if first >= body[1]), default=len(text))
        found = _FOLLOWING.match(text, body[1], min(right, body[1] + _LONGEST))
        if found and _is_post(found[1]):
            return found.span(1)
    return None


def _is_post(text: str) -> bool:
    return text.endswith(_posts())


@cache
def _posts() -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted({row[0] for row in rows("extract/posts.tsv", 2)}, key=lambda post: (-len(post), post)))
