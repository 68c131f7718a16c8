"""Where an article plays: the official places that it names, by level, and the one that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import Division, gazetteer
from kg.gazetteer.division import RANK
from kg.model import Kind

# What a place says for being the article's, by where it is named; set by judgement: headline and lead name it.
HEADLINE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0
LEAD = 120  # characters of the body
# A place is what the article is about if so much of all weight lies in it or below it.
MAJORITY = 0.6

_LEVEL_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "省": (Kind.PROVINCE,),
    "自治区": (Kind.PROVINCE,),
    "市": (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE),
    "州": (Kind.PREFECTURE,),
    "县": (Kind.COUNTY,),
    "区": (Kind.COUNTY,),
    "旗": (Kind.COUNTY,),
    "镇": (Kind.TOWNSHIP,),
    "乡": (Kind.TOWNSHIP,),
    "街道": (Kind.TOWNSHIP,),
    "社区": (Kind.VILLAGE,),
    "村": (Kind.VILLAGE,),
}
LEVELS = tuple(sorted(_LEVEL_KINDS, key=len, reverse=True))


@dataclass(frozen=True)
class Setting:
    """The official places of an article, as (offset, division) in order, and the code of its main place."""

    named: tuple[tuple[int, Division], ...]
    main: str  # "" if it names none

    def at(self, level: str, offset: int) -> Division | None:
        """The division that a level word (市, 街道 …) means at an offset of the text.

        The nearest one before the offset whose name ends so, else the first after it, else the one above the
        article's main place.
        """
        kinds = _LEVEL_KINDS[level]
        for kind in kinds:
            above = [division for division in self.chain if division.level is kind and _fits(division, level)]
            # Above the township an article has one place of a level, if its main place lies in one.
            if above and kind not in (Kind.TOWNSHIP, Kind.VILLAGE):
                return above[0]
            fitting = [
                (at, division) for at, division in self.named if division.level is kind and _fits(division, level)
            ]
            before = [division for at, division in fitting if at <= offset]
            if before:
                return before[-1]
            if fitting:
                return fitting[0][1]
            if above:
                return above[0]
        return None

    @property
    def chain(self) -> tuple[Division, ...]:
        """The main place and all above it, the province first."""
        return tuple(gazetteer().chain(self.main)) if self.main else ()

    def home(self, kind: Kind) -> str:
        """The code of the main place's division of this level, or of the nearest level above it."""
        fitting = [division for division in self.chain if division.rank <= RANK[kind]]
        return fitting[-1].code if fitting else ""


def _fits(division: Division, level: str) -> bool:
    return division.name.endswith(level)


def setting(named: Sequence[tuple[int, Division]], body_begin: int) -> Setting:
    """The setting of an article whose text names these divisions at these offsets."""
    weights: Counter[str] = Counter()
    for offset, division in named:
        weight = HEADLINE_WEIGHT if offset < body_begin else LEAD_WEIGHT if offset < body_begin + LEAD else 1.0
        for above in gazetteer().chain(division.code):
            weights[above.code] += weight  # type: ignore[assignment]
    total = sum(
        HEADLINE_WEIGHT if offset < body_begin else LEAD_WEIGHT if offset < body_begin + LEAD else 1.0
        for offset, _ in named
    )
    printed = {division.code for _, division in named}
    # The smallest place that covers the majority, and stands in print itself.
    fitting = [code for code in printed if weights[code] >= MAJORITY * total]
    fitting = fitting or [code for code in weights if weights[code] >= MAJORITY * total]
    main = max(fitting, key=lambda code: (_depth(code), weights[code], code), default="")
    return Setting(tuple(sorted(named, key=lambda pair: (pair[0], pair[1].code))), main)


def _depth(code: str) -> int:
    return len(gazetteer().chain(code))
