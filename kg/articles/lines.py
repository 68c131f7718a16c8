"""A page's text → its printed lines, with what their layout says.

Most pages hold a paragraph (or the part of one that stands in one column) on a line. Some are cut hard at the column's
width; their lines are put together first, so that all that follows sees one kind of page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from kg.names import name_score

# A paragraph ends with one of these, quotation marks and brackets after them aside.
FULL_STOPS = "。！？!?…"
CLOSERS = "”’」』）)】》\"'"
OPENERS = "“‘「『（(【《"
# Lines cut at the column's width: how many of a page's lines must be that wide (the others end paragraphs) …
MIN_WRAPPED_SHARE = 0.4
# … how far below it a line may stay because no punctuation mark may open the next …
WRAP_SLACK = 4
# … and between which widths, in half-width characters, columns are set.
COLUMN_WIDTHS = range(16, 101)
COLUMN_LENGTHS = range(8, 51)
MIN_WRAPPED_LINES = 8

_SENTENCE_ENDS = (*FULL_STOPS, "......")
# What a line with any of Markdown's marks begins with.
MARKS = "#*_>-+"
_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*#*$")
_STRONG = re.compile(r"^(\*\*|__)(.+)\1$")
_EMPHATIC = re.compile(r"^([*_])([^*_]+)\1$")
_LIST_MARK = re.compile(r"^(?:>|[-*+](?=\s))\s*")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_OPEN_BRACKET = re.compile(r"(?:[。！？”]|^.{2,20}[讯电][】］\]]?)\s*[（(][^（）()。，,]{1,30}$")
_REST_OF_BRACKET = re.compile(r"[^（）()。，,]{1,20}[）)](?:$|.{8})")
_WORD_BREAKS = re.compile(r"[ 、（()）]")
# An open bracket is looked for this near to a line's end; the form matches no more.
_BRACKET_REACH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed, or several that were cut at the column's width."""

    numbers: tuple[int, ...]  # 1-based, of the page's lines
    text: str  # without marks of Markdown; blanks inside are single spaces
    level: int  # of a Markdown head: 1 to 6; 0 if it is none
    gap: int  # blank lines before it
    indent: int  # blanks at its start, in half-width characters

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence ends."""
        return ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, also one that stands before closing quotation marks or brackets."""
    return text.rstrip().rstrip(CLOSERS).endswith(_SENTENCE_ENDS)


def read_lines(text: str) -> list[Line]:
    """Read the lines of a page that are not blank, lines cut at the column's width put together."""
    lines: list[Line] = []
    gap = 0
    for number, visible in enumerate(_INVISIBLE.sub("", text).split("\n"), 1):
        stripped = visible.strip()
        if not stripped.strip("-=_*#—~·"):
            gap += 1
            continue
        level, body = _unmark(stripped) if stripped[0] in MARKS else (0, stripped)
        body = " ".join(body.replace("**", "").split())
        lines.append(Line((number,), body, level, gap, _indent(visible)))
        gap = 0
    return _unwrap(_close_bylines(lines))


class _Widths(dict[str, int]):
    """Half-width characters by character, looked up once for each."""

    def __missing__(self, char: str) -> int:
        found = self[char] = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return found


_WIDTHS = _Widths()


def normal_gap(lines: list[Line]) -> int:
    """The blank lines that stand between two lines of the page as a rule."""
    return median_low([line.gap for line in lines[1:]] or [0])


def width(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(map(_WIDTHS.__getitem__, text))


def join(*parts: str) -> str:
    """Put the parts of a sentence together: with a space only between Latin words."""
    words = [part for part in parts if part]
    joined = words[:1]
    for before, after in pairwise(words):
        apart = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha()
        joined += [" ", after] if apart else [after]
    return "".join(joined)


def _unmark(text: str) -> tuple[int, str]:
    heading = _HEADING.match(text)
    if heading:
        text = heading[2]
    strong = _STRONG.match(text)
    if strong:
        text = strong[2]
    emphatic = _EMPHATIC.match(text)
    if emphatic:
        text = emphatic[2]
    # A line in bold type is a head as good as a marked one, of the lowest level.
    level = len(heading[1]) if heading else 6 if strong else 0
    return level, _LIST_MARK.sub("", text)


def _indent(text: str) -> int:
    return width(text[: len(text) - len(text.lstrip())]) if text[0].isspace() else 0


def _close_bylines(lines: list[Line]) -> list[Line]:
    """Put together a line that ends in the middle of short brackets and the next, which holds the rest: (A B + C)."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if last and _ends_in_bracket(last.text) and _REST_OF_BRACKET.match(line.text):
            names = [_WORD_BREAKS.split(last.text)[-1], _WORD_BREAKS.split(line.text)[0]]
            text = last.text + (" " if all(name_score(name) > 0 for name in names) else "") + line.text
            result[-1] = Line(last.numbers + line.numbers, text, last.level, last.gap, last.indent)
        else:
            result.append(line)
    return result


def _ends_in_bracket(text: str) -> bool:
    return bool(_OPEN_BRACKET.search(text, max(0, len(text) - _BRACKET_REACH)))


def _unwrap(lines: list[Line]) -> list[Line]:
    full = _full_lines(lines)
    if not full:
        return lines
    usual = normal_gap(lines)
    paragraphs: list[list[Line]] = []
    open_to_next = False
    for line, is_full in zip(lines, full, strict=True):
        if open_to_next and line.gap <= usual and not line.indent and not line.level:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        open_to_next = is_full and not line.level
    return [_as_one(paragraph) for paragraph in paragraphs]


def _as_one(lines: list[Line]) -> Line:
    first = lines[0]
    numbers = tuple(number for line in lines for number in line.numbers)
    return Line(numbers, join(*(line.text for line in lines)), first.level, first.gap, first.indent)


def _full_lines(lines: list[Line]) -> list[bool]:
    """Of each line whether it fills its column, by width or by number of characters; none if lines are not cut so."""
    for measure, slack, columns in ((_print_width, WRAP_SLACK, COLUMN_WIDTHS), (_print_length, 1, COLUMN_LENGTHS)):
        sizes = [measure(line) for line in lines]
        counts = Counter(size for size, line in zip(sizes, lines, strict=True) if not line.level)
        near = {size: sum(counts[size - less] for less in range(slack + 1)) for size in sorted(counts)}
        column = max(near, key=lambda size: (near[size], size), default=0)
        cut = counts.total()
        if cut >= MIN_WRAPPED_LINES and column in columns and near[column] >= MIN_WRAPPED_SHARE * cut:
            return [size >= column - slack for size in sizes]
    return []


def _print_width(line: Line) -> int:
    return line.indent + width(line.text)


def _print_length(line: Line) -> int:
    return line.indent // 2 + len(line.text)
