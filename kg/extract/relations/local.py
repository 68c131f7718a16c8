"""What is seen between two mentions of a pair, and the words around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.extract.relations.groups import GROUP_COUNT, GROUPS, one_hot, side_by_side
from kg.extract.relations.layout import TYPES, Floats, Ints, Layout

CONTEXT = 6  # words read before the first and after the second name, within their clauses
BAGS = 7
Neighbours = tuple[Ints, Ints, Ints]


def neighbours(layout: Layout) -> Neighbours:
    """For each mention and type, whose mention of the type comes before, comes after, and comes first in the sentence.

    Each (M, types); -1 for none.
    """
    count = len(layout.begin)
    kind = layout.type[layout.referent]
    before = np.full((count, len(TYPES)), -1, dtype=np.int64)
    after, first = before.copy(), before.copy()
    index = np.arange(count)
    for number in range(len(TYPES)):
        mine = kind == number
        last = np.maximum.accumulate(np.where(mine, index, -1))
        last = np.concatenate(([-1], last[:-1]))
        before[:, number] = np.where(last >= 0, layout.referent[last], -1)
        following = np.minimum.accumulate(np.where(mine, index, count)[::-1])[::-1]
        following = np.concatenate((following[1:], [count]))
        after[:, number] = np.where(following < count, layout.referent[np.minimum(following, count - 1)], -1)
        found = index[mine]
        sentences, where = np.unique(layout.sentence[found], return_index=True)
        slot = np.searchsorted(sentences, layout.sentence)
        slot = np.minimum(slot, max(len(sentences) - 1, 0))
        if len(sentences):
            here = sentences[slot] == layout.sentence
            first[:, number] = np.where(here, layout.referent[found[where[slot]]], -1)
    return before, after, first


def read_local(layout: Layout, one: Ints, two: Ints, beside: Neighbours) -> Floats:
    """What is seen between two mentions: (L, features)."""
    kind = layout.type[layout.referent]
    forward = layout.begin[one] < layout.begin[two]
    left, right = np.where(forward, one, two), np.where(forward, two, one)
    gap = np.maximum(layout.begin[right] - layout.end[left], 0)
    words = np.maximum(layout.word_begin[right] - layout.word_end[left], 0)
    sentences = np.abs(layout.sentence[one] - layout.sentence[two])
    same = sentences == 0
    clauses = np.abs(layout.clause[one] - layout.clause[two])
    between = np.array([np.concatenate(([0], np.cumsum(kind == number))) for number in range(len(TYPES))])
    passed = between[:, right] - between[:, np.minimum(left + 1, right)]  # (types, L)
    same_chain = layout.chain[one] == layout.chain[two]
    before, after, first = beside
    kind_one, kind_two = kind[one], kind[two]
    sign = {
        key: np.maximum(count[layout.begin[right]] - count[layout.end[left]], 0) for key, count in layout.signs.items()
    }
    group = GROUPS[kind_one, kind_two]
    columns: list[npt.NDArray[np.generic]] = [
        *one_hot(group, GROUP_COUNT),
        *(hot & forward for hot in one_hot(group, GROUP_COUNT)),
        *(hot & same for hot in one_hot(group, GROUP_COUNT)),
        np.log1p(gap) / 4, gap == 0, (gap > 0) & (gap <= 2), (gap > 2) & (gap <= 6), (gap > 6) & (gap <= 15), gap > 40,
        np.log1p(words) / 3, same, sentences == 1, sentences > 1, np.log1p(sentences) / 2,
        same & (clauses == 0), same & (clauses == 1), np.log1p(clauses) / 2,
        layout.line[one] == layout.line[two],
        *(np.log1p(count) for count in passed), *(count == 0 for count in passed),
        np.log1p(sign["，"]), np.log1p(sign["、"]), np.log1p(sign["“"]), np.log1p(sign["《"]),
        layout.head[one], layout.head[two], layout.opens[one], layout.opens[two], layout.tail[one], layout.tail[two],
        layout.topic[one] == layout.referent[two], layout.topic[two] == layout.referent[one],
        layout.before_topic[one] == layout.referent[two], layout.before_topic[two] == layout.referent[one],
        layout.clause_topic[one] == layout.referent[two], layout.clause_topic[two] == layout.referent[one],
        layout.topic[one] == -1, layout.clause_topic[one] == -1,
        (layout.clause_topic[one] == -1) & (layout.topic[one] == layout.referent[two]),
        (layout.topic[one] == -1) & (layout.before_topic[one] == layout.referent[two]),
        layout.mark[one] == 1, layout.mark[one] == 2, layout.mark[two] == 1, layout.mark[two] == 2,
        layout.place[one] > 0, layout.place[two] > 0, same_chain,
        np.log1p(layout.place[one]), np.log1p(layout.place[two]),
        before[one, kind_two] == layout.referent[two], after[one, kind_two] == layout.referent[two],
        before[two, kind_one] == layout.referent[one], after[two, kind_one] == layout.referent[one],
        first[one, kind_two] == layout.referent[two], first[two, kind_one] == layout.referent[one],
        first[two, kind_two] == layout.referent[two], first[one, kind_one] == layout.referent[one],
        first[one, 0] == -1, first[one, 1] == -1, first[two, 2] == -1,
    ]  # fmt: skip
    return side_by_side(columns)


def read_bags(layout: Layout, one: Ints, two: Ints) -> Ints:
    """The words around two mentions: (L, BAGS, 2), begin and end of each bag.

    Bags: before the first name, the word right before it, the word right after it, all between, the word right before
    the second name, the word right after it, after it.
    """
    forward = layout.begin[one] < layout.begin[two]
    left, right = np.where(forward, one, two), np.where(forward, two, one)
    count = len(layout.words)
    starts = np.searchsorted(layout.word_clause, layout.word_clause, side="left")
    ends = np.minimum(np.searchsorted(layout.word_clause, layout.word_clause, side="right"), count)
    left_begin, left_end = layout.word_begin[left], layout.word_end[left]
    right_begin = np.maximum(layout.word_begin[right], left_end)
    right_end = np.maximum(layout.word_end[right], right_begin)
    opening = np.maximum(starts[np.minimum(left_begin, count)], left_begin - CONTEXT)
    closing = np.minimum(
        np.maximum(ends[np.minimum(np.maximum(right_end - 1, 0), count)], right_end), right_end + CONTEXT
    )
    pairs = (
        (np.minimum(opening, left_begin), left_begin), (np.maximum(left_begin - 1, 0), left_begin),
        (left_end, np.minimum(left_end + 1, count)), (left_end, right_begin),
        (np.maximum(right_begin - 1, left_end), right_begin), (right_end, np.minimum(right_end + 1, count)),
        (right_end, closing),
    )  # fmt: skip
    return np.stack([np.stack(pair, axis=1) for pair in pairs], axis=1)
