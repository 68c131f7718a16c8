"""PDF files with a text layer → a Page for each of their pages, columns in the order of reading.

Heads are known by their larger type and marked as in Markdown; paragraphs by the indent of their first line and the
blank at the end of their last.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import DamagedPage, EmptyPage, OversizedPage, PageError
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.columns import HEAD_SIZE, Block, Glyph, Piece, body_size, read_blocks
from kg.pages.extras import extra
from kg.pages.limits import MOST_PRINTED_PAGES
from kg.pages.streams import swollen

if TYPE_CHECKING:
    from pdfminer.layout import LTChar
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

# Shares of the size of the page's body type.
INDENT = 1.2  # paragraphs are indented by two characters, in a few papers by one and a half
SHORT = 1.8  # a line that leaves this much of its column empty ends a paragraph; less is left by punctuation
LEADING = 1.9  # a wider gap between two lines parts paragraphs
HEAD = "## "
# Bold type is now and then made by printing a character twice, less than half of this apart, in points.
TWICE = 2
UPRIGHT = 3  # so many single characters below one another are a headline set upright
# A scan can have a few characters of the program that made it; fewer than this many beside a picture are no page.
LEAST_OF_SCAN = 20
# A text layer of which more than this share is no text is worth nothing.
MOST_WITHOUT_TEXT = 0.3
_OCR = "recognise its text first (OCRmyPDF: ocrmypdf -l chi_sim IN.pdf OUT.pdf), or give its text as .txt"
_OCR_ANEW = (
    "recognise it as a picture (OCRmyPDF: ocrmypdf --force-ocr -l chi_sim IN.pdf OUT.pdf), or give its text as .txt"
)


def read_pdf(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:  # noqa: ARG001
    """Read the pages of a PDF, from 1, as "path#1"; a page without text, or that is broken, comes as its error.

    Raises DamagedPage if it cannot be opened, OversizedPage if it unpacks to more than the memory should hold.
    """
    with extra("pdf", path):
        from pdfminer.pdfinterp import PDFResourceManager

        from kg.pages.glyphs import pages
    if reason := swollen(data):
        raise OversizedPage(path, f"{reason}; print it into a new PDF")
    digest = hashlib.sha256(data).hexdigest()
    manager = PDFResourceManager()
    try:
        for number, printed in enumerate(pages(data), 1):
            if number > MOST_PRINTED_PAGES:
                yield OversizedPage(path, f"only its first {MOST_PRINTED_PAGES:,} pages are read; cut it into several")
                return
            where = f"{path}#{number}"
            text = _text(printed, manager, where)
            yield Page(where, text, "pdf", digest) if isinstance(text, str) else text
    except Exception as error:
        locked = "PasswordIncorrect" in repr(error)
        reason = "it is locked with a password" if locked else f"it is no PDF that can be opened ({error!r})"
        raise DamagedPage(path, reason) from error


def _text(page: PDFPage, manager: PDFResourceManager, where: str) -> str | PageError:
    """The text of a printed page, or why it has none."""
    from kg.pages.glyphs import TooMuch, read_print

    try:
        found = read_print(page, manager)
    except TooMuch as error:
        return OversizedPage(where, f"the page draws {error}, which no newspaper prints")
    except Exception as error:
        # pdfminer fails on damaged pages in ways that nobody has listed; the others may be whole.
        return DamagedPage(where, f"the page cannot be read ({error!r})")
    glyphs = list(_glyphs(found.chars, found.height))
    visible = [glyph.text for glyph in glyphs if not glyph.text.isspace()]
    if not visible and not found.pictures:
        return EmptyPage(where, f"the page has no text layer and no picture; if it shows text, {_OCR}")
    if found.pictures and len(visible) < LEAST_OF_SCAN:
        return EmptyPage(where, f"the page is a picture without a text layer (a scan); {_OCR}")
    if sum(map(_is_no_text, visible)) > MOST_WITHOUT_TEXT * len(visible):
        return DamagedPage(where, f"its text layer tells no characters (its fonts have no table of them); {_OCR_ANEW}")
    return page_text(glyphs)


def _is_no_text(char: str) -> bool:
    """Whether a character of a text layer is none: a number of its font, or what a wrong table makes of hanzi."""
    return char.startswith("(cid:") or any(
        "\x80" <= one <= "\u024f" or unicodedata.category(one) in ("Cc", "Cn", "Co", "Cs") or one == "\ufffd"
        for one in char
    )


def page_text(glyphs: list[Glyph]) -> str:
    """The text of a printed page: heads and paragraphs a line each, blank lines between; "" if it has none."""
    size = body_size(glyphs)
    lines = [line for block in read_blocks(glyphs) for line in _lines(block, size)]
    return "\n\n".join(lines) + "\n" if lines else ""


def _glyphs(chars: Iterable[LTChar], height: float) -> Iterator[Glyph]:
    """The upright characters, from the page's top, those that are printed twice once."""
    printed: set[tuple[str, int, int, float, float]] = set()
    for char in chars:
        if char.upright:
            text, baseline = char.get_text(), height - char.matrix[5]
            places = {
                (text, right, down, (char.x0 + right) // TWICE, (baseline + down) // TWICE)
                for right in (0, 1)
                for down in (0, 1)
            }
            if printed.isdisjoint(places):
                yield Glyph(char.x0, char.x1, baseline, char.size, text)
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
