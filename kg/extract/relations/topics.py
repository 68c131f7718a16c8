"""Of whom a clause speaks: the place or agency that opens it, by its name or by a bare noun (街道, 该公司)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.tables import rows

Ints = npt.NDArray[np.int64]

PLACE, AGENCY = 0, 1
# 区 stands for no 社区, 小区 or 开发区.
_NO_DISTRICT = ("社区", "小区", "园区", "景区", "发区")


class Named(NamedTuple):
    """A name at its place in the text."""

    begin: int
    end: int
    referent: int
    type: int  # 0 a place, 1 an agency, more: another
    name: str  # of the referent
    opens: bool  # whether a clause begins with it


class Topic(NamedTuple):
    """From here on the text may be speaking of a referent."""

    begin: int
    referent: int
    opens: bool


def find_topics(
    text: str, cuts: frozenset[int], sentences: Sequence[tuple[int, int]], names: Sequence[Named]
) -> tuple[Ints, Ints, Ints]:
    """For each name of whom its clause, its sentence and the sentences before speak: numbers of referents, −1 for none.

    A clause speaks of what opens it, or a clause before it in its sentence; a sentence of what first opens a clause of
    it, or else of its first place or agency. cuts: where words end; names: in order.
    """
    topics = sorted({*_by_name(names), *_by_noun(text, cuts, names)})
    clause, sentence, before = ([-1] * len(names) for _ in range(3))
    at = number = 0
    carried = -1
    for _, end in sentences:
        start = at
        while at < len(topics) and topics[at].begin < end:
            at += 1
        own = topics[start:at]
        opening = [topic for topic in own if topic.opens]
        first = (opening or own)[0].referent if own else -1
        step, last, last_but_one = 0, -1, -1
        while number < len(names) and names[number].begin < end:
            while step < len(opening) and opening[step].begin <= names[number].begin:
                if opening[step].referent != last:
                    last, last_but_one = opening[step].referent, last
                step += 1
            clause[number] = last if last != names[number].referent else last_but_one
            sentence[number], before[number] = first, carried
            number += 1
        carried = first if first >= 0 else carried
    return np.array(clause, dtype=np.int64), np.array(sentence, dtype=np.int64), np.array(before, dtype=np.int64)


def _by_name(names: Sequence[Named]) -> Iterator[Topic]:
    """Places and agencies; of a chain (湖州市南浔区旧馆街道) the last, as if it stood where the chain begins."""
    opens = False
    for index, named in enumerate(names):
        opens = opens if index and names[index - 1].end == named.begin else named.opens
        following = names[index + 1] if index + 1 < len(names) else None
        goes_on = following is not None and following.begin == named.end and following.type <= AGENCY
        if named.type <= AGENCY and not goes_on:
            yield Topic(named.begin, named.referent, opens)


def _by_noun(text: str, cuts: frozenset[int], names: Sequence[Named]) -> Iterator[Topic]:
    begins = [named.begin for named in names]
    for match in _bare().finditer(text):
        begin, end = match.span("all")
        if end not in cuts and len(match["noun"]) == 1:
            continue  # 区域, 村民
        after = bisect_right(begins, begin)
        if (after and names[after - 1].end > begin) or (after < len(names) and names[after].begin < end):
            continue  # part of a name
        meant = _meant(match["noun"], names, after)
        if meant is not None:
            yield Topic(begin, meant.referent, opens=True)


def _meant(noun: str, names: Sequence[Named], after: int) -> Named | None:
    """The last name before that ends in the noun, or else the first one after it."""
    wanted = PLACE if noun in _nouns()["place"] else AGENCY
    for named in (*reversed(names[:after]), *names[after:]):
        if named.type == wanted and named.name.endswith(noun):
            if noun == "区" and named.name.endswith(_NO_DISTRICT):
                continue
            return named
    return None


@cache
def _nouns() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"place": [], "agency": []}
    for noun, kind in rows("extract/relations/bare_nouns.tsv", 2):
        found[kind].append(noun)
    return found


@cache
def _bare() -> re.Pattern[str]:
    nouns = sorted((noun for group in _nouns().values() for noun in group), key=lambda noun: (-len(noun), noun))
    return re.compile(rf"(?:^|[，。；：！？\n“—]|(?=该))(?P<all>(?:该|全|我|本)?(?P<noun>{'|'.join(nouns)}))")
