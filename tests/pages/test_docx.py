import io

import pytest

from kg.errors import DamagedPage, EmptyPage
from kg.pages.caller import Given
from kg.pages.docx import read_docx


def made(*paragraphs: tuple[str, str], cells: tuple[str, ...] = ()) -> bytes:
    import docx

    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_paragraphs_heads_and_tables_come_in_their_order() -> None:
    data = made(
        ("Title", "要闻"), ("Heading 2", "白茶开采"), ("Normal", "白茶开采了。\n第二行。"), cells=("甲镇", "乙镇")
    )
    (page,) = read_docx(data, "a.docx", Given())
    assert page.text == "# 要闻\n\n## 白茶开采\n\n白茶开采了。\n\n第二行。\n\n甲镇\n\n乙镇\n"
    assert page.encoding == "docx"


def test_what_is_no_document_and_what_is_empty_says_so() -> None:
    with pytest.raises(EmptyPage):
        list(read_docx(made(), "a.docx", Given()))
    for data in (b"PK\x03\x04", b"text", made(("Normal", "白茶"))[:-200]):
        with pytest.raises(DamagedPage):
            list(read_docx(data, "a.docx", Given()))
