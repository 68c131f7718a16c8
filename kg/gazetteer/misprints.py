"""A printed parent that cannot be right: 海口市海昌街道, where 海昌街道 lies in 海宁市."""

from __future__ import annotations

from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.gazetteer.finder import Hit
from kg.gazetteer.lookup import Gazetteer


class Correction(NamedTuple):
    """The division meant by a misprinted name, and why."""

    division: Division
    note: str


def correction(places: Gazetteer, printed: Hit, child: Hit) -> Correction | None:
    """The division of a name like the printed one that contains the child printed right after it.

    None where the printed one does contain it, where it is not above it, or where no one division is clearly meant:
    a child whose name other places have too shows nothing.
    """
    if child.doubt or not child.full or len(child.divisions) > 1:
        return None
    if any(
        places.contains(outer.code, inner.code) or outer.rank >= inner.rank or outer.code == inner.code
        for outer in printed.divisions
        for inner in child.divisions
    ):
        return None
    meant = {
        outer: inner
        for inner in child.divisions
        for outer in places.chain(inner.code)[:-1]
        if is_slip(printed.surface, outer.name)
    }
    if len(meant) != 1:
        return None
    ((outer, inner),) = meant.items()
    note = f"{printed.surface}{child.surface} is printed, but {inner.name} lies in {outer.name}: that one is meant."
    return Correction(outer, note)


def is_slip(printed: str, name: str) -> bool:
    """Whether two full names of one kind differ in a single character before their last, or in the order of two.

    >>> is_slip("海口市", "海宁市"), is_slip("海口市", "杭州市")
    (True, False)
    """
    if len(printed) != len(name) or len(name) < 3 or printed == name or printed[-1] != name[-1]:
        return False
    differing = sum(one != other for one, other in zip(printed, name, strict=True))
    return differing == 1 or sorted(printed) == sorted(name)
