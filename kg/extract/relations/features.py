"""Pairs of referents that could be related, and what is seen of each pair.

Every pair has one row of whole-article features, and one or more rows of local ones: for each two mentions of it in one
sentence or in neighbouring ones, and otherwise for its two nearest mentions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extract.relations.layout import TYPES, Bools, Floats, Ints, Layout
from kg.extract.relations.names import LEVELS
from kg.model import Predicate

PREDICATES = tuple(Predicate)
ACCEPTS = np.array(
    [[[predicate.accepts(one, two) for predicate in PREDICATES] for two in TYPES] for one in TYPES], dtype=bool
)  # (type of subject, type of object, predicate)
# A partnership has no direction: it is judged for (agency, place) and, within a type, for the first-named first.
ACCEPTS[0, 1, PREDICATES.index(Predicate.COOPERATES_WITH)] = False
GROUPS = np.cumsum(ACCEPTS.any(axis=2).ravel()).reshape(len(TYPES), len(TYPES)) - 1
GROUP_COUNT = int(ACCEPTS.any(axis=2).sum())
NEAR = 1  # sentences
CONTEXT = 6  # words read before the first and after the second name, within their clauses
BAGS = 7


@dataclass(frozen=True)
class Pairs:
    """P pairs with L local rows, sorted by pair."""

    subject: Ints  # (P,)
    object: Ints  # (P,)
    allowed: Bools  # (P, predicates)
    whole: Floats  # (P, features)
    pair: Ints  # (L,) the pair that a local row belongs to
    one: Ints  # (L,) the subject's mention
    two: Ints  # (L,) the object's mention
    forward: Bools  # (L,) the subject comes first
    local: Floats  # (L, features)
    bags: Ints  # (L, BAGS, 2) begin and end of the words in each bag


def read_pairs(layout: Layout) -> Pairs:
    """Number the pairs and read their features."""
    kind = layout.type
    possible: Bools = np.any(ACCEPTS, axis=2)
    subject, obj = np.nonzero(possible[np.ix_(kind, kind)] & ~np.eye(len(kind), dtype=bool))
    allowed = ACCEPTS[kind[subject], kind[obj]]
    pair, one, two = _meetings(layout, subject, obj)
    local = read_local(layout, one, two)
    whole = read_whole(layout, subject, obj, pair, one, two)
    return Pairs(
        subject, obj, allowed, whole, pair, one, two, layout.begin[one] < layout.begin[two], local,
        read_bags(layout, one, two),
    )  # fmt: skip


def _meetings(layout: Layout, subject: Ints, obj: Ints) -> tuple[Ints, Ints, Ints]:
    """The mentions in which pairs meet: (pair, the subject's mention, the object's mention), sorted."""
    count = len(layout.type)
    number = np.full((count, count), -1, dtype=np.int64)
    number[subject, obj] = np.arange(len(subject))
    owner, sentence = layout.referent, layout.sentence
    pair_of = number[owner[:, None], owner[None, :]]
    near = (np.abs(sentence[:, None] - sentence[None, :]) <= NEAR) & (pair_of >= 0)
    one, two = np.nonzero(near)
    pair = pair_of[one, two]
    met = np.zeros(len(subject), dtype=bool)
    met[pair] = True
    if not met.all():
        far_one, far_two = np.nonzero((pair_of >= 0) & ~met[pair_of])
        gap = np.abs(layout.begin[far_one] - layout.begin[far_two])
        far_pair = pair_of[far_one, far_two]
        order = np.lexsort((far_one, gap, far_pair))
        _, first = np.unique(far_pair[order], return_index=True)
        chosen = order[first]
        pair = np.concatenate((pair, far_pair[chosen]))
        one, two = np.concatenate((one, far_one[chosen])), np.concatenate((two, far_two[chosen]))
    order = np.lexsort((two, one, pair))
    return pair[order], one[order], two[order]


def _one_hot(values: Ints, size: int) -> list[npt.NDArray[np.bool_]]:
    return [values == value for value in range(size)]


def _neighbours(layout: Layout) -> tuple[Ints, Ints, Ints]:
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


def read_local(layout: Layout, one: Ints, two: Ints) -> Floats:
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
    before, after, first = _neighbours(layout)
    kind_one, kind_two = kind[one], kind[two]
    sign = {
        key: np.maximum(count[layout.begin[right]] - count[layout.end[left]], 0) for key, count in layout.signs.items()
    }
    group = GROUPS[kind_one, kind_two]
    columns: list[npt.NDArray[np.generic]] = [
        *_one_hot(group, GROUP_COUNT),
        *(hot & forward for hot in _one_hot(group, GROUP_COUNT)),
        *(hot & same for hot in _one_hot(group, GROUP_COUNT)),
        np.log1p(gap) / 4, gap == 0, (gap > 0) & (gap <= 2), (gap > 2) & (gap <= 6), (gap > 6) & (gap <= 15), gap > 40,
        np.log1p(words) / 3, same, sentences == 1, sentences > 1, np.log1p(sentences) / 2,
        same & (clauses == 0), same & (clauses == 1), np.log1p(clauses) / 2,
        layout.line[one] == layout.line[two],
        *(np.log1p(count) for count in passed), *(count == 0 for count in passed),
        np.log1p(sign["，"]), np.log1p(sign["、"]), np.log1p(sign["“"]), np.log1p(sign["《"]),
        layout.head[one], layout.head[two],
        layout.mark[one] == 1, layout.mark[one] == 2, layout.mark[two] == 1, layout.mark[two] == 2,
        layout.place[one] > 0, layout.place[two] > 0, same_chain,
        np.log1p(layout.place[one]), np.log1p(layout.place[two]),
        before[one, kind_two] == layout.referent[two], after[one, kind_two] == layout.referent[two],
        before[two, kind_one] == layout.referent[one], after[two, kind_one] == layout.referent[one],
        first[one, kind_two] == layout.referent[two], first[two, kind_one] == layout.referent[one],
        first[two, kind_two] == layout.referent[two], first[one, kind_one] == layout.referent[one],
        first[one, 0] == -1, first[one, 1] == -1, first[two, 2] == -1,
    ]  # fmt: skip
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


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


def read_whole(layout: Layout, subject: Ints, obj: Ints, pair: Ints, one: Ints, two: Ints) -> Floats:
    """What the whole article says of a pair: (P, features)."""
    names, kind, owner = layout.names, layout.type, layout.referent
    count, mentions = len(kind), len(owner)
    total = np.bincount(owner, minlength=count)
    head = np.bincount(owner, weights=layout.head, minlength=count) > 0
    first = np.full(count, mentions, dtype=np.int64)
    np.minimum.at(first, owner, np.arange(mentions))
    same_kind = kind[:, None] == kind[None, :]
    earlier = (same_kind & (first[None, :] < first[:, None])).sum(axis=1)
    oftener = (same_kind & (total[None, :] > total[:, None])).sum(axis=1)
    by_kind = np.bincount(kind, minlength=len(TYPES))
    level = names.level
    # The place that an article is about: named often, in the headline and early, with its parts named too.
    weight = np.where(kind == 0, total + 2.0 * head + 1.5 * (earlier == 0) + 0.5 * names.under.sum(axis=0), -1)
    main = int(np.argmax(weight)) if count else 0
    is_main = (np.arange(count) == main) & (kind == 0)
    over_main, under_main = names.under[main] if count else is_main, names.under[:, main] if count else is_main
    deepest = np.where((kind == 0) & (level <= 5), level, 0)
    is_deepest = (deepest == deepest.max(initial=1)) & (kind == 0)
    # The nearest ancestor among the article's places.
    depth = np.where(names.under, np.where(names.has_code, level, 0)[None, :], 0)
    parent = names.under & (depth == depth.max(axis=1, initial=0)[:, None])
    inside_best = (names.inside > 0) & (
        names.inside == np.where(kind[None, :] == 0, names.inside, 0).max(axis=1, initial=0)[:, None]
    )
    stem_best = (names.stem > 0) & (names.stem == names.stem.max(axis=1, initial=0)[:, None])
    lengths = np.array([max(len(referent.name), 1) for referent in layout.referents])

    together = layout.sentence[one] == layout.sentence[two]
    clause = layout.clause[one] == layout.clause[two]
    forward = layout.begin[one] < layout.begin[two]
    size = len(subject)
    distance = np.full(size, 1000, dtype=np.int64)
    np.minimum.at(distance, pair, np.abs(layout.sentence[one] - layout.sentence[two]))
    meets = np.bincount(pair[together], minlength=size)
    clauses = np.bincount(pair[clause], minlength=size)
    ahead = np.bincount(pair[forward & together], minlength=size)

    before, after, opens = _neighbours(layout)
    previous = before[first[subject], kind[obj]] == obj
    following = after[first[subject], kind[obj]] == obj
    opening = opens[first[subject], kind[obj]] == obj
    back = before[first[obj], kind[subject]] == subject
    onward = after[first[obj], kind[subject]] == subject
    # How many others of the object's type were named since its last mention, at the subject's first one.
    index = np.arange(mentions)
    last = np.full((count, count), -1, dtype=np.int64)  # [referent at whose first mention, other]
    for number in range(count):
        seen = index[: first[number]]
        np.maximum.at(last[number], owner[seen], seen)
    rank = ((last[subject][:, :] > last[subject, obj][:, None]) & (kind[None, :] == kind[obj][:, None])).sum(axis=1)
    rank = np.where(last[subject, obj] >= 0, rank, 9)

    group = GROUPS[kind[subject], kind[obj]]
    columns: list[npt.NDArray[np.generic]] = [
        *_one_hot(group, GROUP_COUNT),
        *_one_hot(level[subject], LEVELS), *_one_hot(level[obj], LEVELS),
        names.under[subject, obj], names.under[obj, subject], parent[subject, obj],
        parent[subject].any(axis=1), parent[obj].any(axis=1),
        (parent[subject] & parent[obj]).any(axis=1),
        names.has_code[subject], names.has_code[obj], (level[subject] - level[obj]) / 4,
        names.inside[subject, obj] > 0, inside_best[subject, obj], names.stem[subject, obj] > 0, stem_best[subject, obj],
        inside_best[subject].any(axis=1), stem_best[subject].any(axis=1),
        names.inside[obj, subject] > 0, names.stem[obj, subject] > 0,
        names.inside[subject, obj] / lengths[subject], names.stem[subject, obj] / lengths[subject],
        names.inside[obj, subject] / lengths[obj],
        names.shared[subject, obj] > 1, names.shared[subject, obj] / np.minimum(lengths[subject], lengths[obj]),
        (names.relative[subject] > 0) & (names.relative[subject] == level[obj]),
        (names.relative[obj] > 0) & (names.relative[obj] == level[subject]),
        names.relative[subject] > 0, names.relative[obj] > 0, names.relative[subject] == names.relative[obj],
        np.log1p(total[subject]), np.log1p(total[obj]), total[subject] == 1, total[obj] == 1,
        first[subject] / max(mentions, 1), first[obj] / max(mentions, 1), first[subject] < first[obj],
        head[subject], head[obj], np.log1p(oftener[subject]), np.log1p(oftener[obj]), oftener[obj] == 0,
        np.log1p(earlier[subject]), np.log1p(earlier[obj]), earlier[obj] == 0, earlier[subject] == 0,
        *(np.full(size, np.log1p(number) / 2) for number in by_kind),
        *(by_kind[kind[obj]] == number for number in (1, 2)),
        is_main[subject], is_main[obj], over_main[subject], over_main[obj], under_main[subject], under_main[obj],
        is_deepest[subject], is_deepest[obj],
        meets > 0, np.log1p(meets), clauses > 0, np.log1p(clauses), ahead > 0, meets > ahead,
        np.minimum(distance, 20) / 10, distance == 1, distance > 3,
        previous, following, opening, back, onward, rank == 0, rank == 1, rank == 9, np.minimum(rank, 9) / 5,
        meets / np.maximum(total[subject], 1), meets / np.maximum(total[obj], 1),
    ]  # fmt: skip
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def ending_numbers(layout: Layout, vocabulary: Mapping[str, int]) -> Ints:
    """The vocabulary's numbers of the endings of the names: (R, 2); 0 for an unknown one."""
    return np.array(
        [[vocabulary.get(ending, 0) for ending in endings] for endings in layout.names.endings], dtype=np.int64
    ).reshape(len(layout.type), 2)
