"""The post that a sentence gives a person, as printed."""

from __future__ import annotations

import re
from functools import cache

from kg.tables import rows

_LONGEST = 24  # characters; a longer stretch between an agency and a name is a clause, no post
_BREAK = re.compile(r".*[，。；：！？\n“”‘’《》…—]|.*的", re.DOTALL)
_END_OF_POST = re.compile(r"[，。；：！？\n“”（）《》…]")


def post_between(text: str, holder: tuple[int, int], body: tuple[int, int], names: list[tuple[int, int]]) -> str:
    """The post printed between the body's name and the holder's, right before the holder's, or after either.

    holder, body: (begin, end) in the text; names: the same of all names, which no post reaches into.
    """
    begin, end = holder
    left = max([last for _, last in names if last <= begin], default=0)
    before = _BREAK.sub("", text[max(left, begin - _LONGEST) : begin]).strip(" 、")
    if before and (left == body[1] or _is_post(before)):
        return before if _is_post(before) or len(before) <= 8 else ""
    after = text[end : end + 4]
    found = [post for post in _posts() if after.startswith(post)]
    if found:
        return max(found, key=len)
    if body[0] >= end:
        right = min([first for first, _ in names if first >= body[1]], default=len(text))
        follows = _END_OF_POST.split(text[body[1] : min(right, body[1] + _LONGEST)], maxsplit=1)[0]
        follows = follows.removeprefix("的").removeprefix("一名")
        if _is_post(follows):
            return follows
    return ""


def _is_post(text: str) -> bool:
    return any(text.endswith(post) for post in _posts())


@cache
def _posts() -> frozenset[str]:
    return frozenset(row[0] for row in rows("extract/posts.tsv", 2))
