"""What names say by themselves: levels of places, names inside names, and endings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

import numpy as np
import numpy.typing as npt

from kg.model import EntityType, Referent
from kg.traditional import simplified

_Ints = npt.NDArray[np.int64]
_Bools = npt.NDArray[np.bool_]

# How far down a place stands; 0 is no place, 7 a place with no level (a site, an estate, a region).
_LEVEL_OF_LENGTH = {9: 4, 12: 5}
_ENDINGS: tuple[tuple[str, int], ...] = (
    ("特别行政区", 1), ("自治区", 1), ("省", 1), ("自治州", 2), ("地区", 2), ("市", 2), ("自治县", 3),
    ("开发区", 7), ("景区", 7), ("园区", 7), ("小区", 7), ("社区", 5), ("县", 3), ("区", 3), ("旗", 3),
    ("街道", 4), ("镇", 4), ("乡", 4), ("苏木", 4), ("村", 5), ("嘎查", 5),
)  # fmt: skip
_STEM = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|街道|社区|省|市|县|区|旗|镇|乡|村)$")
_RELATIVE = {
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
    "街道": 4,
    "镇": 4,
    "乡": 4,
    "村": 5,
    "社区": 5,
}
_RELATIVE_OPENING = re.compile("|".join(_RELATIVE))
LEVELS = 8
ENDINGS = 4  # what is said of the end of a name
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True)
class Names:
    """What the names of R referents say, by themselves and, in C cells, of each other (see Layout)."""

    level: _Ints  # (R,) 0 no place, 1 province … 5 village, 6 country, 7 other
    has_code: _Bools  # (R,)
    under: _Bools  # (C,) by their codes, the first lies in the second
    parent: _Bools  # (C,) by their codes, the second is the division right above the first
    inside: _Ints  # (C,) where in the first's name the name of the second ends; 0 it is not in it
    stem: _Ints  # (C,) the same for the second's name without its ending
    shared: _Ints  # (C,) how many characters they begin with in common
    relative: _Ints  # (R,) the level that a relative name opens with (县公安局: 3); 0 none
    prefix: _Bools  # (C,) the first's name begins with a form of the second's
    home: _Ints  # (C,) the second is the division where the first is at home (2), or above it (1)
    same_home: _Bools  # (C,)
    own: _Bools  # (R,) the home stands in the name
    endings: tuple[tuple[str, ...], ...]  # (R,) the last one to three characters, with the type, and the kind


def read_names(referents: Sequence[Referent]) -> Names:
    """Compare all names with all names."""
    is_place = [referent.type is EntityType.PLACE for referent in referents]
    codes = [significant(referent.code) if place else "" for referent, place in zip(referents, is_place, strict=True)]
    surfaces = [[*map(simplified, referent.surfaces)] for referent in referents]
    inside, prefix, stem = _inside(referents, surfaces)
    return Names(
        np.array([*map(place_level, referents)], dtype=np.int64), np.array([*map(bool, codes)], dtype=bool),
        *_by_code(codes), inside, stem, _shared(referents),
        np.array([*map(_opens, referents, surfaces)], dtype=np.int64), prefix, *_at_home(referents, codes),
        np.array([referent.own for referent in referents], dtype=bool), tuple(map(_endings, referents)),
    )  # fmt: skip


def _by_code(codes: Sequence[str]) -> tuple[_Bools, _Bools]:
    """Which place lies under which, and right under which."""
    under, parent = (np.zeros((len(codes), len(codes)), dtype=bool) for _ in range(2))
    coded = [(number, code) for number, code in enumerate(codes) if code]
    for one, code in coded:
        for other, outer in coded:
            if code != outer and code.startswith(outer):
                under[one, other] = True
                parent[one, other] = outer == above(code)
    return under.ravel(), parent.ravel()


def _at_home(referents: Sequence[Referent], codes: Sequence[str]) -> tuple[_Ints, _Bools]:
    """At home in which division (2) and under which (1), of what is no place; and who have one home."""
    home = np.zeros((len(codes), len(codes)), dtype=np.int64)
    homes = [significant(referent.home) for referent in referents]
    coded = [(number, code) for number, code in enumerate(codes) if code]
    for one, where in enumerate(homes):
        if where and referents[one].type is not EntityType.PLACE:
            for other, code in coded:
                if where.startswith(code):
                    home[one, other] = 2 if where == code else 1
    numbers = {where: number for number, where in enumerate(dict.fromkeys(filter(None, homes)), 1)}
    shared = np.array([numbers.get(where, 0) for where in homes], dtype=np.int64)
    return home.ravel(), ((shared[:, None] == shared) & (shared > 0)).ravel()


def _inside(referents: Sequence[Referent], surfaces: Sequence[Sequence[str]]) -> tuple[_Ints, _Bools, _Ints]:
    """Which names hold a form of which places and agencies, which begin with one, and which hold a place's stem."""
    count = len(referents)
    inside, prefix, stem = (np.zeros((count, count), dtype=kind) for kind in (np.int64, bool, np.int64))
    # All names in one text are searched at once for each form; those of people hold no others.
    names = ["" if referent.type is EntityType.PERSON else referent.name for referent in referents]
    text = "\n".join(names)
    ends = [*accumulate(len(name) + 1 for name in names)]
    for other, referent in enumerate(referents):
        if referent.type is EntityType.PERSON or referent.type is EntityType.PROGRAMME:
            continue
        for part in {referent.name: None} | dict.fromkeys(surfaces[other]):
            if len(part) < 2:
                continue
            for one, at in _holders(part, text, ends):
                if one != other and len(part) < len(names[one]):
                    inside[one, other] = max(inside[one, other], at + len(part))
                    prefix[one, other] |= at == 0
        bare = _STEM.sub("", referent.name) if referent.type is EntityType.PLACE else ""
        if len(bare) > 1:
            for one, at in _holders(bare, text, ends):
                if one != other:
                    stem[one, other] = at + len(bare)
    return inside.ravel(), prefix.ravel(), stem.ravel()


