"""What is seen between two mentions of a pair."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.relations.columns import side_by_side
from kg.extract.relations.groups import GROUP_COUNT, GROUPS
from kg.extract.relations.layout import TYPES, Bools, Floats, Ints, Layout

_HOT = np.eye(GROUP_COUNT, dtype=np.float32)
# (group, whether the subject comes first, whether in one sentence): the group, also with each of the two.
_GROUP_COLUMNS = np.array(
    [[[[*hot, *hot * forward, *hot * same] for same in (0, 1)] for forward in (0, 1)] for hot in _HOT], dtype=np.float32
)


def read_local(layout: Layout, one: Ints, two: Ints, forward: Bools) -> Floats:
    """What is seen between two mentions: (L, features). forward: which comes first."""
    kind = layout.type[layout.referent]
    left, right = np.where(forward, one, two), np.where(forward, two, one)
    passed = np.zeros((len(TYPES), len(kind) + 1), dtype=np.int64)
    np.cumsum(kind == np.arange(len(TYPES))[:, None], axis=1, out=passed[:, 1:])
    # Characters, words, signs and mentions of each type up to where a mention begins, and up to where it ends.
    reach = np.vstack((layout.begin, layout.word_begin, layout.signs_before, passed[:, :-1]))
    behind = np.vstack((layout.end, layout.word_end, layout.signs_through, passed[:, 1:]))
    between = np.maximum(reach[:, right] - behind[:, left], 0)
    gap, counts = between[0], between[-len(TYPES) :]
    far, words, *logs = np.log1p(between)

    first, second = _facts(layout, one), _facts(layout, two)
    previous, following, opening = _beside(layout, one, second)
    back, onward, opened = _beside(layout, two, first)
    sentences, clauses = np.abs(first.sentence - second.sentence), np.abs(first.clause - second.clause)
    same = sentences == 0
    on_topic, before_topic = first.topic == second.referent, first.before_topic == second.referent
    no_topic, no_clause_topic = first.topic == -1, first.clause_topic == -1
    group = _GROUP_COLUMNS[GROUPS[first.type, second.type], forward.astype(np.intp), same.astype(np.intp)]
    return side_by_side([
        *group.T,
        far / 4, gap == 0, (gap > 0) & (gap <= 2), (gap > 2) & (gap <= 6), (gap > 6) & (gap <= 15), gap > 40,
        words / 3, same, sentences == 1, sentences > 1, np.log1p(sentences) / 2,
        same & (clauses == 0), same & (clauses == 1), np.log1p(clauses) / 2, first.line == second.line,
        *logs[-len(TYPES) :], *(counts == 0), *logs[: -len(TYPES)],
        first.head, second.head, first.opens, second.opens, first.tail, second.tail,
        on_topic, second.topic == first.referent, before_topic, second.before_topic == first.referent,
        first.clause_topic == second.referent, second.clause_topic == first.referent,
        no_topic, no_clause_topic, no_clause_topic & on_topic, no_topic & before_topic,
        first.mark == 1, first.mark == 2, second.mark == 1, second.mark == 2,
        first.place > 0, second.place > 0, first.chain == second.chain, np.log1p(first.place), np.log1p(second.place),
        previous, following, back, onward, opening, opened,
        second.opens_sentence, first.opens_sentence, first.no_place, first.no_agency, second.no_programme,
    ])  # fmt: skip


class _Facts(NamedTuple):
    """What is known of mentions, a number for each."""

    referent: Ints
    type: Ints
    sentence: Ints
    clause: Ints
    line: Ints
    chain: Ints
    place: Ints
    mark: Ints
    head: Ints
    opens: Ints
    tail: Ints
    topic: Ints
    before_topic: Ints
    clause_topic: Ints
    opens_sentence: Ints  # before all of its type
    no_place: Ints  # in its sentence
    no_agency: Ints
    no_programme: Ints


def _facts(layout: Layout, mentions: Ints) -> _Facts:
    kind = layout.type[layout.referent]
    opening = layout.opening
    table = np.array([
        layout.referent, kind, layout.sentence, layout.clause, layout.line, layout.chain, layout.place, layout.mark,
        layout.head, layout.opens, layout.tail, layout.topic, layout.before_topic, layout.clause_topic,
        opening[kind, np.arange(len(kind))] == layout.referent, *(opening[: len(TYPES) - 1] == -1),
    ])  # fmt: skip
    return _Facts(*table[:, mentions])


def _beside(layout: Layout, mentions: Ints, other: _Facts) -> tuple[Bools, Bools, Bools]:
    """Whether the other referent is the one of its type before each mention, after it, and first in its sentence."""
    previous, following, opening = (
        beside[other.type, mentions] == other.referent for beside in (layout.previous, layout.following, layout.opening)
    )
    return previous, following, opening
