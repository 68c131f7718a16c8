"""Captions: the line under a picture, and who took it."""

from __future__ import annotations

import re

from kg.articles.names import is_hanzi, name_score

_TAKEN = re.compile(
    r"(?:^|[\s（(。”，,、])(?:(?:本报|通讯员|记者|摄影|图|拍摄)[：:／/\s]*)*([\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4})?|[\u4e00-\u9fff] [\u4e00-\u9fff])\s*(?:/?\s*(?:文并)?摄影?|/?摄|供图|图)\s*[）)]?$"
)
_GIVEN = re.compile(
    r"[（(]?(?:本版)?(?:图片|照片|供图|图|资料图)(?:均)?(?:由|为|[：:])?.{0,30}?(?:提供|供图|资料图|资料照片)?\s*[）)]$|资料(?:图|照片)$|供图\s*[）)]?$"
)
_POINTER = re.compile(r"^(?:[▲△▼▽↑↓←→]|图为|图①|图片|上图|下图|左图|右图|题图|(?:[①②③④⑤]))")


def caption_credit(text: str) -> float:
    """How sure a line ends with a picture's credit (周雯摄, 图片由…提供) or opens as a caption does (图为…), 0 to 1."""
    taken = _TAKEN.search(text)
    if taken:
        return 1.0
    if _GIVEN.search(text):
        return 0.9
    return 0.7 if _POINTER.match(text) else 0.0


def photographers(text: str) -> tuple[str, ...]:
    """The names in a caption's credit."""
    taken = _TAKEN.search(text)
    if not taken:
        return ()
    words = [taken[1].replace(" ", "")] if re.fullmatch(r". .", taken[1]) else re.split(r"[\s、]+", taken[1])
    return tuple(word for word in words if is_hanzi(word) and name_score(word) > 0)
