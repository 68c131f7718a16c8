"""The neural tagger: names of places, agencies, programmes and people in running text, with how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.errors import DataError, UsageError
from kg.model import EntityType
from kg.tagger.chain import Chain
from kg.tagger.document import fold
from kg.tagger.features import COLUMNS, Array, code_points, features, windows
from kg.tagger.lexicon import shipped_lexicon
from kg.tagger.words import Floats, Integers, WordTags

BATCH_CHARACTERS = 1024  # that the network reads at once, padding included: more leaves the processor's cache
DECODED_CHARACTERS = 65_536  # whose tags are chosen at once: bounds the memory
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


class Cut(NamedTuple):
    """A stretch of a text that the network reads at once."""

    text: int
    begin: int
    end: int


class NeuralTagger:
    """The model at `path`, an ONNX file with its description in a .json beside it.

    It reads Baidu LAC's encoder (Jiao, Sun and Sun 2018), or only its lower layer, with a bidirectional GRU and a
    linear chain over it; training/tagger tells how it was made and how well it does.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        try:
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
        except (OSError, ValueError) as error:
            raise DataError(
                f"{path.with_suffix('.json')}: the tagger's description cannot be read; reinstall"
            ) from error
        self._width = len(told["columns"])
        if tuple(told["columns"]) != COLUMNS[: self._width]:
            raise DataError(f"{path}: trained on other features than this version makes; reinstall, or train it anew")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
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
        read = [fold(text) for text in texts]
        known = features(read, self._lexicon)
        ids = [self._rows[np.minimum(code_points(text), 0xFFFF)] for text in read]
        cuts = [Cut(number, *cut) for number, text in enumerate(read) for cut in windows(text)]
        cuts.sort(key=lambda cut: (cut.begin - cut.end, cut))
        found: list[list[Found]] = [[] for _ in texts]
        words = [np.zeros((len(text), len(self.words.tags)), np.float32) for text in texts]
        for group in _batches(cuts, DECODED_CHARACTERS):
            sizes = np.array([cut.end - cut.begin for cut in group])
            scores = np.zeros((sizes[0], len(group), len(self._chain.tags)), np.float32)
            at = 0
            for batch in _batches(group, BATCH_CHARACTERS):
                some, others = self._run(batch, ids, known)
                scores[: len(some), at : at + len(batch)] = some
                for row, cut in enumerate(batch):
                    words[cut.text][cut.begin : cut.end] = others[: cut.end - cut.begin, row]
                at += len(batch)
            for row, begin, end, kind, score in self._chain.spans(scores, sizes):
                if score >= threshold:
                    text, start, _ = group[row]
                    found[text].append(Found(start + begin, start + end, EntityType(kind), round(score, 4)))
        return [Tagged(sorted(spans), self.words.best(rows)) for spans, rows in zip(found, words, strict=True)]

    def _run(self, batch: Sequence[Cut], ids: Sequence[Integers], known: Sequence[Array]) -> tuple[Floats, Floats]:
        """The network's scores of the tags of names and of words, each (time, rows, tags)."""
        sizes = [cut.end - cut.begin for cut in batch]
        tokens = np.zeros((sizes[0], len(batch)), np.int32)
        facts = np.zeros((sizes[0], len(batch), self._width), np.uint8)
        for row, (text, begin, end) in enumerate(batch):
            tokens[: end - begin, row] = ids[text][begin:end]
            facts[: end - begin, row] = known[text][begin:end, : self._width]
        feed = {"ids": tokens, "known": facts, "sizes": np.array(sizes, np.int32)}
        scores, words = self._session.run(["scores", "words"], feed)
        return scores, words


def shipped(name: str) -> Path:
    """The file of the shipped model of this name. Raises UsageError if there is none."""
    if name not in TAGGERS:
        raise UsageError(f"{name}: no tagger has this name; choose one of {', '.join(TAGGERS)}")
    return Path(__file__).parent / f"{name}.onnx"


@cache
def neural_tagger(name: str = TAGGERS[0]) -> NeuralTagger:
    """The shipped tagger of this name, loaded once."""
    return NeuralTagger(shipped(name))


def _batches(cuts: Sequence[Cut], size: int) -> Iterator[Sequence[Cut]]:
    """Cuts, the longest first, in groups of at most so many characters, padding included, or of one cut."""
    at = 0
    while at < len(cuts):
        step = max(1, size // (cuts[at].end - cuts[at].begin))
        yield cuts[at : at + step]
        at += step
