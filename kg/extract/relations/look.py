"""The first look at the pairs of an article: what is seen of each by itself, and then beside those around it.

Each array has an axis in front for the networks. No row depends on the others that go through a layer with it, so that
rows may go in blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Floats, Ints
from kg.extract.relations.scorer import Networks

BLOCK = 512  # pairs at a time: their rows stay in a core's cache
GRID = 1 << 22  # numbers: a grid of all referents by all, which is taken in parts where it would be larger
Rows = Ints | slice


@dataclass(frozen=True)
class Look:
    """What N networks see of an article's P pairs of R referents."""

    networks: Networks
    pairs: Pairs
    states: Floats  # (N, L, size) of the local rows in reading order
    ends: Floats  # (N, R, width) of the endings of their names
    seen: Floats  # (N, P, size), each by itself
    of_subject: Floats  # (N, R, size) what the largest of those with this subject gives each of them
    of_object: Floats  # (N, R, size)

    def logits(self) -> Floats:
        """The mean of all networks: (P, predicates)."""
        parts = [self.networks.logits(self.seen[:, rows], around(self, rows)) for rows in _blocks(self.pairs)]
        logits = np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0]
        found: Floats = np.add.reduce(logits) / np.float32(len(self.seen))
        return found

    def of_first_network(self) -> Look:
        """What the first network alone sees."""
        arrays = (self.states, self.ends, self.seen, self.of_subject, self.of_object)
        return Look(self.networks.first, self.pairs, *(values[:1] for values in arrays))

    def best_row(self, pair: int, predicate: int) -> int:
        """The two mentions that would by themselves speak most for a relation: the number of their local row."""
        rows = self.pairs.rows_of(pair)
        if len(rows) == 1:
            return rows.start
        same = np.full(len(rows), pair)
        states = self.states.take(self.pairs.place[rows.start : rows.stop], axis=1)
        seen = see(self.networks, self.pairs, self.ends, states, same)
        logits = self.networks.logits(seen, around(self, slice(pair, pair + 1)))
        return rows.start + int(logits[0, :, predicate].argmax())


def look(networks: Networks, pairs: Pairs, words: Ints, endings: Ints) -> Look:
    """Look at all pairs. words, endings: the vocabulary's numbers of the article's words, and of its names' endings."""
    states = networks.hidden(pairs, words)
    pooled = pool(pairs, states)
    ends = networks.endings.take(endings, axis=1).sum(axis=2)
    parts = [see(networks, pairs, ends, pooled[:, rows], rows) for rows in _blocks(pairs)]
    seen = np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0]
    by_subject, by_object = largest(pairs, seen)
    _, subject, obj, _ = networks.around
    return Look(networks, pairs, states, ends, seen, by_subject @ subject, by_object @ obj)


def see(networks: Networks, pairs: Pairs, ends: Floats, states: Floats, rows: Rows) -> Floats:
    """What is seen of some pairs, each by itself, from one state each: (N, rows, size)."""
    whole, width = pairs.whole[rows], ends.shape[2]
    table = np.empty((len(ends), len(whole), networks.whole.shape[1]), dtype=np.float32)
    one = whole.shape[1]
    two, state = one + width, one + 2 * width
    table[..., :one], table[..., state:] = whole, states
    table[..., one:two] = ends.take(pairs.subject[rows], axis=1)
    table[..., two:state] = ends.take(pairs.object[rows], axis=1)
    return networks.seen(table)


def around(own: Look, rows: slice) -> Floats:
    """What those around them give some pairs: (N, rows, size).

    The largest of each one's subject, of its object, and the pair turned round; nothing where it cannot be.
    """
    pairs, turned = own.pairs, own.pairs.turned[rows]
    other = own.seen.take(turned, axis=1, mode="clip")
    other[:, turned == len(pairs.subject)] = 0
    result: Floats = other @ own.networks.around[3]
    result += own.of_subject.take(pairs.subject[rows], axis=1)
    result += own.of_object.take(pairs.object[rows], axis=1)
    return result


def pool(pairs: Pairs, states: Floats) -> Floats:
    """The largest of each pair's states: (N, P, size)."""
    first, *more = pairs.rounds
    result: Floats = states.take(pairs.place[first], axis=1)
    for rows in more:
        own = pairs.pair[rows]
        result[:, own] = np.maximum(result.take(own, axis=1), states.take(pairs.place[rows], axis=1))
    return result


def largest(pairs: Pairs, seen: Floats, room: int = GRID) -> tuple[Floats, Floats]:
    """The largest of what is seen of the pairs of each subject, and of each object: (N, R, size); none is below 0.

    room: how many numbers may be laid out at a time.
    """
    count, (networks, _, size) = int(max(pairs.subject.max(), pairs.object.max())) + 1, seen.shape
    cell = pairs.subject * count + pairs.object
    by_subject, by_object = (np.empty((networks, count, size), dtype=np.float32) for _ in range(2))
    step = max(1, room // (networks * count**2))
    for part in (slice(begin, min(begin + step, size)) for begin in range(0, size, step)):
        grid = np.zeros((networks, count * count, part.stop - part.start), dtype=np.float32)
        grid[:, cell] = seen[..., part]
        cube = grid.reshape(networks, count, count, -1)
        by_subject[..., part], by_object[..., part] = cube.max(axis=2), cube.max(axis=1)
    return by_subject, by_object


def _blocks(pairs: Pairs) -> Iterator[slice]:
    for begin in range(0, len(pairs.subject), BLOCK):
        yield slice(begin, begin + BLOCK)
