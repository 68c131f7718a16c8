import json

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from kg.errors import DamagedPage, EmptyPage, OversizedPage, PageError, RepeatedPage
from kg.export.tables import TABLES
from kg.model import Page
from kg.pages.caller import Given, given
from kg.pages.rows import LONGEST_CELL, read_csv, read_json_lines

TEA = "江西省资溪县高阜镇的白茶开采了。"


def csv_pages(text: str, said: Given = Given(), encoding: str = "utf-8") -> list[Page | PageError]:  # noqa: B008
    return list(read_csv(text.encode(encoding), "a.csv", said))


def test_the_columns_of_a_table_are_known_by_their_usual_names() -> None:
    (page,) = csv_pages(f"标题,作者,日期,版,报纸,正文\n白茶开采,田禾,2024/8/31,03,资溪日报,{TEA}\n")
    assert isinstance(page, Page)
    assert (page.path, page.headline, page.byline, page.text) == ("a.csv#2", "白茶开采", "田禾", TEA)
    assert (page.date, page.number, page.paper, page.whole) == ("2024-08-31", "03", "资溪日报", True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_table_may_come_from_any_spreadsheet(encoding: str, sign: str) -> None:
    text = f'Title{sign}Content\r\n"白茶{sign}""开采"""{sign}"{TEA}\r\n第二段。"\r\n\r\n桃子{sign}桃子熟了。\r\n'
    found = csv_pages(text, encoding=encoding)
    assert [page.headline for page in found if isinstance(page, Page)] == [f'白茶{sign}"开采"', "桃子"]
    assert isinstance(found[0], Page)
    assert found[0].text == f"{TEA}\n第二段。"


def test_columns_of_other_names_are_named_by_the_caller() -> None:
    said = given(fields=["title=H1", "text=文本"])
    (page,) = csv_pages(f"h1,文本,标题\n白茶,{TEA},不是\n", said)
    assert isinstance(page, Page)
    assert (page.headline, page.text) == ("白茶", TEA)
    (page,) = csv_pages(f"标题,正文\n白茶,{TEA}\n", said)  # another table of the same call, with the usual names
    assert isinstance(page, Page)
    assert (page.headline, page.text) == ("白茶", TEA)


def test_a_table_without_a_text_says_what_it_has() -> None:
    with pytest.raises(DamagedPage, match=r"there are: 标题, 文本.*--field text="):
        csv_pages("标题,文本\n甲,乙\n")
    with pytest.raises(DamagedPage, match=r"there are: publication_date_x, Title_2\)"):
        csv_pages("publication_date_x,Title_2\n甲,乙\n")


@pytest.mark.parametrize(
    "row", [f"白茶开采,李秀兰,{TEA}", "李秀兰,13812345678", "白茶开采,李秀兰,2024-08-31", "她说，好,李秀兰"]
)
def test_a_first_line_that_may_be_an_article_is_not_repeated(row: str) -> None:
    with pytest.raises(DamagedPage, match="its first line names no columns") as raised:
        csv_pages(f"{row}\n")
    assert "李秀兰" not in str(raised.value)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("31/08/2024", "2024-08-31"),
        ("8/31/2024", "2024-08-31"),
        ("05.05.2024", "2024-05-05"),
        ("2024-8-31 08:00", "2024-08-31"),
    ],
)
def test_a_day_may_be_written_with_its_year_last_where_it_is_clear(said: str, day: str) -> None:
    (page,) = csv_pages(f"日期,正文\n{said},{TEA}\n")
    assert isinstance(page, Page)
    assert page.date == day


def test_dates_that_are_no_days_are_told_once_a_table() -> None:
    days = ("01/02/2024", "2024年13月45日", "31/31/2024", " ", "2024-08-31")
    *pages, error = csv_pages("日期,正文\n" + "".join(f"{day},{TEA}{day}\n" for day in days))
    assert [page.date for page in pages if isinstance(page, Page)] == ["", "", "", "", "2024-08-31"]
    assert str(error).startswith("a.csv: the table is read, but 3 have a date that is no day, the first of them row 2;")


def test_a_column_that_the_caller_names_and_the_table_has_not_is_told_once() -> None:
    *pages, error = csv_pages(f"题,正文\n甲,{TEA}\n乙,第二篇。\n", given(fields=["title=没有", "text=也没有"]))
    assert str(error) == "a.csv: the table is read, but no column is 没有, which --field title=没有 names"
    assert [type(page) for page in pages] == [Page, Page]


def test_a_name_that_no_line_of_json_has_is_told_once() -> None:
    lines = "".join(f'{{"正文": "{text}", "{name}": "茶"}}\n' for text, name in ((TEA, "题"), ("第二篇。", "名")))
    *pages, error = read_json_lines(lines.encode(), "a.jsonl", given(fields=["title=名", "author=没有"]))
    assert str(error) == "a.jsonl: the table is read, but no column is 没有, which --field author=没有 names"
    assert [page.headline for page in pages if isinstance(page, Page)] == ["", "茶"]


