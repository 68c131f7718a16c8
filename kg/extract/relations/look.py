"""The first look at the pairs of articles: what is seen of each by itself, and then beside those around it.

Each array has an axis in front for the networks. No row depends on the others that go through a layer with it, so that
rows may go in blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Floats, Ints, Layout, Part
from kg.extract.relations.scorer import Networks, Rows, blocks, times

GRID = 1 << 22  # numbers: a grid of all referents by all, which is taken in parts where it would be larger


class Given(NamedTuple):
    """What R referents give each of their pairs."""

    subject: Floats  # (N, R, size) as its subject
    object: Floats  # (N, R, size) as its object

    def to(self, pairs: Pairs, rows: Rows) -> Floats:
        """What both ends give some pairs: (N, rows, size)."""
        found: Floats = self.subject.take(pairs.subject[rows], axis=1)
        found += self.object.take(pairs.object[rows], axis=1)
        return found


@dataclass(frozen=True)
class Look:
    """What N networks see of P pairs of R referents."""

    networks: Networks
    pairs: Pairs
    states: Floats  # (N, L, size) of the local rows in reading order
    ends: Given  # by themselves
    seen: Floats  # (N, P + 1, size), each by itself, and zeros for one that there is not
    largest: Given  # by the largest of what is seen of their pairs

    def logits(self) -> Floats:
        """The mean of all networks: (P, predicates)."""
        every = blocks(0, len(self.pairs.subject))
        parts = [self.networks.logits(self.seen[:, rows], around(self, rows)) for rows in every]
        logits = np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0]
        found: Floats = np.add.reduce(logits) / np.float32(len(self.seen))
        return found

    def of_first_network(self) -> Look:
        """What the first network alone sees."""
        ends, largest = (Given(given.subject[:1], given.object[:1]) for given in (self.ends, self.largest))
        return Look(self.networks.first, self.pairs, self.states[:1], ends, self.seen[:1], largest)

    def best_rows(self, chosen: Sequence[tuple[int, int]]) -> list[int]:
        """The two mentions that would by themselves speak most for each relation, a pair and the number of a predicate:
        the number of their local row."""
        rows = [self.pairs.rows_of(pair) for pair, _ in chosen]
        several = [number for number, own in enumerate(rows) if len(own) > 1]
        best = [own.start for own in rows]
        if several:
            same = np.array([chosen[number][0] for number in several for _ in rows[number]])
            place = self.pairs.place[np.concatenate([rows[number] for number in several])]
            states, ends = self.states.take(place, axis=1), self.ends.to(self.pairs, same)
            seen = self.networks.seen(states, self.pairs.whole, same, ends)
            logits = self.networks.logits(seen, around(self, same))[0]
            begin = 0
            for number in several:
                end = begin + len(rows[number])
                best[number] += int(logits[begin:end, chosen[number][1]].argmax())
                begin = end
        return best


def look(networks: Networks, layout: Layout, pairs: Pairs, endings: Ints) -> Look:
    """Look at all pairs. endings: the vocabulary's numbers of those of the referents' names."""
    states = networks.hidden(layout, pairs)
    pooled = pool(pairs, states)
    ends = Given(*networks.ends(pairs.whole, endings))
    seen = np.zeros((len(states), len(pairs.subject) + 1, states.shape[2]), dtype=np.float32)
    for rows in blocks(0, len(pairs.subject)):
        seen[:, rows] = networks.seen(pooled[:, rows], pairs.whole, rows, ends.to(pairs, rows))
    by_subject, by_object = largest(layout.parts, pairs, seen)
    _, subject, obj, _ = networks.around
    return Look(networks, pairs, states, ends, seen, Given(times(by_subject, subject), times(by_object, obj)))


def around(own: Look, rows: Rows) -> Floats:
    """What those around them give some pairs: (N, rows, size).

    The largest of each one's subject, of its object, and the pair turned round; nothing where it cannot be.
    """
    pairs = own.pairs
    result = times(own.seen.take(pairs.turned[rows], axis=1), own.networks.around[3])
    result += own.largest.to(pairs, rows)
    return result


def pool(pairs: Pairs, states: Floats) -> Floats:
    """The largest of each pair's states: (N, P, size)."""
    first, *more = pairs.rounds
    result: Floats = states.take(pairs.place[first], axis=1)
    for rows in more:
        own = pairs.pair[rows]
        result[:, own] = np.maximum(result.take(own, axis=1), states.take(pairs.place[rows], axis=1))
    return result


def largest(parts: Sequence[Part], pairs: Pairs, seen: Floats, room: int = GRID) -> tuple[Floats, Floats]:
    """The largest of what is seen of the pairs of each subject, and of each object: (N, R, size); none is below 0.

    room: how many numbers may be laid out at a time.
    """
    networks, _, size = seen.shape
    by_subject, by_object = (np.empty((networks, parts[-1].referents.stop, size), dtype=np.float32) for _ in range(2))
    for part in parts:
        own, cells = part.referents, pairs.number[part.cells]
        count = own.stop - own.start
        step = max(1, room // (networks * count**2))
        for some in (slice(begin, min(begin + step, size)) for begin in range(0, size, step)):
            grid = seen[..., some].take(cells, axis=1).reshape(networks, count, count, -1)
            by_subject[:, own, some], by_object[:, own, some] = grid.max(axis=2), grid.max(axis=1)
    return by_subject, by_object
