"""The learned scorer: how likely each relation is for each pair of an article.

A small network. Each local row of a pair (two mentions and the words around them) becomes a hidden state; the largest
of a pair's states, number by number, joins what the whole article says of the pair; from that comes one logit for each
predicate. Words and endings of names that training did not know count by their part of speech, or not at all.
training/relations made the numbers and says from what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from kg.errors import DataError
from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Floats, Ints

WEIGHTS = "relation_weights.npz"


@dataclass(frozen=True)
class Scorer:
    """The numbers of the network and its two vocabularies."""

    words: Mapping[str, int]
    endings: Mapping[str, int]
    numbers: Mapping[str, Floats]
    slope: Floats  # (predicates,) a probability is sigmoid(slope × logit + shift)
    shift: Floats
    threshold: Floats  # (predicates,) the probability from which a relation is claimed

    def hidden(self, pairs: Pairs, words: Ints) -> Floats:
        """The state of each local row: (L, size). words: the vocabulary's number of each word of the article."""
        table = self.numbers["words"]
        sums = np.zeros((len(words) + 1, table.shape[1]), dtype=np.float32)
        np.cumsum(table[words], axis=0, out=sums[1:])
        begin, end = pairs.bags[:, :, 0], pairs.bags[:, :, 1]
        bags = (sums[end] - sums[begin]) / np.sqrt(np.maximum(end - begin, 1), dtype=np.float32)[:, :, None]
        bags = bags.reshape(len(bags), -1)
        states = pairs.local @ self.numbers["local"]
        states[pairs.forward] += bags[pairs.forward] @ self.numbers["forward"]
        states[~pairs.forward] += bags[~pairs.forward] @ self.numbers["backward"]
        result: Floats = np.maximum(states + self.numbers["local_bias"], 0)
        return result

    def logits(self, pairs: Pairs, endings: Ints, states: Floats, chosen: Ints | None = None) -> Floats:
        """One logit for each predicate, from one state a pair; of the chosen pairs only, if they are named."""
        table = self.numbers["endings"][endings].sum(axis=1)
        whole, subject, obj = pairs.whole, pairs.subject, pairs.object
        if chosen is not None:
            whole, subject, obj = whole[chosen], subject[chosen], obj[chosen]
        first = np.concatenate((whole, table[subject], table[obj], states), axis=1) @ self.numbers["whole"]
        result: Floats = np.maximum(first + self.numbers["whole_bias"], 0) @ self.numbers["last"]
        return result + self.numbers["last_bias"]

    def probabilities(self, logits: Floats) -> Floats:
        """Calibrated probabilities: (…, predicates)."""
        result: Floats = 1 / (1 + np.exp(-np.clip(logits * self.slope + self.shift, -30, 30)))
        return result


def pool(pairs: Pairs, states: Floats) -> Floats:
    """The largest of each pair's states: (P, size)."""
    starts = np.searchsorted(pairs.pair, np.arange(len(pairs.subject)))
    return np.maximum.reduceat(states, starts, axis=0)


@cache
def scorer() -> Scorer:
    """The shipped scorer, read at first use.

    Raises DataError where its file is missing or damaged.
    """
    try:
        held = np.load(BytesIO((files("kg.extract.relations") / WEIGHTS).read_bytes()), allow_pickle=False)
        arrays: dict[str, npt.NDArray[np.generic]] = {name: held[name] for name in held.files}
        words, endings = (
            {word: number for number, word in enumerate(bytes(arrays.pop(name)).decode("utf-8").split("\n"), 1)}
            for name in ("word_list", "ending_list")
        )
        numbers = {name: value.astype(np.float32) for name, value in arrays.items()}
        return Scorer(words, endings, numbers, numbers.pop("slope"), numbers.pop("shift"), numbers.pop("threshold"))
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"kg/extract/relations/{WEIGHTS} cannot be read ({error}); reinstall newskg") from error
