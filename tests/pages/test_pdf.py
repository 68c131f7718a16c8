from collections.abc import Callable, Sequence

import pytest

from kg.errors import DamagedPage, EmptyPage, PageError
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.pdf import read_pdf

Printed = tuple[float, float, float, str]
Maker = Callable[[Sequence[Sequence[Printed]]], bytes]

TEA = [
    "　　江西省资溪县高阜镇的白茶",
    "开采了，一天能挣两百元。",
    "　　县农业农村局启动专项行动",
    "，技术员每周都来。镇党委书",
    "记说，计划新增茶园一千亩。",
]
PEACHES = ["　　德清县钟管镇茅山村的桃子", "熟了。村民笑着说，果子又大", "又甜，游客从杭州赶来。"]


def column(x: float, y: float, lines: Sequence[str]) -> list[Printed]:
    return [(x, y + at * 15, 10, line) for at, line in enumerate(lines)]


def texts(data: bytes) -> list[str]:
    return [page.text if isinstance(page, Page) else str(page) for page in read_pdf(data, "a.pdf", Given())]


def test_columns_are_read_one_after_the_other_and_lines_joined_to_paragraphs(pdf: Maker) -> None:
    page = column(50, 100, TEA[:3]) + column(220, 100, TEA[3:])
    (text,) = texts(pdf([page]))
    assert text.split("\n\n") == [
        "江西省资溪县高阜镇的白茶开采了，一天能挣两百元。",
        "县农业农村局启动专项行动",
        "，技术员每周都来。镇党委书记说，计划新增茶园一千亩。\n",
    ]


def test_articles_below_one_another_are_read_whole_each_under_its_head(pdf: Maker) -> None:
    """Neither the head that spans its columns nor the one that does not may be torn from them."""
    page = [
        (50, 60, 24, "资溪县高阜镇白茶开采"), (50, 90, 10, "本报记者 田 禾"),
        *column(50, 110, TEA[:3]), *column(220, 110, TEA[3:]),
        (50, 190, 20, "桃子熟了"), (50, 212, 20, "游客来了"),
        *column(50, 240, PEACHES[:2]), *column(220, 240, PEACHES[2:]),
    ]  # fmt: skip
    (text,) = texts(pdf([page]))
    lines = text.strip().split("\n\n")
    assert lines[:2] == ["## 资溪县高阜镇白茶开采", "本报记者 田 禾"]
    assert lines[-3:] == [
        "## 桃子熟了游客来了",
        "德清县钟管镇茅山村的桃子熟了。村民笑着说，果子又大",
        "又甜，游客从杭州赶来。",
    ]
    assert len(lines) == 8


def test_articles_beside_one_another_are_not_mixed(pdf: Maker) -> None:
    page = [
        (50, 60, 20, "白茶开采"), *column(50, 90, TEA),
        (320, 60, 20, "桃子熟了"), *column(320, 90, PEACHES),
    ]  # fmt: skip
    lines = texts(pdf([page]))[0].strip().split("\n\n")
    assert lines[0] == "## 白茶开采"
    assert lines[3:] == ["## 桃子熟了", "德清县钟管镇茅山村的桃子熟了。村民笑着说，果子又大又甜，游客从杭州赶来。"]


def test_a_headline_set_upright_is_one_line(pdf: Maker) -> None:
    page = [(50, 100 + at * 26, 22, char) for at, char in enumerate("白茶开采")] + column(100, 100, TEA)
    assert texts(pdf([page]))[0].startswith("## 白茶开采\n\n江西省")


def test_a_head_that_is_bold_by_printing_it_twice_is_read_once(pdf: Maker) -> None:
    for right, down in ((0.3, 0), (0.6, 0.4), (0.9, 0.9)):
        page = [(50.2, 60.3, 20, "白茶开采"), (50.2 + right, 60.3 + down, 20, "白茶开采"), *column(50, 90, TEA)]
        assert texts(pdf([page]))[0].startswith("## 白茶开采\n\n江西省")


def test_every_page_has_its_number_and_one_without_text_is_told_to_be_a_scan(pdf: Maker) -> None:
    found = list(read_pdf(pdf([column(50, 100, TEA), [], column(50, 100, PEACHES)]), "a.pdf", Given()))
    assert [page.path if isinstance(page, Page) else page.page for page in found] == ["a.pdf#1", "a.pdf#2", "a.pdf#3"]
    assert isinstance(found[1], EmptyPage)
    assert "OCR" in found[1].reason


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more", b"", b"%PDF-1.4\n" + bytes(range(256)) * 8])
def test_a_broken_pdf_is_an_error_of_its_own(data: bytes) -> None:
    with pytest.raises(DamagedPage, match=r"a\.pdf"):
        list(read_pdf(data, "a.pdf", Given()))


def test_half_a_pdf_costs_no_more_than_itself(pdf: Maker) -> None:
    from kg.pages.formats import read_file

    data = pdf([column(50, 100, TEA)] * 3)
    for end in range(100, len(data), 97):
        found = list(read_file(data[:end], "a.pdf", Given()))
        assert all(isinstance(page, Page | PageError) for page in found)


def test_a_locked_pdf_says_so() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(50, 50, "x")
    canvas.save()
    with pytest.raises(DamagedPage, match="password"):
        list(read_pdf(file.getvalue(), "a.pdf", Given()))
