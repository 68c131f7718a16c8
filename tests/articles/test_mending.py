import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.lines import ends_sentence
from kg.articles.mending import goes_on, head_of, opens_paragraph, unmatched
from kg.articles.paragraphs import Piece, mend, words_of


@pytest.mark.parametrize(
    ("before", "after", "page"),
    [
        ("数据接入智慧平台。同时，建", "立企业动态管理清单。", ""),
        ("推动市场监", "管、民政、残联等部门汇集资源。", ""),
        ("一个个“微改造、", "精提升”示范项目落地开花。", ""),
        ("村委会主任钱", "建强表示，矛盾少了。", ""),
        ("多年前，满族青年高", "鹏从北方来到这里创业。", "后来，高鹏说"),
        ("此外，聚焦警源、访源，于城", "以“三防共治”为抓手", "家住于城以南"),
        ("先后荣获发明专利一项、外观专利", "两项、实用新型专利五项。", ""),
        ("打通服务的", "“最后一公里”。", ""),
    ],
)
def test_signs_of_one_paragraph(before: str, after: str, page: str) -> None:
    assert goes_on(before, after, page) > (-0.1 if after.startswith("“") else 0.5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("设施已经升级。", "立企业动态管理清单。"),
        ("截至8月底，全市已有31万", "为了保障安全，当地正在打造智慧冷库。"),
        ("打造清廉民企，镇里还发挥好商", "近年来，企业在镇里的指导下建设图书角。"),
    ],
)
def test_signs_of_two(before: str, after: str) -> None:
    assert goes_on(before, after, "") < -1


# Of these, words, names, lists, quotations and openings can come about.
CUT = st.text(alphabet="高鹏建立说道的两项、，。：“”（）近年来后", max_size=8)


@given(CUT, CUT.filter(bool), CUT)
def test_no_line_goes_on_by_more_than_its_most(before: str, after: str, page: str) -> None:
    assert goes_on(before, after, f"{page}\n{before}{after}") <= head_of(after).most


@given(CUT.map(lambda text: f"{text}。”"), CUT, CUT)
def test_nothing_goes_on_from_a_complete_line(before: str, after: str, page: str) -> None:
    assert ends_sentence(before)
    assert goes_on(before, after, f"{page}\n{before}{after}") <= 0


def test_a_name_across_the_cut_counts_where_the_page_prints_it() -> None:
    assert goes_on("满族青年高", "鹏从北方", "高鹏") > goes_on("满族青年高", "鹏从北方", "高。鹏") + 1


def test_what_is_printed_doubled_is_found() -> None:
    assert goes_on("访源于哈", "哈尔滨", "住在于哈哈尔") > goes_on("访源于哈", "哈尔滨", "住在于哈")


def test_quotations_and_brackets_are_matched() -> None:
    assert unmatched("“一”（二") == ("", "（")
    assert unmatched("三）四”“五") == ("）”", "“")


@pytest.mark.parametrize(
    "text", ["近年来，镇里", "项目建成后，全县", "本报讯（记者 王磊）", "2023年5月，镇里", "为更好地服务"]
)
def test_paragraphs_open_so(text: str) -> None:
    assert opens_paragraph(text)


def test_a_headline_with_a_year_does_not_open_a_paragraph() -> None:
    assert not opens_paragraph("2022浙江“金翼奖”书写答卷")


def mended(*texts: str, links: frozenset[tuple[int, int]] = frozenset()) -> list[str]:
    pieces = [Piece(position, text) for position, text in enumerate(texts)]
    return [words_of(paragraph) for paragraph in mend(pieces, "\n".join(texts), links)]


def test_a_cut_paragraph_goes_on_in_the_next_line() -> None:
    assert mended("同时，建", "立动态清单。", "此外，镇里加大力度。") == [
        "同时，建立动态清单。",
        "此外，镇里加大力度。",
    ]


def test_a_part_that_is_printed_earlier_finds_its_place() -> None:
    assert mended("先办好了大家的事。", "管、残联等部门都来了。", "推动市场监", "近年来，镇里很忙。") == [
        "先办好了大家的事。",
        "推动市场监管、残联等部门都来了。",
        "近年来，镇里很忙。",
    ]


def test_a_sentence_whose_rest_is_lost_stays_by_itself() -> None:
    assert mended("全市已有31万", "为了保障安全，当地很忙。") == ["全市已有31万", "为了保障安全，当地很忙。"]


def test_known_links_come_first() -> None:
    texts = ("工作延伸到底到边。", "近日，大家都说好。", "把党的组织和")
    assert mended(*texts, links=frozenset({(2, 0)})) == ["近日，大家都说好。", "把党的组织和工作延伸到底到边。"]
