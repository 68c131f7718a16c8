"""How the characters of the page's names are read, so that a search can go by pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kg.errors import DataError


def readings(names: Iterable[str]) -> dict[str, list[str]]:
    """List, for each Chinese character of the names, its syllables without tones, in alphabetical order."""
    table = _table()
    return {character: table[character] for character in sorted(set("".join(names))) if character in table}


@cache
def _table() -> dict[str, list[str]]:
    found = files("kg.view") / "assets" / "pinyin.tsv"
    if not found.is_file():
        raise DataError("kg/view/assets/pinyin.tsv is missing; reinstall newskg")
    table: dict[str, list[str]] = {}
    for line in found.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split("\t")
            for character in characters:
                table.setdefault(character, []).append(syllable)
    return table
