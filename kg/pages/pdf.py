"""PDF files with a text layer → a Page for each of their pages, columns in the order of reading.

Heads are known by their larger type and marked as in Markdown; paragraphs by the indent of their first line and the
blank at the end of their last.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import DamagedPage, EmptyPage, PageError
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.columns import HEAD_SIZE, Block, Glyph, Piece, body_size, read_blocks
from kg.pages.extras import extra

if TYPE_CHECKING:
    import pdfplumber.page

# Shares of the size of the page's body type.
INDENT = 1.2  # paragraphs are indented by two characters, in a few papers by one and a half
SHORT = 1.8  # a line that leaves this much of its column empty ends a paragraph; less is left by punctuation
LEADING = 1.9  # a wider gap between two lines parts paragraphs
HEAD = "## "
# Bold type is now and then made by printing a character twice, less than half of this apart, in points.
TWICE = 2
UPRIGHT = 3  # so many single characters below one another are a headline set upright
_NO_TEXT = "this page has no text layer (a scan?); recognise it first, with OCRmyPDF for example"


def read_pdf(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:  # noqa: ARG001
    """Read the pages of a PDF, from 1, as "path#1"; a page without text comes as its error.

    Raises DamagedPage if it cannot be opened.
    """
    with extra("pdf", path):
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException
    digest = hashlib.sha256(data).hexdigest()
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, printed in enumerate(pdf.pages, 1):
                where = f"{path}#{number}"
                text = page_text(list(_glyphs(printed)))
                yield Page(where, text, "pdf", digest) if text else EmptyPage(where, _NO_TEXT)
                printed.close()
    except PdfminerException as error:
        locked = "PasswordIncorrect" in repr(error)
        reason = "it is locked with a password" if locked else f"it is no PDF that can be opened ({error})"
        raise DamagedPage(path, reason) from error


def page_text(glyphs: list[Glyph]) -> str:
    """The text of a printed page: heads and paragraphs a line each, blank lines between; "" if it has none."""
    size = body_size(glyphs)
    lines = [line for block in read_blocks(glyphs) for line in _lines(block, size)]
    return "\n\n".join(lines) + "\n" if lines else ""


def _glyphs(page: pdfplumber.page.Page) -> Iterator[Glyph]:
    printed: set[tuple[str, int, int, float, float]] = set()
    for char in page.chars:
        if char["upright"]:
            baseline = float(page.height) - char["matrix"][5]
            places = {
                (char["text"], right, down, (char["x0"] + right) // TWICE, (baseline + down) // TWICE)
                for right in (0, 1)
                for down in (0, 1)
            }
            if printed.isdisjoint(places):
                yield Glyph(char["x0"], char["x1"], baseline, char["size"], char["text"])
            printed |= places


def _lines(block: Block, size: float) -> Iterator[str]:
    block = list(_joined(block))
    if len(block) >= UPRIGHT and all(len(piece.text) == 1 for piece in block):
        yield HEAD + "".join(piece.text for piece in block)
        return
    body = [piece for piece in block if piece.size < HEAD_SIZE * size]
    left = min((piece.x0 for piece in body), default=0.0)
    right = max((piece.x1 for piece in body), default=0.0)
    last: Piece | None = None
    text = ""
    for piece in block:
        if last and _goes_on(last, piece, left, right, size):
            text += piece.text
        else:
            if last:
                yield text
            text = (HEAD if piece.size >= HEAD_SIZE * size else "") + piece.text
        last = piece
    if last:
        yield text


def _joined(block: Block) -> Iterator[Piece]:
    """The lines of a block, with what stands apart on one line (田 禾) as one."""
    last: Piece | None = None
    for piece in block:
        if last and abs(piece.baseline - last.baseline) < 0.3 * piece.size:
            text = f"{last.text} {piece.text}"
            last = Piece(last.x0, piece.x1, last.baseline, max(last.size, piece.size), text)
        else:
            if last:
                yield last
            last = piece
    if last:
        yield last


def _goes_on(last: Piece, piece: Piece, left: float, right: float, size: float) -> bool:
    """Whether a line goes on with the paragraph, or the head, of the line above it."""
    if abs(piece.size - last.size) > 0.1 * max(piece.size, last.size):
        return False
    if piece.size >= HEAD_SIZE * size:
        return piece.top - last.bottom < piece.size
    indented = piece.x0 - left >= INDENT * size
    short = right - last.x1 >= SHORT * size
    return not indented and not short and piece.baseline - last.baseline < LEADING * size
