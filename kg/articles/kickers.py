"""Lines that name a place and say no more: 东莞市清溪镇, 梅州五华："""

from __future__ import annotations

import re

from kg.gazetteer import gazetteer

LONGEST = 24
# A village stands behind a place that is larger; by itself it may be a word (走进美丽乡村).
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:村|社区|嘎查)")
_COLONS = "：:"


def is_place(line: str) -> bool:
    """Whether a line is the names of places, each right behind the one before, with or without a colon at its end."""
    bare = line.rstrip(_COLONS)
    if not 2 <= len(bare) <= LONGEST:
        return False
    end = 0
    for hit in gazetteer().find(bare):
        if hit.begin != end:
            return False
        end = hit.end
        if end == len(bare) or _VILLAGE.fullmatch(bare, end):
            return True
    return False
