"""An article's mentions, words and referents as arrays, from which the features of all pairs are counted at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extract.relations import names
from kg.extract.relations.topics import Named, find_topics
from kg.model import EntityType, Field, Referent
from kg.tagger.document import Document

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

TYPES = (EntityType.PLACE, EntityType.AGENCY, EntityType.PROGRAMME, EntityType.PERSON)
MAX_MENTIONS = 1500  # of one article; later ones are left out, so that one list of names cannot take the memory of all
_STOPS = "，。；：！？\n"
_OUTER = "。；！？\n"


@dataclass(frozen=True)
class Layout:
    """All arrays of one article: R referents, M mentions in order of appearance, W words, C characters."""

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
    head: Bools  # (M,) in the headline
    score: Floats  # (M,) how sure the extractor is of it
    opens: Bools  # (M,) no word stands before it in its clause
    tail: Bools  # (M,) no name follows it without a gap
    clause_topic: Ints  # (M,) the referent of which its clause speaks; -1 for none
    topic: Ints  # (M,) that of its sentence
    before_topic: Ints  # (M,) that of the sentences before
    words: Ints  # (W,) the vocabulary's number of each word; a name is one word, its type, and then 0
    word_clause: Ints  # (W + 1,)
    signs: Mapping[str, Ints]  # (C + 1,) how many of a sign stand before each character
    names: names.Names


def lay_out(document: Document, referents: Sequence[Referent], vocabulary: Mapping[str, int]) -> Layout:
    """Read an article's arrays; names in the byline take no part."""
    begins = document.body_begin
    spots = sorted(
        (m.begin + (0 if m.field is Field.HEADLINE else begins), -len(m.surface), number, m.score)
        for number, referent in enumerate(referents)
        for m in referent.mentions
        if m.field is not Field.BYLINE
    )[:MAX_MENTIONS]
    numbers = tuple(sorted({spot[2] for spot in spots}))
    renumbered = {number: new for new, number in enumerate(numbers)}
    kept = tuple(referents[number] for number in numbers)
    begin = np.array([spot[0] for spot in spots], dtype=np.int64)
    end = begin - np.array([spot[1] for spot in spots], dtype=np.int64)
    owner = np.array([renumbered[spot[2]] for spot in spots], dtype=np.int64)
    kinds = np.array([TYPES.index(referent.type) for referent in kept], dtype=np.int64)

    text = document.text
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    counts = {sign: np.concatenate(([0], np.cumsum(codes == ord(sign)))) for sign in "，、“《"}
    stops = np.concatenate(([0], np.cumsum(np.isin(codes, [ord(sign) for sign in _STOPS]))))
    lines = np.concatenate(([0], np.cumsum(codes == ord("\n"))))
    starts = np.array([first for first, _ in document.sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(starts, begin, side="right") - 1, 0)

    word_starts = np.array([word.begin for word in document.words], dtype=np.int64)
    word_ends = np.array([word.end for word in document.words], dtype=np.int64)
    word_begin = np.searchsorted(word_ends, begin, side="right")
    word_end = np.maximum(np.searchsorted(word_starts, end, side="left"), word_begin)
    raw = document.text
    unknown = {tag: vocabulary.get(f"<{tag}>", 0) for tag in {word.tag for word in document.words}}
    words = np.array(
        [vocabulary.get(raw[word.begin : word.end], unknown[word.tag]) for word in document.words], dtype=np.int64
    )
    for first, last in zip(word_begin.tolist(), word_end.tolist(), strict=True):
        words[first:last] = 0
    held = word_begin < word_end
    types = np.array([vocabulary.get(f"<{kind.value}>", 0) for kind in TYPES], dtype=np.int64)
    words[word_begin[held]] = types[kinds[owner[held]]]
    word_clause = np.concatenate((stops[word_starts], stops[-1:] + 1)) if len(word_starts) else np.zeros(1, np.int64)

    before = np.where(begin > 0, codes[np.maximum(begin - 1, 0)], ord("\n"))
    second = np.where(begin > 1, codes[np.maximum(begin - 2, 0)], ord("\n"))
    mark = np.where(np.isin(before, [ord("“"), ord("‘")]), 1, np.where(before == ord("《"), 2, 0))
    score = np.array([spot[3] for spot in spots], dtype=np.float32)
    clause_ends = [ord(sign) for sign in _STOPS]
    opens = np.isin(np.where(np.isin(before, [ord("“"), ord("《")]), second, before), clause_ends)
    tail = np.ones(len(begin), dtype=bool)
    tail[:-1] = begin[1:] > end[:-1]
    named = [
        Named(first, last, number, int(kinds[number]), kept[number].name, opening)
        for first, last, number, opening in zip(
            begin.tolist(), end.tolist(), owner.tolist(), opens.tolist(), strict=True
        )
    ]
    topics = find_topics(text, frozenset(word_starts.tolist()), document.sentences, named)
    chain, place = _chains(text, begin.tolist(), end.tolist(), kinds[owner].tolist())
    return Layout(
        document, kept, numbers, kinds, owner, begin, end, sentence, lines[begin], stops[begin], mark, chain, place,
        word_begin, word_end, begin < begins, score, opens, tail, *topics, words, word_clause, counts,
        names.read_names(kept),
    )  # fmt: skip


def _chains(text: str, begin: list[int], end: list[int], kind: list[int]) -> tuple[Ints, Ints]:
    """Number the lists of coordinated names, and the names in each: a name goes on the list of the one before it of
    its type if only signs of coordination stand between the two."""
    chain, place = np.zeros(len(begin), dtype=np.int64), np.zeros(len(begin), dtype=np.int64)
    for index in range(1, len(begin)):
        gap = text[end[index - 1] : begin[index]]
        joined = kind[index] == kind[index - 1] and gap and len(gap) <= 5 and not gap.strip("“”‘’《》、和与及等以")
        # Two names with nothing but quotation marks between them are coordinated as well.
        chain[index] = chain[index - 1] + (not joined)
        place[index] = place[index - 1] + 1 if joined else 0
    return chain, place
