"""What names say by themselves: levels of places, names inside names, and endings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.model import EntityType, Referent
from kg.traditional import simplified

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
LEVELS = 8
ENDINGS = 4  # what is said of the end of a name
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True)
class Names:
    """What the names of an article's R referents say."""

    level: npt.NDArray[np.int64]  # (R,) 0 no place, 1 province … 5 village, 6 country, 7 other
    has_code: npt.NDArray[np.bool_]  # (R,)
    under: npt.NDArray[np.bool_]  # (R, R) by their codes, the first lies in the second
    parent: npt.NDArray[np.bool_]  # (R, R) by their codes, the second is the division right above the first
    inside: npt.NDArray[np.int64]  # (R, R) where in the first's name the name of the second ends; 0 it is not in it
    stem: npt.NDArray[np.int64]  # (R, R) the same for the second's name without its ending
    shared: npt.NDArray[np.int64]  # (R, R) how many characters they begin with in common
    relative: npt.NDArray[np.int64]  # (R,) the level that a relative name opens with (县公安局: 3); 0 none
    prefix: npt.NDArray[np.bool_]  # (R, R) the first's name begins with a form of the second's
    home: npt.NDArray[np.int64]  # (R, R) the second is the division where the first is at home (2), or above it (1)
    same_home: npt.NDArray[np.bool_]  # (R, R)
    own: npt.NDArray[np.bool_]  # (R,) the home stands in the name
    endings: tuple[tuple[str, ...], ...]  # (R,) the last one to three characters, with the type, and the kind


def read_names(referents: Sequence[Referent]) -> Names:
    """Compare all names with all names."""
    count = len(referents)
    places = [number for number, referent in enumerate(referents) if referent.type is EntityType.PLACE]
    level = np.array([place_level(referent) for referent in referents], dtype=np.int64)
    codes = ["" if referent.type is not EntityType.PLACE else significant(referent.code) for referent in referents]
    under, parent = np.zeros((count, count), dtype=bool), np.zeros((count, count), dtype=bool)
    inside = np.zeros((count, count), dtype=np.int64)
    prefix, home = np.zeros((count, count), dtype=bool), np.zeros((count, count), dtype=np.int64)
    stem, shared = np.zeros((count, count), dtype=np.int64), np.zeros((count, count), dtype=np.int64)
    for one in places:
        for other in places:
            under[one, other] = (
                bool(codes[other]) and codes[one] != codes[other] and codes[one].startswith(codes[other])
            )
            parent[one, other] = under[one, other] and codes[other] == above(codes[one])
    homes = [significant(referent.home) for referent in referents]
    for one, where in enumerate(homes):
        for other in places:
            if codes[other] and referents[one].type is not EntityType.PLACE:
                home[one, other] = 2 * (where == codes[other]) or where.startswith(codes[other])
    same_home = np.array([[bool(where) and where == other for other in homes] for where in homes], dtype=bool)
    own = np.array([referent.own for referent in referents], dtype=bool)
    forms = [tuple(dict.fromkeys((referent.name, *map(simplified, referent.surfaces)))) for referent in referents]
    stems = {place: _STEM.sub("", referents[place].name) for place in places}
    for one, referent in enumerate(referents):
        if referent.type is EntityType.PERSON:
            continue
        name = referent.name
        for other, form in enumerate(forms):
            if other == one or referents[other].type in (EntityType.PERSON, EntityType.PROGRAMME):
                continue
            for part in form:
                if part in name and 1 < len(part) < len(name):
                    inside[one, other] = max(inside[one, other], name.find(part) + len(part))
                    prefix[one, other] |= name.startswith(part)
            if other in stems and len(stems[other]) > 1 and stems[other] in name:
                stem[one, other] = name.find(stems[other]) + len(stems[other])
            if other > one and referents[other].type is referent.type and form[0][:1] == name[:1]:
                common = next(
                    (place for place, (left, right) in enumerate(zip(name, form[0], strict=False)) if left != right),
                    min(len(name), len(form[0])),
                )
                shared[one, other] = shared[other, one] = common
    relative = np.array([_opens(referent) for referent in referents], dtype=np.int64)
    endings = tuple(
        (
            *(f"{referent.type.value[:2]}{referent.name[-length:]}" for length in (1, 2, 3)),
            f"<{referent.kind.value}>",
        )
        for referent in referents
    )
    has_code = np.array([bool(code) for code in codes], dtype=bool)
    return Names(level, has_code, under, parent, inside, stem, shared, relative, prefix, home, same_home, own, endings)


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


def _opens(referent: Referent) -> int:
    if referent.type is not EntityType.AGENCY:
        return 0
    for surface in map(simplified, referent.surfaces):
        for opening, level in _RELATIVE.items():
            if surface.startswith(opening):
                return level
    return 0
