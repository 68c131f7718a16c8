"""Glyphs at their places on a printed page → blocks of lines in the order in which they are read.

The page is cut, again and again: at the gutters that run through from top to bottom, its columns read from left to
right; where no gutter runs through, below and above the lines that cross it, heads that span several columns. This is
the recursive X-Y cut of Nagy and Seth (1984), with lines that cross a gutter in the place of a wide horizontal gap, as
lines of newspapers often stand on one grid over all columns. Lengths are in points, y grows downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# All shares are of the type's size, which in Chinese is also a character's width.
GUTTER = 0.8  # the narrowest gap between columns; characters of a line stand closer
HEAD_SIZE = 1.3  # type from this size on is a head's
SAME_LINE = 0.15  # how far apart the baselines of one line's characters may be
NARROW = 3.0  # what is narrower is no column, unless it has this many lines: a headline set upright
FEW_LINES = 2


@dataclass(frozen=True, slots=True, order=True)
class Glyph:
    """A printed character."""

    x0: float
    x1: float
    baseline: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row without a gap between: a line of a column."""

    x0: float
    x1: float
    baseline: float
    size: float
    text: str

    @property
    def top(self) -> float:
        """About where its characters begin; hanzi stand a little below the baseline too."""
        return self.baseline - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """About where its characters end."""
        return self.baseline + 0.15 * self.size


Block = list[Piece]


def body_size(glyphs: Iterable[Glyph]) -> float:
    """The size in which most of a page is set, to half a point; 0 of an empty one."""
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in glyphs if not glyph.text.isspace())
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def read_blocks(glyphs: Iterable[Glyph]) -> list[Block]:
    """Put the characters of a page into lines, and these into blocks in the order of reading."""
    glyphs = sorted(glyphs)
    size = body_size(glyphs)
    return list(_cut(list(_pieces(glyphs)), size)) if size else []


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[Piece]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)):
        if rows and glyph.baseline - rows[-1][0].baseline <= SAME_LINE * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda glyph: (glyph.x0, glyph.x1))
        begin = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].x0 - row[at - 1].x1 > GUTTER * max(row[at].size, row[at - 1].size):
                yield from _piece(row[begin:at])
                begin = at


def _piece(glyphs: list[Glyph]) -> Iterator[Piece]:
    """The line that the characters make, without the blanks at its ends; none if they are blanks alone."""
    visible = [at for at, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    if visible:
        glyphs = glyphs[visible[0] : visible[-1] + 1]
        size = max(glyph.size for glyph in glyphs)
        text = "".join(glyph.text for glyph in glyphs)
        yield Piece(glyphs[0].x0, max(glyph.x1 for glyph in glyphs), glyphs[0].baseline, size, text)


def _cut(pieces: Block, size: float) -> Iterator[Block]:
    columns = _columns(pieces, size)
    parts = columns if len(columns) > 1 else _stacked(pieces, size)
    if len(parts) == 1:
        yield sorted(pieces, key=lambda piece: (piece.baseline, piece.x0))
        return
    for part in parts:
        yield from _cut(part, size)


def _columns(pieces: Block, size: float) -> list[Block]:
    """The pieces by the gutters that run through all of them, from left to right."""
    columns: list[Block] = []
    right = 0.0
    for piece in sorted(pieces, key=lambda piece: (piece.x0, piece.x1)):
        if columns and piece.x0 - right < GUTTER * size:
            columns[-1].append(piece)
            right = max(right, piece.x1)
        else:
            columns.append([piece])
            right = piece.x1
    merged: list[Block] = []
    for column in columns:
        # A name that is set wide, 田 禾, or the one character of a last line makes no column.
        if (
            merged
            and _gap(merged[-1], column) < NARROW * size
            and any(_is_scrap(c, size) for c in (merged[-1], column))
        ):
            merged[-1].extend(column)
        else:
            merged.append(column)
    return merged


def _is_scrap(column: Block, size: float) -> bool:
    width = max(piece.x1 for piece in column) - min(piece.x0 for piece in column)
    return width < NARROW * size and len(column) <= FEW_LINES


def _gap(left: Block, right: Block) -> float:
    return min(piece.x0 for piece in right) - max(piece.x1 for piece in left)


def _stacked(pieces: Block, size: float) -> list[Block]:
    """The pieces in parts from top to bottom: each has as many columns as its rows, and its heads at its top."""
    first, *rows = _rows(pieces)
    parts = [first]
    for row in rows:
        joined = parts[-1] + row
        apart = max(len(_columns(parts[-1], size)), len(_columns(row, size)))
        if len(_columns(joined, size)) < apart or (_is_head(row, size) and not _is_head(parts[-1], size)):
            parts.append(row)
        else:
            parts[-1] = joined
    return parts


def _is_head(pieces: Block, size: float) -> bool:
    return all(piece.size >= HEAD_SIZE * size for piece in pieces)


def _rows(pieces: Block) -> Iterator[Block]:
    """The pieces in rows between which nothing is printed across the whole width."""
    row: Block = []
    for _, level in groupby(sorted(pieces, key=lambda piece: (piece.top, piece.x0)), key=lambda piece: piece.top):
        found = list(level)
        if row and found[0].top >= max(piece.bottom for piece in row):
            yield row
            row = []
        row = row + found
    if row:
        yield row
