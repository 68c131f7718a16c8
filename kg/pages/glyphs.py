"""A PDF → its pages, and the characters printed on each; what is drawn beside them is passed over.

Here pdfminer is kept from what a hostile file can do to it: loops without end, and pages without measure.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef

from kg.pages.limits import MOST_FORMS, MOST_GLYPHS

# It warns of every odd thing in a file on stderr, where a file must not be able to write.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class TooMuch(Exception):
    """A page draws more than any page has; a few lines of a PDF can draw millions of characters."""


class Printer(PDFLayoutAnalyzer):
    """Takes what a page draws; raises TooMuch for too much of it."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.glyphs = self.forms = self.pictures = 0
        self.page: LTPage | None = None

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """A character."""
        self.glyphs += 1
        if self.glyphs > MOST_GLYPHS:
            raise TooMuch(f"more than {MOST_GLYPHS:,} characters")
        return super().render_char(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        """A part that is drawn by its name."""
        self.forms += 1
        if self.forms > MOST_FORMS:
            raise TooMuch(f"more than {MOST_FORMS:,} parts")
        super().begin_figure(*args, **kwargs)

    def render_image(self, *_args: Any, **_kwargs: Any) -> None:
        """A picture."""
        self.pictures += 1

    def paint_path(self, *_args: Any, **_kwargs: Any) -> None:
        """A line or an area."""

    def receive_layout(self, ltpage: LTPage) -> None:
        """All of the page."""
        self.page = ltpage


class Document(PDFDocument):
    """A PDF in which no object stands for itself, whose value would be looked for without end."""

    def getobj(self, objid: int) -> object:
        """The object of a number; PDFSyntaxError where it is but the number of another, and so on in a ring."""
        found = super().getobj(objid)
        seen = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFSyntaxError(f"object {objid} refers to itself")
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


@dataclass(frozen=True, slots=True)
class Print:
    """What a page shows."""

    chars: Sequence[LTChar]  # in the order in which they are drawn
    pictures: int
    height: float


def pages(data: bytes) -> Iterator[PDFPage]:
    """The pages of a PDF; raises whatever pdfminer does where it is none."""
    return PDFPage.create_pages(Document(PDFParser(io.BytesIO(data))))


def read_print(page: PDFPage, manager: PDFResourceManager) -> Print:
    """What is printed on a page. Raises TooMuch, or whatever pdfminer does where it is damaged."""
    printer = Printer(manager)
    PDFPageInterpreter(manager, printer).process_page(page)
    assert printer.page is not None
    return Print(list(_characters(printer.page)), printer.pictures, float(printer.page.height))


def _characters(items: LTContainer[Any]) -> Iterator[LTChar]:
    for item in items:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)
