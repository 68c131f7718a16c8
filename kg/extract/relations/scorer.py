"""The learned scorer: how likely each relation is for each pair of an article.

First look: a small network, or the mean of several. Each local row of a pair (two mentions and the words around them)
becomes a hidden state; the largest of a pair's states, number by number, joins what the whole article says of the pair.
What comes out is put beside the pairs that share an end with it, and gives one logit for each predicate. Second look: a
still smaller network judges each logit again beside those of rival pairs, and gives the probability. Words and endings
of names that training did not know count by their part of speech, or not at all. training/relations made the numbers
and says from what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from kg.errors import DataError
from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import GROUP_COUNT, GROUPS, PREDICATES
from kg.extract.relations.layout import Bools, Floats, Ints, Layout
from kg.extract.relations.rivals import HOPELESS, read_rivals

GRID = 1 << 22  # numbers that are laid out at once for all referents by all referents
WEIGHTS = "relation_weights.npz"
_PARTS = ("words", "endings", "local", "forward", "backward", "local_bias", "whole", "whole_bias",
          "beside", "beside_bias", "last", "last_bias")  # fmt: skip
_AGAIN = ("again", "again_bias", "again_last", "again_last_bias")


@dataclass(frozen=True)
class Network:
    """The numbers of one network of the first look, input by output."""

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

    def hidden(self, pairs: Pairs, bags: Floats) -> Floats:
        """The state of each local row: (L, size). bags: the words around its mentions, (L, BAGS * width)."""
        order = pairs.reading_order
        count = np.count_nonzero(pairs.forward)
        bags = bags[order]
        around = np.empty((len(order), len(self.local_bias)), dtype=np.float32)
        around[order] = np.concatenate((bags[:count] @ self.forward, bags[count:] @ self.backward))
        states: Floats = pairs.local @ self.local
        states += self.local_bias
        states += around
        np.maximum(states, 0, out=states)
        return states

    def seen(self, whole: Floats, ends: tuple[Floats, Floats], states: Floats) -> Floats:
        """What is seen of each pair by itself, from one state a pair, and the endings of its names: (P, size)."""
        first: Floats = np.concatenate((whole, *ends, states), axis=1) @ self.whole
        first += self.whole_bias
        np.maximum(first, 0, out=first)
        return first

    def logits(self, around: Floats) -> Floats:
        """One logit for each predicate, from what is seen of a pair, and behind it of those around it."""
        more: Floats = around @ self.beside
        more += self.beside_bias
        np.maximum(more, 0, out=more)
        more += around[:, : more.shape[1]]
        result: Floats = more @ self.last
        result += self.last_bias
        return result


@dataclass(frozen=True)
class Scorer:
    """The networks of both looks, their vocabularies, and from which probability each relation is claimed."""

    words: Mapping[str, int]
    endings: Mapping[str, int]
    first: tuple[Network, ...]
    again: tuple[tuple[Floats, ...], ...]
    threshold: Floats  # (predicates,)

    @cached_property
    def _words(self) -> Floats:
        """The words of all networks of the first look, side by side."""
        return np.concatenate([network.words for network in self.first], axis=1)

    def bags(self, pairs: Pairs, words: Ints) -> list[Floats]:
        """The words around the mentions of each local row, for each network: (L, BAGS * width).

        words: the vocabulary's number of each word of the article.
        """
        sums = np.zeros((len(words) + 1, self._words.shape[1]), dtype=np.float32)
        np.cumsum(self._words[words], axis=0, out=sums[1:])
        begin, end = pairs.bags[:, :, 0], pairs.bags[:, :, 1]
        found = sums[end]
        found -= sums[begin]
        found /= np.sqrt(np.maximum(end - begin, 1), dtype=np.float32)[:, :, None]
        return [own.reshape(len(begin), -1) for own in np.split(found, len(self.first), axis=2)]

    def probabilities(self, layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools) -> Floats:
        """The second look, calibrated: (P, predicates); 0 for what is not allowed or was hopeless at the first."""
        pair, predicate = np.nonzero(allowed & (logits > HOPELESS))
        group = GROUPS[layout.type[pairs.subject[pair]], layout.type[pairs.object[pair]]]
        found = read_rivals(layout, pairs, logits, allowed, (pair, predicate))
        inputs = np.concatenate((found, _PREDICATE_UNITS[predicate], _GROUP_UNITS[group]), axis=1)
        likely = np.zeros(len(pair), dtype=np.float32)
        for matrix, bias, last, last_bias in self.again:
            scores = (np.maximum(inputs @ matrix + bias, 0) @ last + last_bias)[:, 0]
            likely += 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        result = np.zeros(logits.shape, dtype=np.float32)
        result[pair, predicate] = likely / np.float32(len(self.again))
        return result


_PREDICATE_UNITS, _GROUP_UNITS = (np.eye(size, dtype=np.float32) for size in (len(PREDICATES), GROUP_COUNT))


@dataclass(frozen=True)
class Look:
    """What one network sees of an article's pairs."""

    network: Network
    pairs: Pairs
    states: Floats  # (L, size)
    ends: tuple[Floats, Floats]  # (P, width) each, of the endings of both names
    around: Floats  # (P, 4 * size)
    logits: Floats  # (P, predicates)

    def best_row(self, pair: int, predicate: int) -> int:
        """The two mentions that would by themselves speak most for a relation: the number of their local row."""
        first, last = self.pairs.starts[pair], self.pairs.starts[pair + 1]
        if last - first == 1:
            return first
        same = np.full(last - first, pair)
        one, two = self.ends
        alone = self.around[same]
        seen = self.network.seen(self.pairs.whole[same], (one[same], two[same]), self.states[first:last])
        alone[:, : seen.shape[1]] = seen
        return first + int(self.network.logits(alone)[:, predicate].argmax())


