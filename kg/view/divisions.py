"""The official divisions of the page's places with all that they lie in: a tree, with coordinates to draw it by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.gazetteer import gazetteer
from kg.tables import rows

CENTRES = "view/assets/centres.tsv"


def divisions(codes: Iterable[str]) -> dict[str, list[Any]]:
    """List [name, code of the division above, longitude, latitude] for each code and everything above it.

    "" stands for nothing above. Coordinates are degrees; where a place's own are not known (townships, villages, new
    districts), the list ends after two. Codes that no division has are left out.
    """
    places, centres = gazetteer(), _centres()
    found: dict[str, list[Any]] = {}
    for code in codes:
        above = ""
        for division in places.chain(code):
            found.setdefault(division.code, [division.name, above, *centres.get(division.code, ())])
            above = division.code
    return dict(sorted(found.items()))


def _centres() -> dict[str, tuple[float, float]]:
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows(CENTRES, 3)}
