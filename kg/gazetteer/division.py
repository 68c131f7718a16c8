"""One official division of China, and what its code says of it."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Kind

# Official divisions are five levels deep; a higher number is a smaller place.
RANK = {Kind.PROVINCE: 0, Kind.PREFECTURE: 1, Kind.COUNTY: 2, Kind.TOWNSHIP: 3, Kind.VILLAGE: 4}


class Division(NamedTuple):
    """A province, prefecture, county, township or village with its official code.

    The code has 6 digits (GB/T 2260) down to the county, 9 for a township and 12 for a village
    (rules of the National Bureau of Statistics).
    """

    code: str
    name: str  # the full name of the place: 德清县, 钟管镇, 葛家村; not that of its office or committee
    level: Kind

    @property
    def rank(self) -> int:
        """Its depth: 0 for a province to 4 for a village."""
        return RANK[self.level]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


def level(code: str) -> Kind:
    """The level that a code stands for, by its length and its zeros."""
    if len(code) == 12:
        return Kind.VILLAGE
    if len(code) == 9:
        return Kind.TOWNSHIP
    if code.endswith("0000"):
        return Kind.PROVINCE
    return Kind.PREFECTURE if code.endswith("00") else Kind.COUNTY
