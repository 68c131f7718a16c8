"""The names and words that are looked up for the neural tagger, by class."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Lexicon:
    """The names and words that are looked up, one automaton a class."""

    automata: Mapping[str, Any]

    @classmethod
    def of(cls, classes: Mapping[str, Iterable[str]]) -> Lexicon:
        """The lexicon of these classes; each is matched by itself, leftmost and longest first."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        return cls({k: AhoCorasick(list(v), matchkind=MatchKind.LeftmostLongest) for k, v in classes.items()})


def read_classes(path: Path) -> dict[str, list[str]]:
    """Words by class, from a table (class, tab, words parted by spaces; # begins a comment), gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = (line.split("\t") for line in data.decode().splitlines() if line and not line.startswith("#"))
    return {name: words.split() for name, words in rows}


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that the shipped model was trained with."""
    here = Path(__file__).parent
    return Lexicon.of({**read_classes(here / "model.names.tsv.gz"), **read_classes(here / "model.words.tsv")})
