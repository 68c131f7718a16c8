"""What the whole article says of a pair: names, codes, how often and where its referents are named."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.columns import Column, from_grid
from kg.extract.relations.groups import GROUP_COUNT, GROUPS
from kg.extract.relations.layout import TYPES, Bools, Floats, Ints, Layout
from kg.extract.relations.names import LEVELS

NEVER = 9  # the rank of what was not named yet


def read_whole(layout: Layout, subject: Ints, obj: Ints, meetings: tuple[Ints, Ints], beside: Ints) -> Floats:
    """What the whole article says of each pair: (P, features).

    meetings: the mentions, of the subject and of the object, of the local rows; beside: the neighbours of each mention.
    """
    names, kind, owner = layout.names, layout.type, layout.referent
    count, mentions = len(kind), len(owner)
    index = np.arange(count)
    total = np.bincount(owner, minlength=count)
    head = np.bincount(owner, weights=layout.head, minlength=count) > 0
    first = np.empty(count, dtype=np.int64)
    first[owner[::-1]] = np.arange(mentions)[::-1]  # of those of one referent the last to be set, its first mention
    same_kind = kind[:, None] == kind
    earlier = (same_kind & (first < first[:, None])).sum(axis=1)
    oftener = (same_kind & (total > total[:, None])).sum(axis=1)
    by_kind = np.bincount(kind, minlength=len(TYPES))
    level = names.level
    is_place = kind == 0
    prominence = total + 2.0 * head + 1.5 * (earlier == 0)
    # The place that an article is about: named often, in the headline and early, with its parts named too.
    main = int(np.argmax(np.where(is_place, prominence + 0.5 * names.under.sum(axis=0), -1)))
    is_main = (index == main) & is_place
    deepest = np.where(is_place & (level <= 5), level, 0)
    is_deepest = (deepest == deepest.max(initial=1)) & is_place
    best = np.zeros(count, dtype=np.float32)
    np.maximum.at(best, owner, layout.score)
    mean, quoted, opening_share = (
        np.bincount(owner, weights=values, minlength=count) / total
        for values in (layout.score, layout.mark > 0, layout.opens)
    )
    # What stands out among its type: the article's programme, its agency.
    most = np.zeros(len(TYPES))
    np.maximum.at(most, kind, prominence)
    leading: Bools = prominence == most[kind]
    # Of whom the text speaks where a name first stands, and of how many sentences it speaks.
    topic, before_topic = layout.topic[first, None], layout.before_topic[first, None]
    opened = np.log1p(np.bincount(layout.topic[layout.topic >= 0], minlength=count))
    # The nearest ancestor among the article's places.
    depth = np.where(names.under, np.where(names.has_code, level, 0), 0)
    parent = names.under & (depth == depth.max(axis=1)[:, None])
    ancestors = parent.astype(np.float32)
    inside_best = (names.inside > 0) & (names.inside == np.where(is_place, names.inside, 0).max(axis=1)[:, None])
    stem_best = (names.stem > 0) & (names.stem == names.stem.max(axis=1)[:, None])
    lengths = np.array([max(len(referent.name), 1) for referent in layout.referents])

    meets, clauses, ahead, distance = _meetings(layout, *meetings)
    previous, following, opening = beside[:, first][:, :, kind] == index
    rank = _ranks(layout)
    begins: Bools = np.any(names.prefix, axis=1)
    has_parent: Bools = np.any(parent, axis=1)
    has_inside, has_stem = (np.any(found, axis=1)[:, None] for found in (inside_best, stem_best))

    def both(values: Column) -> tuple[Column, Column]:
        return values[:, None], values[None, :]

    def turned(values: Column) -> tuple[Column, Column]:
        return values, values.T

    group = GROUPS[kind[:, None], kind]
    columns = [
        *(group == number for number in range(GROUP_COUNT)),
        *(level[:, None] == number for number in range(LEVELS)),
        *(level[None, :] == number for number in range(LEVELS)),
        *turned(names.under), parent, *both(has_parent), ancestors @ ancestors.T > 0,
        *both(names.has_code), (level[:, None] - level) / 4,
        names.inside > 0, inside_best, names.stem > 0, stem_best,
        has_inside, has_stem,
        names.inside.T > 0, names.stem.T > 0,
        names.inside / lengths[:, None], names.stem / lengths[:, None], names.inside.T / lengths,
        names.shared > 1, names.shared / np.minimum(lengths[:, None], lengths),
        *turned((names.relative[:, None] > 0) & (names.relative[:, None] == level)),
        *both(names.relative > 0), names.relative[:, None] == names.relative,
        *both(np.log1p(total)), *both(total == 1), *both(first / mentions), first[:, None] < first,
        *both(head), *both(np.log1p(oftener)), oftener[None, :] == 0,
        *both(np.log1p(earlier)), *both(earlier == 0)[::-1],
        *(np.log1p(by_kind) / 2)[:, None, None],
        *(by_kind[None, kind] == number for number in (1, 2)),
        *both(is_main), *both(names.under[main]), *both(names.under[:, main]), *both(is_deepest),
        meets > 0, np.log1p(meets), clauses > 0, np.log1p(clauses), ahead > 0, meets > ahead,
        np.minimum(distance, 20) / 10, distance == 1, distance > 3,
        previous, following, opening, previous.T, following.T,
        rank == 0, rank == 1, rank == NEVER, np.minimum(rank, NEVER) / 5,
        *both(best), *both(mean), *both(best > 0.9), *both(quoted), *both(opening_share), *both(leading),
        topic == index, layout.clause_topic[first, None] == index, before_topic == index,
        (topic == -1) & (before_topic == index), *both(opened)[::-1],
        *turned(names.prefix), begins[:, None],
        names.home == 2, names.home == 1, names.home.T == 2, names.home.max(axis=1)[:, None] == 2, names.same_home,
        *both(names.own), meets / total[:, None], meets / total,
    ]  # fmt: skip
    return from_grid(columns, subject, obj, count)


def _meetings(layout: Layout, one: Ints, two: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Of how many local rows the mentions stand in one sentence, in one clause, in one sentence the subject's first;
    and the least number of sentences between them. Each (R, R)."""
    count = len(layout.type)
    cell = layout.referent[one] * count + layout.referent[two]
    sentences = np.abs(layout.sentence[one] - layout.sentence[two])
    together, clause = sentences == 0, layout.clause[one] == layout.clause[two]
    ahead = together & (layout.begin[one] < layout.begin[two])
    distance = np.full(count * count, 1000, dtype=np.int64)
    np.minimum.at(distance, cell, sentences)
    counts = [np.bincount(cell[chosen], minlength=count * count) for chosen in (together, clause, ahead)]
    meets, clauses, aheads = (found.reshape(count, count) for found in counts)
    return meets, clauses, aheads, distance.reshape(count, count)


def _ranks(layout: Layout) -> Ints:
    """How many others of the second's type were named since its last mention when the first is first named: (R, R)."""
    count = len(layout.type)
    kinds = layout.type.tolist()
    ranks = [[NEVER] * count for _ in kinds]
    met: set[int] = set()
    recent: list[list[int]] = [[] for _ in TYPES]  # of each type those named so far, the last one first
    for number in layout.referent.tolist():
        if number not in met:
            for named in recent:
                for rank, other in enumerate(named):
                    ranks[number][other] = rank
        own = recent[kinds[number]]
        if number in met:
            own.remove(number)
        own.insert(0, number)
        met.add(number)
    return np.array(ranks, dtype=np.int64)
