"""The words around two mentions, as bags: spans of the words of the article."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.extract.relations.layout import Ints, Layout

CONTEXT = 6  # words read before the first and after the second name, within their clauses
# Before the first name, the word right before it, the word right after it, all between, the word right before the
# second name, the word right after it, after it.
BAGS = 7
BETWEEN = 3  # the bag that is of both names; those before it are of the first one alone, those after it of the second


@dataclass(frozen=True)
class Bags:
    """The bags of L local rows. Those of one name alone are held once for all rows; a span is (begin, end)."""

    spans: Ints  # (N, BAGS, 2)
    first: Ints  # (L,) in which row of them the bags of the first name stand
    second: Ints  # (L,)
    between: Ints  # (L, 2)

    def all(self) -> Ints:
        """Every bag of every row: (L, BAGS, 2)."""
        parts = self.spans[self.first, :BETWEEN], self.between[:, None], self.spans[self.second, BETWEEN + 1 :]
        return np.concatenate(parts, axis=1)


def read_bags(layout: Layout, left: Ints, right: Ints) -> Bags:
    """The bags of mentions of which one comes before the other: (L,) each."""
    begin, end, count = layout.word_begin, layout.word_end, len(layout.word_begin)
    opens, closes = layout.clause_begin, layout.clause_end
    before = layout.of_mentions([part.words.start for part in layout.parts])
    behind = layout.of_mentions([part.words.stop - 1 for part in layout.parts])
    # Names that touch or overlap have no words of their own between them.
    rows = np.flatnonzero(begin[right] <= end[left])
    first, second = left.copy(), count + right
    first[rows] = second[rows] = np.arange(2 * count, 2 * count + len(rows))
    left_close, right_close = left[rows], right[rows]
    further = np.where(end[left_close] > end[right_close], left_close, right_close)
    spans = _spans((
        *(np.concatenate((own, before, own[left_close])) for own in (opens, begin, end)),
        *(np.concatenate((behind, own, own[right_close])) for own in (begin, end)),
        np.concatenate((behind, closes, closes[further])),
        *(np.concatenate((own, own, own[left_close])) for own in (before, behind)),
    ))  # fmt: skip
    between = np.empty((len(left), 2), dtype=np.int64)
    between[:, 0] = end[left]
    between[:, 1] = np.maximum(begin[right], end[left])
    return Bags(spans, first, second, between)


def _spans(taken: tuple[Ints, ...]) -> Ints:
    """All bags of two names, one before the other: (N, BAGS, 2).

    taken: where the clause of the first opens, where each begins and ends, where the clause of the second closes, and
    where their article begins and ends.
    """
    opens, left_begin, left_end, right_begin, right_end, closes, before, behind = taken
    right_begin = np.maximum(right_begin, left_end)
    right_end = np.maximum(right_end, right_begin)
    spans = np.empty((len(left_begin), BAGS, 2), dtype=np.int64)
    for bag, (begin, end) in enumerate((
        (np.minimum(np.maximum(opens, left_begin - CONTEXT), left_begin), left_begin),
        (np.maximum(left_begin - 1, before), left_begin),
        (left_end, np.minimum(left_end + 1, behind)),
        (left_end, right_begin),
        (np.maximum(right_begin - 1, left_end), right_begin),
        (right_end, np.minimum(right_end + 1, behind)),
        (right_end, np.minimum(np.maximum(closes, right_end), right_end + CONTEXT)),
    )):  # fmt: skip
        spans[:, bag, 0], spans[:, bag, 1] = begin, end
    return spans
