"""The neural tagger: names of places, agencies, programmes and people in running text, with how sure it is."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from kg.errors import DataError, UsageError
from kg.model import EntityType
from kg.tagger.chain import Chain
from kg.tagger.document import fold
from kg.tagger.features import COLUMNS, code_points, features, windows
from kg.tagger.lexicon import shipped_lexicon
from kg.tagger.network import Cut, Network
from kg.tagger.viterbi import Floats, Integers
from kg.tagger.words import WordTags

T = TypeVar("T")
_TYPES = {kind.value: kind for kind in EntityType}
HELD_CHARACTERS = 65_536  # of texts tagged together
_STOP = re.compile("[。\n]")  # no name goes on after one, so that what is chosen before and after is chosen apart
THRESHOLD = 0.4  # best F1 of pages and written articles held out, see training/tagger/README.md
TAGGERS = ("best", "fast")  # the models that are shipped; training/tagger/README.md has their figures


class Found(NamedTuple):
    """text[begin:end] is a name of this type with this probability."""

    begin: int
    end: int
    type: EntityType
    score: float


class Tagged(NamedTuple):
    """What the model makes of a text: the names in it, and the number of each character's tag in `words`."""

    names: list[Found]
    path: Integers


class NeuralTagger:
    """The model at `path`, an ONNX file with its description in a .json beside it.

    It reads Baidu LAC's encoder (Jiao, Sun and Sun 2018), or only its lower layer, with a bidirectional GRU and a
    linear chain over it; training/tagger tells how it was made and how well it does.
    """

    def __init__(self, path: Path) -> None:
        try:
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
        except (OSError, ValueError) as error:
            raise DataError(
                f"{path.with_suffix('.json')}: the tagger's description cannot be read; reinstall"
            ) from error
        self._width = len(told["columns"])
        if tuple(told["columns"]) != COLUMNS[: self._width]:
            raise DataError(f"{path}: trained on other features than this version makes; reinstall, or train it anew")
        self._network = Network(path)
        self._rows = np.zeros(0x10000, np.int64)  # by code point; 0 is the row of unknown characters
        for row, chars in enumerate(told["characters"]):
            self._rows[[ord(char) for char in chars]] = row
        rows = (np.array(told[name], np.float32) for name in ("moves", "first", "last"))
        self._chain = Chain(tuple(told["tags"]), *rows)
        self.words = WordTags(tuple(told["word_tags"]), np.array(told["word_moves"], np.float32))
        self._lexicon = shipped_lexicon()

    def tag(self, texts: Sequence[str], threshold: float = THRESHOLD) -> list[Tagged]:
        """The names in each text that are at least so probable, in order, none of which overlap; and its words' tags.

        A text should be a whole article, headline first, lines parted by newlines: names repeated in it help.
        """
        return self.tag_together([list(map(fold, texts))], threshold)[0]

    def tag_together(self, pages: Sequence[Sequence[str]], threshold: float = THRESHOLD) -> list[list[Tagged]]:
        """What `tag` makes of the texts of each page, here folded; to read pages side by side takes less time."""
        parts = [part for texts in pages for part in _bounded(texts, len)]
        tagged = (one for some in _bounded(parts, _size) for one in self._tagged(some, threshold))
        return [list(islice(tagged, len(texts))) for texts in pages]

    def _tagged(self, parts: Sequence[Sequence[str]], threshold: float) -> Iterator[Tagged]:
        """What is made of each text of each part, which does not depend on the other parts."""
        texts = [text for part in parts for text in part]
        joined, cuts = "".join(texts), _cuts(texts)
        known = np.concatenate(features(texts, self._lexicon, self._width))
        ids = self._rows[np.minimum(code_points(joined), 0xFFFF)]
        names, words = self._network.scores(ids, known, cuts)
        ends = list(accumulate(map(len, texts)))
        stops = np.array(sorted({match.end() for match in _STOP.finditer(joined)} | {end for _, end in cuts}), np.int64)
        edges = list(accumulate(map(_size, parts)))
        found: list[list[Found]] = [[] for _ in texts]
        for begin, end, kind, score in self._chain.spans(names, stops, edges):
            if score >= threshold:
                text = bisect_right(ends, begin)
                at = ends[text] - len(texts[text])
                found[text].append(Found(begin - at, end - at, _TYPES[kind], round(score, 4)))
        scores = np.split(words, edges[:-1])
        paths = (path for part, its in zip(parts, scores, strict=True) for path in self._paths(part, its))
        yield from map(Tagged, found, paths)

    def _paths(self, texts: Sequence[str], scores: Floats) -> list[Integers]:
        """The tags of the words of texts that lie one under another."""
        ends = np.cumsum([len(text) for text in texts])
        return np.split(self.words.best(scores, ends), ends[:-1])


def shipped(name: str) -> Path:
    """The file of the shipped model of this name. Raises UsageError if there is none."""
    if name not in TAGGERS:
        raise UsageError(f"{name}: no tagger has this name; choose one of {', '.join(TAGGERS)}")
    return Path(__file__).parent / f"{name}.onnx"


@cache
def neural_tagger(name: str = TAGGERS[0]) -> NeuralTagger:
    """The shipped tagger of this name, loaded once."""
    return NeuralTagger(shipped(name))


def _cuts(texts: Sequence[str]) -> list[Cut]:
    """The windows of texts that lie one under another."""
    begins = accumulate(map(len, texts), initial=0)
    return [(at + begin, at + end) for at, text in zip(begins, texts, strict=False) for begin, end in windows(text)]


def _size(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


def _bounded(items: Iterable[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """The items in order, so many together as bounds the memory, or one that is larger."""
    group: list[T] = []
    size = 0
    for item in items:
        if group and size + size_of(item) > HELD_CHARACTERS:
            yield group
            group, size = [], 0
        group.append(item)
        size += size_of(item)
    if group:
        yield group
