"""The learned scorer: how likely each relation is for each pair of an article.

First look: a small network, or the mean of several. Each local row of a pair (two mentions and the words around them)
becomes a hidden state; the largest of a pair's states, number by number, joins what the whole article says of the pair.
What comes out is put beside the pairs that share an end with it, and gives one logit for each predicate. Second look: a
still smaller network judges each logit again beside those of rival pairs, and gives the probability. Words and endings
of names that training did not know count by their part of speech, or not at all. training/relations made the numbers
and says from what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from kg.errors import DataError
from kg.extract.relations.bags import BETWEEN
from kg.extract.relations.columns import Parted
from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import GROUP_COUNT, GROUPS, PREDICATES
from kg.extract.relations.layout import Bools, Floats, Ints, Layout
from kg.extract.relations.rivals import HOPELESS, read_rivals

Rows = Ints | slice
WEIGHTS = "relation_weights.npz"
_PARTS = ("words", "endings", "local", "forward", "backward", "local_bias", "whole", "whole_bias",
          "beside", "beside_bias", "last", "last_bias")  # fmt: skip
BLOCK = 512  # rows at a time: they stay in a core's cache
_AGAIN = ("again", "again_bias", "again_last", "again_last_bias")


@dataclass(frozen=True)
class Networks:
    """The numbers of the networks of the first look, each (networks, input, output)."""

    words: Floats
    endings: Floats
    local: Floats
    forward: Floats
    backward: Floats
    local_bias: Floats
    whole: Floats
    whole_bias: Floats
    beside: Floats
    beside_bias: Floats
    last: Floats
    last_bias: Floats

    @cached_property
    def first(self) -> Networks:
        """The first network alone."""
        return Networks(*(getattr(self, field.name)[:1] for field in fields(self)))

    @cached_property
    def around(self) -> tuple[Floats, ...]:
        """The parts of `beside`: for a pair itself, its subject's largest, its object's, and itself turned round."""
        size = self.beside.shape[2]
        return tuple(self.beside[:, begin : begin + size] for begin in range(0, 4 * size, size))

    def hidden(self, layout: Layout, pairs: Pairs) -> Floats:
        """The state of each local row, in reading order: (networks, L, size)."""
        sums, bags = self._sums(layout), pairs.bags
        alone = _means(sums, bags.spans).reshape(len(sums), len(bags.spans), -1)
        width = sums.shape[2]
        first, second = BETWEEN * width, (BETWEEN + 1) * width  # what stands between is of both names
        states = np.empty((len(sums), len(pairs.pair), self.local.shape[2]), dtype=np.float32)
        forward = int(np.count_nonzero(pairs.forward))
        for begin, end, matrix in ((0, forward, self.forward), (forward, len(pairs.pair), self.backward)):
            # What the bags of one name alone give is the same in all its rows.
            before = times(alone[..., :first], matrix[:, :first]) + self.local_bias[:, None]
            behind = times(alone[..., second:], matrix[:, second:])
            for rows in blocks(begin, end):
                own = pairs.reading_order[rows]
                found = times(pairs.local[rows], self.local)
                found += times(_means(sums, bags.between[own]), matrix[:, first:second])
                found += before.take(bags.first[own], axis=1)
                found += behind.take(bags.second[own], axis=1)
                np.maximum(found, 0, out=states[:, rows])
        return states

    def _sums(self, layout: Layout) -> Floats:
        """The sum of what the words of an article are before each of them: (networks, W, width)."""
        found = self.words.take(layout.words, axis=1)
        sums = np.empty_like(found)
        for words in (part.words for part in layout.parts):
            sums[:, words.start] = 0
            np.cumsum(found[:, words.start : words.stop - 1], axis=1, out=sums[:, words.start + 1 : words.stop])
        return sums

    def ends(self, whole: Parted, endings: Ints) -> tuple[Floats, Floats]:
        """What each referent by itself gives its pairs, as their subject and as their object: (networks, R, size) each.

        endings: the vocabulary's numbers of those of its name.
        """
        found = self.endings.take(endings, axis=1).sum(axis=2)
        one = whole.subject.shape[1]
        two, state = one + found.shape[2], one + 2 * found.shape[2]
        subject = times(whole.subject, self.whole[:, :one]) + times(found, self.whole[:, one:two])
        obj = times(whole.object, self.whole[:, :one]) + times(found, self.whole[:, two:state])
        return subject + self.whole_bias[:, None], obj

    def seen(self, states: Floats, whole: Parted, rows: Rows, ends: Floats) -> Floats:
        """What is seen of some pairs, each by itself, from one state each and from what its ends give.

        (networks, rows, size)
        """
        seen = times(states, self.whole[:, -states.shape[2] :])
        seen += times(whole.both[rows], self.whole.take(whole.places, axis=1))
        seen += ends
        np.maximum(seen, 0, out=seen)
        return seen

    def logits(self, seen: Floats, beside: Floats) -> Floats:
        """A logit for each predicate, from what is seen of a pair and from what those around it give.

        (networks, rows, predicates)
        """
        more = times(seen, self.around[0])
        more += beside
        more += self.beside_bias[:, None]
        np.maximum(more, 0, out=more)
        more += seen
        result = times(more, self.last)
        result += self.last_bias[:, None]
        return result


@dataclass(frozen=True)
class Scorer:
    """The networks of both looks, their vocabularies, and from which probability each relation is claimed."""

    words: Mapping[str, int]
    endings: Mapping[str, int]
    first: Networks
    again: tuple[tuple[Floats, ...], ...]
    threshold: Floats  # (predicates,)

    def probabilities(self, layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools) -> Floats:
        """The second look, calibrated: (P, predicates); 0 for what is not allowed or was hopeless at the first."""
        pair, predicate = np.nonzero(allowed & (logits > HOPELESS))
        group = GROUPS[layout.type[pairs.subject[pair]], layout.type[pairs.object[pair]]]
        found = read_rivals(layout, pairs, logits, allowed, (pair, predicate))
        inputs = np.concatenate((found, _PREDICATE_UNITS[predicate], _GROUP_UNITS[group]), axis=1)
        likely = np.zeros(len(pair), dtype=np.float32)
        for matrix, bias, last, last_bias in self.again:
            scores = (np.maximum(times(inputs, matrix) + bias, 0) * last[:, 0]).sum(axis=1) + last_bias
            likely += 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        result = np.zeros(logits.shape, dtype=np.float32)
        result[pair, predicate] = likely / np.float32(len(self.again))
        return result


_PREDICATE_UNITS, _GROUP_UNITS = (np.eye(size, dtype=np.float32) for size in (len(PREDICATES), GROUP_COUNT))


def blocks(begin: int, end: int) -> Iterator[slice]:
    """Stretches of rows that go through a layer together."""
    for first in range(begin, end, BLOCK):
        yield slice(first, min(first + BLOCK, end))


def times(rows: Floats, matrix: Floats) -> Floats:
    """The product of each row with a matrix: (networks, rows, output).

    OpenBLAS gives a row the same bits whatever stands beside it with AVX-512; with AVX2 the last digits may differ.
    """
    if rows.shape[-2] == 1:  # of one row the library adds up the numbers in another order than of several
        return (np.repeat(rows, 2, axis=-2) @ matrix)[..., :1, :]
    found: Floats = rows @ matrix
    return found


def _means(sums: Floats, spans: Ints) -> Floats:
    """Sums over spans of words, by the root of how many there are, from the sums before each word."""
    begin, end = spans[..., 0], spans[..., 1]
    found: Floats = sums.take(end, axis=1)
    found -= sums.take(begin, axis=1)
    found /= np.sqrt(np.maximum(end - begin, 1), dtype=np.float32)[..., None]
    return found


@cache
def scorer() -> Scorer:
    """The shipped scorer, read at first use."""
    return read_scorer(files("kg.extract.relations") / WEIGHTS)


def read_scorer(path: Traversable) -> Scorer:
    """Read a scorer's file, as training/relations writes it. Raises DataError where it is missing or damaged."""
    try:
        held = np.load(BytesIO(path.read_bytes()), allow_pickle=False)
        words, endings = (_numbered(held[name]) for name in ("word_list", "ending_list"))
        count, looks = (int(number) for number in held["counts"])
        # In C's order: of a matrix in another one the library multiplies few rows otherwise than many.
        first = Networks(*(
            np.stack([held[f"{part}.{number}"].astype(np.float32, order="C") for number in range(count)])
            for part in _PARTS
        ))  # fmt: skip
        again = tuple(
            tuple(held[f"{part}.{number}"].astype(np.float32, order="C") for part in _AGAIN) for number in range(looks)
        )
        return Scorer(words, endings, first, again, held["threshold"])
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"{path.name}: relation weights cannot be read ({error}); reinstall newskg") from error


def _numbered(lines: npt.NDArray[np.uint8]) -> dict[str, int]:
    """The entries of a list, numbered from 1."""
    return {entry: number for number, entry in enumerate(lines.tobytes().decode("utf-8").split("\n"), 1)}