def look(network: Network, pairs: Pairs, bags: Floats, endings: Ints) -> Look:
    """Look at all pairs. bags: of the network; endings: the vocabulary's numbers of those of the names."""
    table = network.endings[endings].sum(axis=1)
    ends = table[pairs.subject], table[pairs.object]
    states = network.hidden(pairs, bags)
    around = look_around(pairs, network.seen(pairs.whole, ends, pool(pairs, states)))
    return Look(network, pairs, states, ends, around, network.logits(around))


def pool(pairs: Pairs, states: Floats) -> Floats:
    """The largest of each pair's states: (P, size)."""
    starts = np.array(pairs.starts)
    if len(states) == len(starts) - 1:
        return states
    result: Floats = states[starts[:-1]]
    # Few pairs have more than one row: their second rows, then their third ones ...
    rank = np.arange(len(states)) - starts[pairs.pair]
    for number in range(1, int(rank.max()) + 1):
        rows = np.flatnonzero(rank == number)
        result[pairs.pair[rows]] = np.maximum(result[pairs.pair[rows]], states[rows])
    return result


def look_around(pairs: Pairs, seen: Floats) -> Floats:
    """Beside what is seen of each pair, of those around it: the largest of its subject's, of its object's, and the pair
    turned round.

    seen: (P, size), none below 0; gives (P, 4 * size), 0 for a pair that cannot be turned round.
    """
    count, size = int(max(pairs.subject.max(), pairs.object.max())) + 1, seen.shape[1]
    cell, turned = pairs.subject * count + pairs.object, pairs.object * count + pairs.subject
    around = np.empty((len(seen), 4, size), dtype=np.float32)
    around[:, 0] = seen
    step = max(1, GRID // count**2)
    for begin in range(0, size, step):
        part = slice(begin, min(begin + step, size))
        grid = np.zeros((count * count, part.stop - begin), dtype=np.float32)
        grid[cell] = seen[:, part]
        cube = grid.reshape(count, count, -1)
        around[:, 1, part] = cube.max(axis=1)[pairs.subject]
        around[:, 2, part] = cube.max(axis=0)[pairs.object]
        around[:, 3, part] = grid[turned]
    return around.reshape(len(seen), -1)


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
        first = tuple(
            Network(*(held[f"{part}.{number}"].astype(np.float32) for part in _PARTS)) for number in range(count)
        )
        again = tuple(tuple(held[f"{part}.{number}"].astype(np.float32) for part in _AGAIN) for number in range(looks))
        return Scorer(words, endings, first, again, held["threshold"])
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"{path.name}: relation weights cannot be read ({error}); reinstall newskg") from error


def _numbered(lines: npt.NDArray[np.uint8]) -> dict[str, int]:
    """The entries of a list, numbered from 1."""
    return {entry: number for number, entry in enumerate(lines.tobytes().decode("utf-8").split("\n"), 1)}
