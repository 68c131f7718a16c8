"""The mentions, words and referents of articles as arrays, from which the features of all pairs are counted at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.relations import names
from kg.extract.relations.order import neighbours, ranks
from kg.extract.relations.topics import Named, find_topics
from kg.extract.relations.words import columns, number_words, take_words
from kg.model import EntityType, Field, Referent
from kg.tagger.document import Document

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

TYPES = (EntityType.PLACE, EntityType.AGENCY, EntityType.PROGRAMME, EntityType.PERSON)
MAX_MENTIONS = 1500  # of one article; later ones are left out, so that one list of names cannot take the memory of all
_STOPS = "，。；：！？\n"
_STOP = re.compile(f"[{_STOPS}]")
_SIGNS = "，、“《"  # of which it counts how many stand between two names
_MARKS = {"“": 1, "‘": 1, "《": 2}


class Part(NamedTuple):
    """Where one article stands in the arrays of a layout."""

    document: Document
    referents: slice
    mentions: slice
    words: slice
    cells: slice  # of its referents by its referents


@dataclass(frozen=True)
class Layout:
    """All arrays of an article, or of several one after the other: R referents, M mentions in order, W words.

    A table of the referents of each article by themselves is held as its C cells, row after row, one article after the
    other: that of referents s and o is cell row[s] + o. Offsets, and numbers of sentences, lines and clauses, are those
    in the article.
    """

    parts: tuple[Part, ...]
    referents: tuple[Referent, ...]  # those that are named in a headline or a body
    numbers: tuple[int, ...]  # where each stands in the sequence that was given
    type: Ints  # (R,) index into TYPES
    row: Ints  # (R,)
    referent: Ints  # (M,) whose mention it is
    begin: Ints  # (M,) offsets in the document
    end: Ints
    sentence: Ints  # (M,)
    line: Ints  # (M,)
    clause: Ints  # (M,)
    mark: Ints  # (M,) 0 none, 1 “”, 2 《》
    chain: Ints  # (M,) the list of coordinated names that it stands in
    place: Ints  # (M,) its position in that list
    word_begin: Ints  # (M,)
    word_end: Ints
    clause_begin: Ints  # (M,) the first word of the clause of its first word
    clause_end: Ints  # (M,) behind the last word of the clause of its last word
    head: Bools  # (M,) in the headline
    score: Floats  # (M,) how sure the extractor is of it
    opens: Bools  # (M,) no word stands before it in its clause
    tail: Bools  # (M,) no name follows it without a gap
    clause_topic: Ints  # (M,) the referent of which its clause speaks; -1 for none
    topic: Ints  # (M,) that of its sentence
    before_topic: Ints  # (M,) that of the sentences before
    words: Ints  # (W,) the vocabulary's number of each word; a name is one word, its type, then 0; behind an article 0
    signs_before: Ints  # (signs, M) how many of each of ，、“《 stand before where it begins
    signs_through: Ints  # (signs, M) before where it ends
    previous: Ints  # (types, M) of each type, whose mention comes before; -1 for none
    following: Ints  # (types, M) whose comes after
    opening: Ints  # (types, M) whose comes first in the sentence
    rank: Ints  # (C,) how many of the second's type were named since it when the first is first named
    names: names.Names

    @cached_property
    def article(self) -> Ints:
        """(R,) the number of the part in which each referent stands."""
        return self.of_referents(range(len(self.parts)))

    @cached_property
    def cells(self) -> tuple[Ints, Ints]:
        """(C,) each: the referents of each cell."""
        counts = self.of_referents([part.referents.stop - part.referents.start for part in self.parts])
        first = np.repeat(np.arange(len(counts)), counts)
        return first, np.arange(len(first)) - self.row[first]

    @cached_property
    def row_starts(self) -> Ints:
        """(R,) the first cell of each referent."""
        return self.row + self.of_referents([part.referents.start for part in self.parts])

    def of_referents(self, values: Sequence[int]) -> Ints:
        """A number for each article, as that of each of its referents: (R,)."""
        return spread(values, [part.referents for part in self.parts])

    def of_mentions(self, values: Sequence[int]) -> Ints:
        """A number for each article, as that of each of its mentions: (M,)."""
        return spread(values, [part.mentions for part in self.parts])


def spread(values: Sequence[int], stretches: Sequence[slice]) -> Ints:
    """A number for each stretch, as that of everything in it."""
    return np.repeat(_ints(values), [stretch.stop - stretch.start for stretch in stretches])


def lay_out(document: Document, referents: Sequence[Referent], vocabulary: Mapping[str, int]) -> Layout:
    """Read an article's arrays; names in the byline take no part."""
    headline, byline, body_begin = Field.HEADLINE, Field.BYLINE, document.body_begin
    spots = sorted(
        (m.begin + (0 if m.field is headline else body_begin), -len(m.surface), number, m.score)
        for number, referent in enumerate(referents)
        for m in referent.mentions
        if m.field is not byline
    )[:MAX_MENTIONS]
    numbers = tuple(sorted({spot[2] for spot in spots}))
    renumbered = {number: new for new, number in enumerate(numbers)}
    kept = tuple([referents[number] for number in numbers])
    begins = [spot[0] for spot in spots]
    ends = [spot[0] - spot[1] for spot in spots]
    owners = [renumbered[spot[2]] for spot in spots]
    kinds = [TYPES.index(referent.type) for referent in kept]
    begin, end = _ints(begins), _ints(ends)

    text = document.text
    starts = [first for first, _ in document.sentences]
    stops = [match.start() for match in _STOP.finditer(text)]
    cut = columns(document.words)
    taken = take_words(cut, [*zip(begins, ends, strict=True)], stops)
    word_begin, word_end, clause_begin, clause_end = _ints(taken).reshape(-1, 4).T
    typed = [(own, kept[number].type) for own, number in zip(taken, owners, strict=True)]
    words = number_words(text, cut, typed, vocabulary)

    before = [text[first - 1] if first else "\n" for first in begins]
    opens = [
        (text[first - 2] if first > 1 else "\n") in _STOPS if sign in "“《" else sign in _STOPS
        for first, sign in zip(begins, before, strict=True)
    ]
    tail = [last < following for last, following in zip(ends, [*begins[1:], len(text) + 1], strict=False)]
    named = [
        Named(first, last, number, kinds[number], kept[number].name, opening)
        for first, last, number, opening in zip(begins, ends, owners, opens, strict=True)
    ]
    topics = find_topics(text, frozenset(cut.begins), document.sentences, named)
    mentions = [(number, kinds[number]) for number in owners]
    sentences = [max(bisect_right(starts, first) - 1, 0) for first in begins]
    chain, place = _chains(text, begins, ends, [kind for _, kind in mentions])
    before_by_type, after_by_type, opening_by_type = (
        _ints(found).reshape(-1, len(TYPES)).T for found in neighbours(mentions, sentences, len(TYPES))
    )
    count = len(kept)
    return Layout(
        (Part(document, slice(0, count), slice(0, len(spots)), slice(0, len(words) + 1), slice(0, count**2)),),
        kept, numbers, _ints(kinds), np.arange(count) * count, _ints(owners), begin, end, _ints(sentences),
        _ints([text.count("\n", 0, first) for first in begins]), _ints([bisect_left(stops, first) for first in begins]),
        _ints([_MARKS.get(sign, 0) for sign in before]), _ints(chain), _ints(place),
        word_begin, word_end, clause_begin, clause_end,
        begin < body_begin, np.array([spot[3] for spot in spots], dtype=np.float32),
        np.array(opens, dtype=bool), np.array(tail, dtype=bool), *topics, _ints([*words, 0]),
        *_count_signs(text, begin, end), before_by_type, after_by_type, opening_by_type,
        _ints(ranks(mentions, count, len(TYPES))).ravel(), names.read_names(kept),
    )  # fmt: skip


def _count_signs(text: str, begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """How many of each sign stand before where a name begins, and before where it ends: (signs, M)."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    both = np.concatenate((begin, end))
    counts = np.array([np.searchsorted(np.flatnonzero(codes == ord(sign)), both) for sign in _SIGNS])
    return counts[:, : len(begin)], counts[:, len(begin) :]


def _ints(values: Sequence[int] | Sequence[Sequence[int]]) -> Ints:
    return np.array(values, dtype=np.int64)


def _chains(text: str, begin: list[int], end: list[int], kind: list[int]) -> tuple[list[int], list[int]]:
    """Number the lists of coordinated names, and the names in each: a name goes on the list of the one before it of
    its type if only signs of coordination stand between the two."""
    chain, place = [0] * len(begin), [0] * len(begin)
    for index in range(1, len(begin)):
        gap = text[end[index - 1] : begin[index]]
        joined = kind[index] == kind[index - 1] and gap and len(gap) <= 5 and not gap.strip("“”‘’《》、和与及等以")
        # Two names with nothing but quotation marks between them are coordinated as well.
        chain[index] = chain[index - 1] + (not joined)
        place[index] = place[index - 1] + 1 if joined else 0
    return chain, place
