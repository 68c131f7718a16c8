"""What the whole article says of a pair: names, codes, how often and where its referents are named."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.relations.columns import Column, Parted, part
from kg.extract.relations.groups import GROUP_COUNT, GROUPS
from kg.extract.relations.layout import TYPES, Bools, Ints, Layout
from kg.extract.relations.names import LEVELS
from kg.extract.relations.order import NEVER


class Ends(NamedTuple):
    """The two referents of each of P pairs, and their cells (see Layout)."""

    subject: Ints  # (P,)
    object: Ints  # (P,)
    cell: Ints  # (P,) of the subject and the object
    back: Ints  # (P,) of the object and the subject


def read_whole(layout: Layout, ends: Ends, meetings: tuple[Ints, Ints, Ints]) -> Parted:
    """What the whole article says of each pair.

    meetings: the pair and the mentions, of the subject and of the object, of each local row, sorted by pair.
    """
    subject, obj, cell, back = ends
    names, kind, owner = layout.names, layout.type, layout.referent
    count, parts = len(kind), layout.parts
    index, article = np.arange(count), layout.article
    ones, others = layout.cells
    total = np.bincount(owner, minlength=count)
    head = np.bincount(owner, weights=layout.head, minlength=count) > 0
    first = np.empty(count, dtype=np.int64)
    first[owner[::-1]] = np.arange(len(owner))[::-1]  # of those of one referent the last to be set, its first mention
    early = first - layout.of_referents([part.mentions.start for part in parts])
    mentions = layout.of_referents([part.mentions.stop - part.mentions.start for part in parts])
    same_kind = kind[ones] == kind[others]
    earlier = np.bincount(ones[same_kind & (first[others] < first[ones])], minlength=count)
    oftener = np.bincount(ones[same_kind & (total[others] > total[ones])], minlength=count)
    typed = article * len(TYPES) + kind
    by_kind = np.bincount(typed, minlength=len(parts) * len(TYPES))
    level = names.level
    is_place = kind == 0
    prominence = total + 2.0 * head + 1.5 * (earlier == 0)
    # The place that an article is about: named often, in the headline and early, with its parts named too.
    central = np.where(is_place, prominence + 0.5 * np.bincount(others[names.under], minlength=count), -1)
    main = layout.of_referents([part.referents.start + int(central[part.referents].argmax()) for part in parts])
    is_main = (index == main) & is_place
    deepest = np.where(is_place & (level <= 5), level, 0)
    is_deepest = (deepest == layout.of_referents([deepest[part.referents].max(initial=1) for part in parts])) & is_place
    best = np.zeros(count, dtype=np.float32)
    np.maximum.at(best, owner, layout.score)
    mean, quoted, opening_share = (
        np.bincount(owner, weights=values, minlength=count) / total
        for values in (layout.score, layout.mark > 0, layout.opens)
    )
    # What stands out among its type: the article's programme, its agency.
    most = np.zeros(len(by_kind))
    np.maximum.at(most, typed, prominence)
    leading: Bools = prominence == most[typed]
    # Of whom the text speaks where a name first stands, and of how many sentences it speaks.
    topic, before_topic = layout.topic[first], layout.before_topic[first]
    opened = np.log1p(np.bincount(layout.topic[layout.topic >= 0], minlength=count))
    # The nearest ancestor among the article's places.
    depth = np.where(names.under & names.has_code[others], level[others], 0)
    parent = names.under & (depth == np.maximum.reduceat(depth, layout.row_starts)[ones])
    nearest = np.maximum.reduceat(np.where(parent, others, -1), layout.row_starts)  # one of those with its code
    inside_most = np.maximum.reduceat(np.where(is_place[others], names.inside, 0), layout.row_starts)
    stem_most = np.maximum.reduceat(names.stem, layout.row_starts)
    begins = np.logical_or.reduceat(names.prefix, layout.row_starts)
    at_home = np.maximum.reduceat(names.home, layout.row_starts) == 2
    lengths = np.array([max(len(referent.name), 1) for referent in layout.referents])

    inside, contains, stem = names.inside[cell], names.inside[back], names.stem[cell]
    shared, home, rank = names.shared[cell], names.home[cell], layout.rank[cell]
    meets, clauses, ahead, distance = _meetings(layout, meetings, len(subject))
    onward, backward = (kind[obj], first[subject]), (kind[subject], first[obj])

    def both(values: Column) -> tuple[Column, Column]:
        return values[:, None], values[None, :]

    def turned(values: Column) -> tuple[Column, Column]:
        return values[cell], values[back]

    group = GROUPS[kind[subject], kind[obj]]
    columns = [
        *(group == number for number in range(GROUP_COUNT)),
        *(level[:, None] == number for number in range(LEVELS)),
        *(level[None, :] == number for number in range(LEVELS)),
        *turned(names.under), parent[cell], *both(nearest >= 0),
        (nearest[subject] == nearest[obj]) & (nearest[obj] >= 0),
        *both(names.has_code), (level[subject] - level[obj]) / 4,
        inside > 0, (inside > 0) & (inside == inside_most[subject]),
        stem > 0, (stem > 0) & (stem == stem_most[subject]),
        inside_most[:, None] > 0, stem_most[:, None] > 0,
        contains > 0, names.stem[back] > 0,
        inside / lengths[subject], stem / lengths[subject], contains / lengths[obj],
        shared > 1, shared / np.minimum(lengths[subject], lengths[obj]),
        (names.relative[subject] > 0) & (names.relative[subject] == level[obj]),
        (names.relative[obj] > 0) & (names.relative[obj] == level[subject]),
        *both(names.relative > 0), names.relative[subject] == names.relative[obj],
        *both(np.log1p(total)), *both(total == 1), *both(early / mentions), first[subject] < first[obj],
        *both(head), *both(np.log1p(oftener)), oftener[None, :] == 0,
        *both(np.log1p(earlier)), *both(earlier == 0)[::-1],
        *(np.log1p(by_kind.reshape(-1, len(TYPES))) / 2)[article].T[:, :, None],
        *(by_kind[None, typed] == number for number in (1, 2)),
        *both(is_main), *both(names.under[layout.row[main] + index]), *both(names.under[layout.row + main]),
        *both(is_deepest),
        meets > 0, np.log1p(meets), clauses > 0, np.log1p(clauses), ahead > 0, meets > ahead,
        np.minimum(distance, 20) / 10, distance == 1, distance > 3,
        *(beside[onward] == obj for beside in (layout.previous, layout.following, layout.opening)),
        *(beside[backward] == subject for beside in (layout.previous, layout.following)),
        rank == 0, rank == 1, rank == NEVER, np.minimum(rank, NEVER) / 5,
        *both(best), *both(mean), *both(best > 0.9), *both(quoted), *both(opening_share), *both(leading),
        topic[subject] == obj, layout.clause_topic[first[subject]] == obj, before_topic[subject] == obj,
        (topic[subject] == -1) & (before_topic[subject] == obj), *both(opened)[::-1],
        *turned(names.prefix), begins[:, None],
        home == 2, home == 1, names.home[back] == 2, at_home[:, None], names.same_home[cell],
        *both(names.own), meets / total[subject], meets / total[obj],
    ]  # fmt: skip
    return part(columns, count)


def _meetings(layout: Layout, meetings: tuple[Ints, Ints, Ints], count: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Of how many local rows of each pair the mentions stand in one sentence, in one clause, in one sentence the
    subject's first; and the least number of sentences between them. Each (P,)."""
    pair, one, two = meetings
    sentences = np.abs(layout.sentence[one] - layout.sentence[two])
    together, clause = sentences == 0, layout.clause[one] == layout.clause[two]
    ahead = together & (layout.begin[one] < layout.begin[two])
    meets, clauses, aheads = (np.bincount(pair[chosen], minlength=count) for chosen in (together, clause, ahead))
    distance = np.minimum.reduceat(sentences, np.flatnonzero(np.diff(pair, prepend=-1)))  # each pair has a row
    return meets, clauses, aheads, distance