def test_the_articles_that_kg_export_wrote_are_not_read_as_pages() -> None:
    columns = list(TABLES["articles"].columns)
    with pytest.raises(DamagedPage, match="kg export wrote it"):
        csv_pages(f"{','.join(columns)}\n{','.join([TEA] * len(columns))}\n", encoding="utf-8-sig")


def test_paragraphs_in_a_list_are_lines_of_the_text_and_other_lists_are_words() -> None:
    line = json.dumps({"全文内容": [TEA, "第二段。"], "authors": ["田禾", "李青"], "正文": ["不", "是"]})
    (page,) = read_json_lines(line.encode(), "a.jsonl", given(fields=["text=全文内容"]))
    assert isinstance(page, Page)
    assert (page.text, page.byline) == (f"{TEA}\n第二段。", "田禾 李青")


def test_rows_without_text_and_rows_that_repeat_others_are_told() -> None:
    found = csv_pages(f"标题,正文\n白茶,{TEA}\n桃子,\n白茶,{TEA}\n白茶又开采,{TEA}\n")
    assert [type(page) for page in found] == [Page, EmptyPage, RepeatedPage, Page]
    assert "row 2" in str(found[2])


def test_json_lines_are_articles_and_a_bad_line_costs_itself() -> None:
    lines = [
        json.dumps({"headline": "白茶", "body": TEA, "authors": ["田禾", "李明"], "page": 3, "date": 20240831}),
        "{broken", "[1]", "", json.dumps({"正文": "桃子熟了。", "标题": None}), json.dumps({"标题": "无文"}),
    ]  # fmt: skip
    found = {str(getattr(page, "path", "") or getattr(page, "page", "")): page for page in
             read_json_lines("\n".join(lines).encode(), "a.jsonl", Given())}  # fmt: skip
    assert sorted(found) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "a.jsonl#5", "a.jsonl#6"]
    first, last = found["a.jsonl#1"], found["a.jsonl#5"]
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.headline, first.byline, first.number, first.date) == ("白茶", "田禾 李明", "3", "2024-08-31")
    assert (last.headline, last.text) == ("", "桃子熟了。")
    assert all(isinstance(found[f"a.jsonl#{row}"], DamagedPage) for row in (2, 3, 6))


@examples(
    st.lists(
        st.dictionaries(st.sampled_from(["标题", "正文", "作者", "x"]), st.text(max_size=20), max_size=4), max_size=6
    )
)
def test_any_rows_give_a_page_or_an_error_each(rows: list[dict[str, str]]) -> None:
    data = "\n".join(json.dumps(row, ensure_ascii=True) for row in rows).encode()
    if rows:
        found = list(read_json_lines(data, "a.jsonl", Given()))
        assert len(found) == len(rows)
        texts = {row["正文"].strip() for row in rows if row.get("正文")}
        assert {page.text for page in found if isinstance(page, Page)} == {
            text.replace("\r\n", "\n").replace("\r", "\n") for text in texts if text
        }


def test_a_row_or_line_that_is_too_long_or_broken_costs_itself_alone() -> None:
    long = "茶" * (LONGEST_CELL + 1)
    rows = [f'甲,"{long}"', "乙,白茶开采了。", "丙,桃子熟了。"]
    found = list(read_csv("\n".join(["标题,正文", *rows]).encode(), "a.csv", Given()))
    assert [type(page) for page in found] == [Page, Page, OversizedPage]
    assert str(found[-1]).startswith("a.csv#2: the row has a cell of over 10,000,000 characters")
    nested = '{"正文": ' + "[" * 500 + "]" * 500 + "}"
    lines = [json.dumps({"正文": long}), nested, "[" * 100_000, '{"正文": "白茶开采了。"}', '{"正文": "\\ud800茶"}']
    kinds = {page.path if isinstance(page, Page) else page.page: type(page)
             for page in read_json_lines("\n".join(lines).encode(), "a.jsonl", Given())}  # fmt: skip
    assert kinds["a.jsonl#1"] is OversizedPage
    assert kinds["a.jsonl#3"] is DamagedPage
    assert kinds["a.jsonl#4"] is kinds["a.jsonl#5"] is Page
    assert issubclass(kinds["a.jsonl#2"], PageError)


def test_names_of_columns_cannot_forge_a_line_of_a_message() -> None:
    with pytest.raises(DamagedPage) as raised:
        list(read_csv('"题\nskipped b.txt: fine","\x1b[2J甲"\n1,2\n'.encode() + b"x" * 90, "a.csv", Given()))
    assert len(str(raised.value).splitlines()) == 1
    assert "\x1b" not in str(raised.value)
