"""An article's mentions, words and referents as arrays, from which the features of all pairs are counted at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extract.relations import names
from kg.extract.relations.topics import Named, find_topics
from kg.extract.relations.words import number_words, take_words
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


@dataclass(frozen=True)
class Layout:
    """All arrays of one article: R referents, M mentions in order of appearance, W words."""

    document: Document
    referents: tuple[Referent, ...]  # those that are named in the headline or the body
    numbers: tuple[int, ...]  # where each stands in the sequence that was given
    type: Ints  # (R,) index into TYPES
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
    words: Ints  # (W,) the vocabulary's number of each word; a name is one word, its type, and then 0
    signs_before: Ints  # (signs, M) how many of each of ，、“《 stand before where it begins
    signs_through: Ints  # (signs, M) before where it ends
    names: names.Names


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
    taken = take_words(document.words, [*zip(begins, ends, strict=True)], stops)
    word_begin, word_end, clause_begin, clause_end = _ints(taken).reshape(-1, 4).T
    typed = [(own, kept[number].type.value) for own, number in zip(taken, owners, strict=True)]
    words = number_words(text, document.words, typed, vocabulary)

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
    topics = find_topics(text, frozenset([word[0] for word in document.words]), document.sentences, named)
    chain, place = _chains(text, begins, ends, [kinds[number] for number in owners])
    return Layout(
        document, kept, numbers, _ints(kinds), _ints(owners), begin, end,
        _ints([max(bisect_right(starts, first) - 1, 0) for first in begins]),
        _ints([text.count("\n", 0, first) for first in begins]), _ints([bisect_left(stops, first) for first in begins]),
        _ints([_MARKS.get(sign, 0) for sign in before]), _ints(chain), _ints(place),
        word_begin, word_end, clause_begin, clause_end,
        begin < body_begin, np.array([spot[3] for spot in spots], dtype=np.float32),
        np.array(opens, dtype=bool), np.array(tail, dtype=bool), *topics, _ints(words), *_count_signs(text, begin, end),
        names.read_names(kept),
    )  # fmt: skip


def _count_signs(text: str, begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """How many of each sign stand before where a name begins, and before where it ends: (signs, M)."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    both = np.concatenate((begin, end))
    counts = np.array([np.searchsorted(np.flatnonzero(codes == ord(sign)), both) for sign in _SIGNS])
    return counts[:, : len(begin)], counts[:, len(begin) :]


def _ints(values: Sequence[int] | Sequence[tuple[int, ...]]) -> Ints:
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
