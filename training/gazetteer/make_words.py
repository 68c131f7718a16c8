"""Make kg/gazetteer/tables/boundary_words.txt and word_names.tsv from jieba's dictionary.

    python training/gazetteer/make_words.py

jieba 0.42.1 (MIT) gives each word a count and a part of speech; ns, nt and nz mark names of places, bodies and the
like, nr names of people. Run make_divisions.py first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jieba

from kg.gazetteer import gazetteer, short_names
from kg.gazetteer.division import level
from kg.model import Kind

_TABLES = Path(__file__).parents[2] / "kg" / "gazetteer" / "tables"
_BOUNDARY_COUNT = 100  # set by eye, on a list of what words it lets in
_NAME_COUNT = 3  # leaves out the forty thousand words of count 2, the least there is
_COMMON_COUNT = 300  # set by eye: a word as common as that hardly ever means the village, even where it is named
_NAMES = ("ns", "nt")
_PROPER = ("ns", "nt", "nz", "nr")


def dictionary() -> Iterator[tuple[str, int, str]]:
    """(word, count, part of speech) of jieba's dictionary."""
    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, part = line.split(" ")
        yield word, int(count), part


def small_names() -> set[str]:
    """Every full and short name of a township or village."""
    places = gazetteer()
    names: set[str] = set()
    counties = {county for province in places.provinces() for county in places.counties(province.code)}
    for county in sorted(counties):
        names.update(places.villages(county))
        for child in places.children(county):
            if child.level is Kind.TOWNSHIP:
                names.update((child.name, *short_names(child.name, level(child.code))))
    return names


def write(name: str, about: str, words: set[str]) -> None:
    """One table: a line on what it is, then a word a line."""
    source = "From the dictionary of jieba 0.42.1 (MIT) by training/gazetteer/make_words.py."
    lines = [f"# {about}", f"# {source}", *sorted(words)]
    (_TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write both tables."""
    small = small_names()
    boundary: set[str] = set()
    ordinary: set[str] = set()
    for word, count, part in dictionary():
        if len(word) == 2 and count >= _BOUNDARY_COUNT and not part.startswith(_NAMES):
            boundary.add(word)
        if word in small and count >= _NAME_COUNT and not part.startswith(_PROPER):
            ordinary.add(f"{word}\t{'chain' if count >= _COMMON_COUNT else 'printed'}")
    write("boundary_words.txt", "Common words of two characters: where one spans the edge of a short name.", boundary)
    write(
        "word_names.tsv",
        "Names of townships and villages that are words of the language, and what it takes to read one as a place.",
        ordinary,
    )


if __name__ == "__main__":
    main()
