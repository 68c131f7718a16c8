"""Makes kg/tagger/model.names.tsv.gz, the division names that the tagger is shown, from the table of divisions."""

from __future__ import annotations

import argparse
import csv
import gzip
from pathlib import Path

from kg.tagger.lexicon import read_classes

_CUTS = read_classes(Path(__file__).parent / "names.txt")


def short(name: str) -> str:
    """The name without the word for its rank and the peoples' names; the whole name if only one character stays."""
    for suffix in _CUTS["ranks"]:
        if name.endswith(suffix):
            root = name.removesuffix(suffix)
            break
    else:
        return name
    while people := next((p for p in _CUTS["peoples"] if root.endswith(p) and len(root) > len(p) + 1), None):
        root = root.removesuffix(people)
    return root if len(root) >= 2 else name


def column(path: Path) -> list[str]:
    """The column `name` of a table."""
    with path.open(encoding="utf8") as file:
        return [row["name"] for row in csv.DictReader(file)]


def classes(folder: Path) -> dict[str, list[str]]:
    """Names by class, from provinces.csv, cities.csv, areas.csv and streets.csv in `folder`."""
    blank = set(_CUTS["blank"])
    divisions = {n for part in ("provinces", "cities", "areas") for n in column(folder / f"{part}.csv")} - blank
    townships = {n.replace("街道办事处", "街道") for n in column(folder / "streets.csv")}
    ends = ("街道", "镇", "乡", "苏木")
    townships = {n for n in townships if n.endswith(ends) and 3 <= len(n) <= 12} - divisions
    brief = {short(n) for n in divisions} - divisions
    low = {short(n) for n in townships} - townships - brief - divisions
    table = {"division": divisions, "division-short": brief, "township": townships, "township-short": low}
    return {name: sorted(words) for name, words in table.items()}


def main() -> None:
    """Command line: the folder of the tables, the file to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    lines = [f"{name}\t{' '.join(words)}" for name, words in classes(args.folder).items()]
    args.output.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
