"""What the whole article says of a pair: names, codes, how often and where its referents are named."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.extract.relations.groups import GROUP_COUNT, GROUPS, one_hot, side_by_side
from kg.extract.relations.layout import TYPES, Bools, Floats, Ints, Layout
from kg.extract.relations.local import Neighbours
from kg.extract.relations.names import LEVELS


def read_whole(
    layout: Layout, subject: Ints, obj: Ints, meetings: tuple[Ints, Ints, Ints], beside: Neighbours
) -> Floats:
    """What the whole article says of each pair: (P, features). meetings: (pair, its mentions) of the local rows."""
    pair, one, two = meetings
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
    best = np.zeros(count, dtype=np.float32)
    np.maximum.at(best, owner, layout.score)
    mean = np.bincount(owner, weights=layout.score, minlength=count) / np.maximum(total, 1)
    quoted = np.bincount(owner, weights=layout.mark > 0, minlength=count) / np.maximum(total, 1)
    opening_share = np.bincount(owner, weights=layout.opens, minlength=count) / np.maximum(total, 1)
    begins: Bools = np.any(names.prefix, axis=1)
    # What stands out among its type: the article's programme, its agency.
    prominence = total + 2.0 * head + 1.5 * (earlier == 0)
    most = np.zeros(len(TYPES))
    np.maximum.at(most, kind, prominence)
    leading: Bools = prominence == most[kind]
    # Of whom the text speaks where a name first stands, and of how many sentences it speaks.
    first_topic, first_clause, first_before = (
        topic[first] for topic in (layout.topic, layout.clause_topic, layout.before_topic)
    )
    opened = np.log1p(np.bincount(layout.topic[layout.topic >= 0], minlength=count))
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

    before, after, opens = beside
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
        *one_hot(group, GROUP_COUNT),
        *one_hot(level[subject], LEVELS), *one_hot(level[obj], LEVELS),
        names.under[subject, obj], names.under[obj, subject], parent[subject, obj],
        parent[subject].any(axis=1), parent[obj].any(axis=1),
        (parent[subject] & parent[obj]).any(axis=1),
        names.has_code[subject], names.has_code[obj], (level[subject] - level[obj]) / 4,
        names.inside[subject, obj] > 0, inside_best[subject, obj],
        names.stem[subject, obj] > 0, stem_best[subject, obj],
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
        best[subject], best[obj], mean[subject], mean[obj], best[subject] > 0.9, best[obj] > 0.9,
        quoted[subject], quoted[obj], opening_share[subject], opening_share[obj],
        leading[subject], leading[obj],
        first_topic[subject] == obj, first_clause[subject] == obj, first_before[subject] == obj,
        (first_topic[subject] == -1) & (first_before[subject] == obj), opened[obj], opened[subject],
        names.prefix[subject, obj], names.prefix[obj, subject], begins[subject],
        names.home[subject, obj] == 2, names.home[subject, obj] == 1, names.home[obj, subject] == 2,
        names.home[subject].max(axis=1, initial=0) == 2, names.same_home[subject, obj],
        names.own[subject], names.own[obj],
        meets / np.maximum(total[subject], 1), meets / np.maximum(total[obj], 1),
    ]  # fmt: skip
    return side_by_side(columns)
