"""Files of every kind that is read, made anew for each test; the texts are ours."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest

Printed = tuple[float, float, float, str]  # x, y from the top, size of type, text
WIDTH, HEIGHT = 600.0, 800.0


@pytest.fixture(scope="session")
def pdf() -> Callable[[Sequence[Sequence[Printed]]], bytes]:
    """Makes a PDF of pages, each of lines at their places, in a font that every reader has."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def make(pages: Sequence[Sequence[Printed]]) -> bytes:
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
        for page in pages:
            for x, y, size, text in page:
                canvas.setFont("STSong-Light", size)
                canvas.drawString(x, HEIGHT - y, text)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    return make


def column(x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 15) -> list[Printed]:
    """Lines of a column, one below the other."""
    return [(x, y + at * leading, size, line) for at, line in enumerate(lines)]
