"""The neural tagger: names of places, agencies, programmes and people in running text, with how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.errors import DataError
from kg.model import EntityType
from kg.tagger.chain import Chain
from kg.tagger.document import fold
from kg.tagger.features import COLUMNS, WIDTH, code_points, features, shipped_lexicon, windows
from kg.tagger.words import Integers, WordTags

BATCH_CHARACTERS = 4096  # read at once, padding included: what still fits the processor's cache
THRESHOLD = 0.4  # best F1 of pages and written articles held out, see training/tagger/README.md
SHIPPED = Path(__file__).parent / "model.onnx"


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
    """The shipped model, or the one at `path` (an ONNX file with its description in a .json beside it).

    It reads Baidu LAC's encoder (Jiao, Sun and Sun 2018) with a bidirectional GRU and a linear chain over it;
    training/tagger tells how it was made and how well it does.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        import onnxruntime

        try:
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
        except (OSError, ValueError) as error:
            raise DataError(
                f"{path.with_suffix('.json')}: the tagger's description cannot be read; reinstall"
            ) from error
        if told["columns"] != list(COLUMNS):
            raise DataError(f"{path}: trained on other features than this version makes; reinstall, or train it anew")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._rows = np.zeros(0x10000, np.int32)  # by code point; 0 is the row of unknown characters
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
        known = [features(text, self._lexicon) for text in read]
        ids = [self._rows[np.minimum(code_points(text), 0xFFFF)] for text in read]
        cuts = [(number, *cut) for number, text in enumerate(read) for cut in windows(text)]
        cuts.sort(key=lambda cut: (cut[1] - cut[2], cut))
        found: list[list[Found]] = [[] for _ in texts]
        told = [np.zeros((len(text), len(self.words.tags)), np.float32) for text in texts]
        for group in _batches(cuts):
            sizes = np.array([end - begin for _, begin, end in group])
            tokens = np.zeros((sizes[0], len(group)), np.int32)
            facts = np.zeros((sizes[0], len(group), WIDTH), np.uint8)
            for row, (number, begin, end) in enumerate(group):
                tokens[: end - begin, row] = ids[number][begin:end]
                facts[: end - begin, row] = known[number][begin:end]
            feed = {"ids": tokens, "known": facts, "sizes": sizes.astype(np.int32)}
            scores, words = self._session.run(["scores", "words"], feed)
            for row, (number, begin, end) in enumerate(group):
                told[number][begin:end] = words[: end - begin, row]
            for row, begin, end, kind, score in self._chain.spans(scores, sizes):
                number, start, _ = group[row]
                if score >= threshold:
                    found[number].append(Found(start + begin, start + end, EntityType(kind), round(score, 4)))
        return [Tagged(sorted(spans), self.words.best(rows)) for spans, rows in zip(found, told, strict=True)]


@cache
def neural_tagger() -> NeuralTagger:
    """The shipped tagger, loaded once."""
    return NeuralTagger()


def _batches(cuts: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Cuts (text, begin, end), the longest first, in groups whose padded size stays within a batch."""
    at = 0
    while at < len(cuts):
        longest = max(1, cuts[at][2] - cuts[at][1])
        step = max(1, BATCH_CHARACTERS // longest)
        yield cuts[at : at + step]
        at += step
