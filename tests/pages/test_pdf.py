import io
import time
import tracemalloc
import zlib
from collections.abc import Callable, Sequence

import pytest

from kg.errors import DamagedPage, EmptyPage, PageError
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.limits import LARGEST_STREAM, MOST_GLYPHS
from kg.pages.pdf import _is_no_text, read_pdf

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
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(50, 50, "x")
    canvas.save()
    with pytest.raises(DamagedPage, match="password"):
        list(read_pdf(file.getvalue(), "a.pdf", Given()))


def by_hand(*objects: bytes) -> bytes:
    """A PDF of these objects, from 1, whose first is the catalogue; a reader has to find them itself."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF\n"


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>> stream\n%b\nendstream" % (len(data), more, data)


def one_page(
    content: bytes, resources: bytes = b"<</Font <</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> >> >>"
) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %b>>" % resources
    return by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content)


def reasons(data: bytes) -> list[str]:
    """What read_file tells of a file: texts, or errors with their kinds; nothing else may come of it."""
    from kg.pages.formats import read_file

    found = read_file(data, "a.pdf", Given())
    return [page.text if isinstance(page, Page) else f"{type(page).__name__} {page}" for page in found]


def test_a_stream_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = zlib.compress(b" " * (LARGEST_STREAM + 1), 9)
    for packed, filters in ((bomb, b"/FlateDecode"), (zlib.compress(bomb), b"[/FlateDecode/FlateDecode]")):
        begin = time.process_time()
        tracemalloc.start()
        (reason,) = reasons(one_page(stream(packed, b"/Filter " + filters)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert reason.startswith("OversizedPage a.pdf: one of its parts would have more than 100,000,000 bytes")
        assert most < 20_000_000
        assert time.process_time() - begin < 20
    many = [stream(zlib.compress(b" " * 90_000_000, 9))] * 12
    assert "its parts would have more than 1,000,000,000" in reasons(by_hand(*many))[0]


def test_a_page_that_draws_more_than_any_is_stopped() -> None:
    shout = b"BT /F 9 Tf (" + b"A" * (MOST_GLYPHS + 1) + b") Tj ET"
    assert reasons(one_page(stream(shout)))[0].startswith("OversizedPage a.pdf#1: the page draws more than 100,000")
    assert "A" in reasons(one_page(stream(shout.replace(b"A" * 1000, b""))))[0]
    # Each part draws the next ten times over: 10 ** 20 of them.
    forms = [
        stream(b"/X Do " * 10, b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>> >>" % number)
        for number in (*range(6, 26), 6)
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>> >> >>"
    tree = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page
    assert "more than 10,000 parts" in reasons(by_hand(*tree, stream(b"/X Do"), *forms))[0]


def test_loops_and_depths_cost_the_file_alone() -> None:
    catalogue, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>"
    deep = b"[" * 100_000 + b"]" * 100_000
    for data in (
        by_hand(catalogue, pages, page), by_hand(catalogue, pages, page.replace(b"3 0 R", deep)),
        by_hand(catalogue, deep), by_hand(b"<</Type/Catalog/Pages 1 0 R>>"), one_page(stream(deep + b" TJ")),
        one_page(b"4 0 R"), by_hand(catalogue, pages, page.replace(b"600 800", b"1 0 R")),
    ):  # fmt: skip
        found = reasons(data)
        assert found
        assert all(" a.pdf" in reason for reason in found)


def test_a_bad_page_costs_itself_alone() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 8 0 R>> >> >>"
    found = reasons(
        by_hand(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
            page % 6, page % 9, page % 7,
            stream(b"BT /F 9 Tf (" + b"A" * (MOST_GLYPHS + 1) + b") Tj ET"),
            stream(b"BT /F 9 Tf (Tea is picked.) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream(b"BT /F 9 Tf (Lost.) Tj", b"/Filter/Lost"),
        )
    )  # fmt: skip
    assert [reason.split()[0] for reason in found] == ["OversizedPage", "DamagedPage", "Tea"]
    assert found[1].startswith("DamagedPage a.pdf#2: the page cannot be read")


def test_many_pages_are_read_one_at_a_time(pdf: Maker) -> None:
    data = pdf([column(50, 100, TEA[:1])] * 300)
    tracemalloc.start()
    assert sum(isinstance(page, Page) for page in read_pdf(data, "a.pdf", Given())) == 300
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000


def test_scripts_and_actions_are_not_text() -> None:
    action = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>> >>"
    data = one_page(stream(b"BT /F 9 Tf (Tea is picked.) Tj ET")).replace(b"<</Type/Catalog/Pages 2 0 R>>", action)
    assert reasons(data) == ["Tea is picked.\n"]


def test_a_scan_says_so_and_what_to_do_each_of_its_pages_alone() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    picture = io.BytesIO(b"P5 8 8 255 " + bytes(64))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800))
    for text in ("", "扫描软件制作", "".join(TEA)):
        canvas.setFont("STSong-Light", 5)
        canvas.drawImage(ImageReader(picture), 0, 0, 600, 800)
        canvas.drawString(20, 20, text)
        canvas.showPage()
    canvas.save()
    scan, marked, recognised = reasons(file.getvalue())
    for number, reason in enumerate((scan, marked), 1):
        assert reason.startswith(f"EmptyPage a.pdf#{number}: the page is a picture without a text layer (a scan)")
        assert "ocrmypdf -l chi_sim" in reason
    assert "白茶" in recognised


@pytest.mark.parametrize("garbage", ["(cid:17)", "\ue123", "\ufffd", "\x03", "Ö", "\u0378"])
def test_a_text_layer_that_tells_no_characters_says_so(garbage: str) -> None:
    assert _is_no_text(garbage)
    assert not any(_is_no_text(char) for char in "白茶，“Tea” 2024年 ①％㎡𠮷⺌〇㈠ａ")


def test_a_font_without_a_table_of_characters_is_told() -> None:
    """Identity-H without ToUnicode, as many a newspaper's own typesetting has it: numbers of glyphs, no characters."""
    font = (
        b"<</Font <</F <</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Own/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/AAAAAA+Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/DW 1000>>]>> >> >>"
    )
    (reason,) = reasons(one_page(stream(b"BT /F 9 Tf 50 700 Td <" + b"0123" * 40 + b"> Tj ET"), font))
    assert reason.startswith("DamagedPage a.pdf#1: its text layer tells no characters")
    assert "--force-ocr" in reason
