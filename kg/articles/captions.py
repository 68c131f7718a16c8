"""Captions: the line under a picture, and who took it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.names import is_hanzi, name_score

_NAME = r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]"
# 周雯摄, 高启恩 摄, （记者 王磊 李平 摄影）: at the line's end, behind a blank, a bracket or a full stop.
_TAKEN = re.compile(
    rf"(?:^|[\s（(。”，,、])(?:(?:本报|通讯员|记者|摄影|图|拍摄)[：:／/\s]*)*"
    rf"((?:{_NAME})(?:[\s、]+(?:{_NAME}))?)\s*(?:文?/?并?摄影?|供图|/图)\s*[）)]?$"
)
# (图片由…提供), （资料图片）
_GIVEN = re.compile(
    r"[（(](?:本版)?(?:图片|照片|图|资料图)(?:均)?(?:由|为|来自|[：:])?[^（）()]{0,30}[）)]$|(?:资料(?:图|图片|照片)|供图)\s*[）)]?$"
)
_ENDS = tuple("摄影图片）)")  # of all these
_POINTER = re.compile(r"[▲△▼▽↑↓←→①②③④⑤]|图为|图片|[上下左右题]图")


# What is looked through for a credit, from the line's end: longer than any, and no paragraph is read from end to end.
CREDIT_REACH = 120
# A name in a credit; 摄 behind it lets rare names be believed.
LEAST_NAME = -1.5


class Credit(NamedTuple):
    """Who took a picture, as printed and as names, and the caption without it."""

    text: str
    names: tuple[str, ...]
    rest: str


def caption_credit(text: str) -> float:
    """How sure a line ends with a picture's credit (周雯摄, 图片由…提供) or opens as a caption does (图为…), 0 to 1."""
    if photographers(text):
        return 1.0
    if text.rstrip().endswith(_ENDS) and _GIVEN.search(text, max(0, len(text) - CREDIT_REACH)):
        return 0.9
    return 0.7 if _POINTER.match(text) else 0.0


def photographers(text: str) -> tuple[str, ...]:
    """The names in a caption's credit."""
    taken = _taken(text)
    if not taken:
        return ()
    words = [taken[1].replace(" ", "")] if re.fullmatch(r". .", taken[1]) else re.split(r"[\s、]+", taken[1])
    return tuple(word for word in words if is_hanzi(word) and name_score(word) >= LEAST_NAME)


def read_credit(text: str) -> Credit | None:
    """A picture's credit with the names of its makers; None if the line has none."""
    names = photographers(text)
    taken = _taken(text)
    if not taken or not names:
        return None
    start = taken.start() + (taken[0][0] in "。”，,、")
    return Credit(text[start:].strip(" （(）)"), names, text[:start].rstrip(" （("))


def _taken(text: str) -> re.Match[str] | None:
    return _TAKEN.search(text, max(0, len(text) - CREDIT_REACH)) if text.rstrip().endswith(_ENDS) else None
