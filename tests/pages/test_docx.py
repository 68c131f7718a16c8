import io
import time
import zipfile

import pytest

from kg.errors import DamagedPage, EmptyPage, OversizedPage
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


def swapped(body: str, before: str = "") -> bytes:
    """A document whose main part has this body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f'<?xml version="1.0"?>{before}<w:document {space}><w:body>{body}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_entities_that_would_fill_the_memory_are_not_put_in() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    with pytest.raises(DamagedPage, match="amplification"):
        list(read_docx(swapped(paragraph("&l9;"), f"<!DOCTYPE d [{laughs}]>"), "a.docx", Given()))
    secret = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(EmptyPage):
        list(read_docx(swapped(paragraph("&x;"), secret), "a.docx", Given()))


def test_a_document_that_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(OversizedPage, match="more than 50,000,000"):
        list(read_docx(swapped(paragraph("茶" * 17_000_000)), "a.docx", Given()))


def test_a_cell_that_says_it_spans_millions_of_columns_is_one_and_many_paragraphs_take_no_time() -> None:
    span = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="90000000"/></w:tcPr>'
        + paragraph("甲镇")
        + "</w:tc></w:tr></w:tbl>"
    )
    begin = time.process_time()
    (page,) = read_docx(swapped(span + paragraph("乙镇") * 5_000), "a.docx", Given())
    assert page.text.split("\n\n")[:2] == ["甲镇", "乙镇"]
    assert time.process_time() - begin < 4  # with a look-up of each paragraph's style 7


def test_tags_within_tags_without_end_are_damage() -> None:
    with pytest.raises(DamagedPage):
        list(read_docx(swapped("<w:p>" * 100_000), "a.docx", Given()))
