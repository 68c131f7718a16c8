"""A text longer than any newspaper page → parts that are each no longer, so that time grows with its length alone.

Every paragraph of a page is compared with every article of it, which a file of a year's pages one behind the other
could not end. A text within the limits is one part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.articles.lines import FULL_STOPS, Line

# Far above any page of print; here at most, a pair of lines is compared a million times.
MOST_LINES = 1500
MOST_CHARACTERS = 100_000
# The share of a part, at its end, in which the best place to cut it is looked for.
SLACK = 1 / 3


def in_parts(lines: list[Line]) -> Iterator[list[Line]]:
    """Cut the lines before a head, or else where the page leaves most room, so that few articles are torn."""
    lines = [piece for line in lines for piece in _pieces(line)]
    begin = 0
    while begin < len(lines):
        end = _reach(lines, begin)
        if end < len(lines):
            first = max(begin + 1, end - int((end - begin) * SLACK))
            end = max(range(first, end + 1), key=lambda at: (lines[at].level > 0, lines[at].gap, at))
        yield lines[begin:end]
        begin = end


def _pieces(line: Line) -> Iterator[Line]:
    """A line that is longer than a part, cut behind sentences; each piece has its number."""
    text = line.text
    if len(text) <= MOST_CHARACTERS:
        yield line
        return
    while len(text) > MOST_CHARACTERS:
        ends = [text.rfind(stop, MOST_CHARACTERS // 2, MOST_CHARACTERS) for stop in FULL_STOPS]
        end = max(ends) + 1 or MOST_CHARACTERS
        yield replace(line, text=text[:end])
        line, text = replace(line, level=0, gap=0), text[end:]
    yield replace(line, text=text)


def _reach(lines: list[Line], begin: int) -> int:
    """The end of the longest part from there."""
    room = MOST_CHARACTERS
    for at in range(begin, min(len(lines), begin + MOST_LINES)):
        room -= len(lines[at].text)
        if room < 0:
            return at
    return min(len(lines), begin + MOST_LINES)
