"""The words of an article as numbers of a vocabulary, and which of them its names take up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.tagger.words import Word


class Words(NamedTuple):
    """The words of a text, column by column."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]


class Taken(NamedTuple):
    """The words that a name takes up, and those of the clauses in which the first and the last of them stand."""

    begin: int
    end: int
    opens: int  # where the clause of the first word begins
    closes: int  # where the clause of the last word ends


def columns(words: Sequence[Word]) -> Words:
    """Words as columns, of which each is gone through faster than words are taken apart."""
    return Words(*zip(*words, strict=True)) if words else Words((), (), ())


def take_words(words: Words, spans: Sequence[tuple[int, int]], stops: Sequence[int]) -> list[Taken]:
    """Which words names take up. spans: the names in the text; stops: the offsets of the signs that end a clause."""
    starts, ends, count = words.begins, words.ends, len(words.begins)
    taken = []
    for span_begin, span_end in spans:
        begin = bisect_right(ends, span_begin)
        end = max(bisect_left(starts, span_end), begin)
        opens, closes = begin, count
        if begin < count:
            stop = bisect_left(stops, starts[begin])
            opens = bisect_right(starts, stops[stop - 1]) if stop else 0
        if count:
            stop = bisect_left(stops, starts[max(end - 1, 0)])
            closes = bisect_right(starts, stops[stop]) if stop < len(stops) else count
        taken.append(Taken(begin, end, opens, closes))
    return taken


def number_words(
    text: str, words: Words, names: Sequence[tuple[Taken, str]], vocabulary: Mapping[str, int]
) -> list[int]:
    """The vocabulary's number of each word, or that of its part of speech; a name is one word, its type, and then 0."""
    number = vocabulary.get
    tags = {tag: number(f"<{tag}>", 0) for tag in set(words.tags)}
    found = [number(text[begin:end]) or tags[tag] for begin, end, tag in zip(*words, strict=True)]
    for taken, _ in names:
        found[taken.begin : taken.end] = [0] * (taken.end - taken.begin)
    for taken, kind in names:
        if taken.begin < taken.end:
            found[taken.begin] = number(f"<{kind}>", 0)
    return found
