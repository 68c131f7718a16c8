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
from functools import cache
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

WEIGHTS = "relation_weights.npz"
_PARTS = ("words", "endings", "local", "forward", "backward", "local_bias", "whole", "whole_bias",
          "beside", "beside_bias", "last", "last_bias")  # fmt: skip
_AGAIN = ("again", "again_bias", "again_last", "again_last_bias")


_ALL = slice(None)


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

    def hidden(self, pairs: Pairs, words: Ints) -> Floats:
        """The state of each local row: (L, size). words: the vocabulary's number of each word of the article."""
        sums = np.zeros((len(words) + 1, self.words.shape[1]), dtype=np.float32)
        np.cumsum(self.words[words], axis=0, out=sums[1:])
        begin, end = pairs.bags[:, :, 0], pairs.bags[:, :, 1]
        bags = (sums[end] - sums[begin]) / np.sqrt(np.maximum(end - begin, 1), dtype=np.float32)[:, :, None]
        bags = bags.reshape(len(bags), -1)
        states = pairs.local @ self.local + self.local_bias
        states[pairs.forward] += bags[pairs.forward] @ self.forward
        states[~pairs.forward] += bags[~pairs.forward] @ self.backward
        result: Floats = np.maximum(states, 0)
        return result

    def seen(self, pairs: Pairs, endings: Ints, states: Floats, chosen: Ints | slice = _ALL) -> Floats:
        """What is seen of each pair by itself, from one state a pair: (P, size); or of the chosen pairs."""
        table = self.endings[endings].sum(axis=1)
        ends = table[pairs.subject[chosen]], table[pairs.object[chosen]]
        first = np.concatenate((pairs.whole[chosen], *ends, states), axis=1) @ self.whole
        result: Floats = np.maximum(first + self.whole_bias, 0)
        return result

    def logits(self, seen: Floats, around: Floats) -> Floats:
        """One logit for each predicate, from what is seen of a pair and of those around it."""
        more = np.maximum(np.concatenate((seen, around), axis=1) @ self.beside + self.beside_bias, 0)
        result: Floats = (seen + more) @ self.last + self.last_bias
        return result


@dataclass(frozen=True)
class Scorer:
    """The networks of both looks, their vocabularies, and from which probability each relation is claimed."""

    words: Mapping[str, int]
    endings: Mapping[str, int]
    first: tuple[Network, ...]
    again: tuple[tuple[Floats, ...], ...]
    threshold: Floats  # (predicates,)

    def probabilities(self, layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools) -> Floats:
        """The second look, calibrated: (P, predicates); 0 for what is not allowed or was hopeless at the first."""
        found = read_rivals(layout, pairs, logits, allowed)
        pair, predicate = np.nonzero(allowed & (logits > HOPELESS))
        group = GROUPS[layout.type[pairs.subject], layout.type[pairs.object]][pair]
        inputs = np.concatenate(
            (found[pair, predicate], _UNITS[predicate, : len(PREDICATES)], _UNITS[group, :GROUP_COUNT]), axis=1
        )
        result = np.zeros(logits.shape, dtype=np.float32)
        for matrix, bias, last, last_bias in self.again:
            scores = (np.maximum(inputs @ matrix + bias, 0) @ last + last_bias)[:, 0]
            result[pair, predicate] += 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return result / np.float32(len(self.again))


_UNITS = np.eye(max(len(PREDICATES), GROUP_COUNT), dtype=np.float32)


def pool(pairs: Pairs, states: Floats) -> Floats:
    """The largest of each pair's states: (P, size)."""
    starts = np.searchsorted(pairs.pair, np.arange(len(pairs.subject)))
    return np.maximum.reduceat(states, starts, axis=0)


def look_around(pairs: Pairs, seen: Floats) -> Floats:
    """What is seen of the pairs around each: the largest of its subject's, of its object's, and the pair turned round.

    seen: (P, size), none below 0; gives (P, 3 * size), 0 for a pair that cannot be turned round.
    """
    by_subject, by_object = (_largest(end, seen) for end in (pairs.subject, pairs.object))
    turned = np.concatenate((seen, np.zeros((1, seen.shape[1]), dtype=np.float32)))[pairs.turned]
    return np.concatenate((by_subject, by_object, turned), axis=1)


def _largest(end: Ints, seen: Floats) -> Floats:
    order = np.argsort(end, kind="stable")
    _, starts, number = np.unique(end[order], return_index=True, return_inverse=True)
    result = np.empty_like(seen)
    result[order] = np.maximum.reduceat(seen[order], starts, axis=0)[number]
    return result


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
