"""Make kg/view/assets/centres.tsv: where the provinces, prefectures and counties lie.

    python -m training.view.centres adcodes.csv

adcodes.csv is that of the PyPI package cpca 0.5.5 (cpca/resources/adcodes.csv; MIT), which took it from
https://github.com/Vonng/adcode (CC BY 4.0, which names AMap as the source of its coordinates). It tells the divisions
of about 2018. Those that have another code since are found by their name without its class (肥乡县, 肥乡区) in the
same prefecture or province; those that are new since have no line.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.gazetteer import Division, Gazetteer, gazetteer

TABLE = Path(__file__).parents[2] / "kg" / "view" / "assets" / "centres.tsv"
HEADER = """\
# Where provinces, prefectures and counties lie: code, longitude, latitude, in degrees to two places (about 1 km).
# Made by training/view/centres.py from adcodes.csv of cpca 0.5.5 (https://pypi.org/project/cpca, MIT, copyright 2018
# QinYuan Du), which holds coordinates of https://github.com/Vonng/adcode (CC BY 4.0). These are GCJ-02: up to some
# 600 m away from GPS, which a map of counties does not show.
"""
Centre = tuple[float, float]


def centres(path: Path) -> dict[str, tuple[str, Centre]]:
    """The names and coordinates of a file like adcodes.csv by their codes of six digits."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["adcode"][:6]: (row["name"], (float(row["longitude"]), float(row["latitude"])))
            for row in csv.DictReader(file)
            if row["longitude"]
        }


def divisions(places: Gazetteer) -> Iterator[Division]:
    """The provinces with all prefectures and counties below them."""
    waiting = list(places.provinces())
    while waiting:
        division = waiting.pop()
        yield division
        waiting += [child for child in places.children(division.code) if len(child.code) == 6]


def centre(division: Division, known: dict[str, tuple[str, Centre]]) -> Centre | None:
    """Where a division lies: by its code, else by its name near by."""
    if division.code in known:
        return known[division.code][1]
    stem = division.name[:-1]
    for near in (division.code[:4], division.code[:2]):
        there = [found for code, found in sorted(known.items()) if code.startswith(near)]
        # 辛集市 under another code; 肥乡县, now 肥乡区; 赣县, now 赣县区.
        for same in ({division.name}, {stem}, {stem + mark for mark in "县市区"}):
            named = [place for name, place in there if name in same and len(name) > 1]
            if named:
                return named[0]
    return None


def main() -> None:
    """Write the table, by code."""
    known = centres(Path(sys.argv[1]))
    lines = []
    for division in sorted(divisions(gazetteer())):
        found = centre(division, known)
        if found:
            lines.append(f"{division.code}\t{found[0]:.2f}\t{found[1]:.2f}\n")
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