def _holders(part: str, text: str, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers of the lines that hold a part, and where in them it stands first; ends: those of the lines."""
    at = text.find(part)
    while at >= 0:
        line = bisect_right(ends, at)
        if at + len(part) < ends[line]:
            yield line, at - (ends[line - 1] if line else 0)
        at = text.find(part, ends[line])


def _shared(referents: Sequence[Referent]) -> _Ints:
    """How many characters the names of two places, or of two agencies, begin with in common."""
    shared = np.zeros((len(referents), len(referents)), dtype=np.int64)
    alike: dict[tuple[EntityType, str], list[tuple[int, str]]] = {}
    for number, referent in enumerate(referents):
        if referent.type is EntityType.PLACE or referent.type is EntityType.AGENCY:
            alike.setdefault((referent.type, referent.name[:1]), []).append((number, referent.name))
    for group in alike.values():
        for (one, name), (other, second) in combinations(group, 2):
            shared[one, other] = shared[other, one] = _alike(name, second)
    return shared.ravel()


def _alike(one: str, two: str) -> int:
    """How many characters two names begin with in common."""
    for place, (left, right) in enumerate(zip(one, two, strict=False)):
        if left != right:
            return place
    return min(len(one), len(two))


def _endings(referent: Referent) -> tuple[str, ...]:
    opening, name = referent.type.value[:2], referent.name
    return opening + name[-1:], opening + name[-2:], opening + name[-3:], f"<{referent.kind.value}>"


def significant(code: str) -> str:
    """A division code without the zeros that fill it: that of what it contains begins with it."""
    if len(code) != 6:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def above(code: str) -> str:
    """The code of the division right above one with this code; "" for a province."""
    if len(code) > 6:
        return code[:-3]
    # What stands below a municipality or right below a province has a prefecture in its code that is none.
    nominal = code[:2] in _MUNICIPALITIES or code[2:4] == "90"
    return code[:2] if len(code) == 4 or nominal else code[:4] if len(code) == 6 else ""


def place_level(referent: Referent) -> int:
    """How far down a place stands, by its code or else by the ending of its name; 0 for what is no place."""
    if referent.type is not EntityType.PLACE:
        return 0
    code = significant(referent.code)
    if code:
        return _LEVEL_OF_LENGTH.get(len(code), len(code) // 2)
    return next((level for ending, level in _ENDINGS if referent.name.endswith(ending)), 7)


def _opens(referent: Referent, surfaces: Sequence[str]) -> int:
    """The level that the first relative form of an agency's name opens with; 0 if there is none."""
    if referent.type is not EntityType.AGENCY:
        return 0
    return next((_RELATIVE[found[0]] for found in map(_RELATIVE_OPENING.match, surfaces) if found), 0)
