import pytest

from kg.errors import UsageError
from kg.model import Page
from kg.pages.caller import Given, given
from kg.pages.issue import SOURCES, with_issue

TEXT = "近日，资溪县的白茶开采了。\n"


def issue(path: str, text: str = TEXT, said: Given = Given(), **fields: str) -> tuple[str, str, str]:  # noqa: B008
    page = with_issue(Page(path, text, "utf-8", "", **fields), said)  # type: ignore[arg-type]
    return page.date, page.paper, page.number


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("资溪日报_2024-08-31_03版.txt", ("2024-08-31", "资溪日报", "03")),
        ("资溪日报/2024/08/31/A5.txt", ("2024-08-31", "资溪日报", "A5")),
        ("zx20240831.pdf#3", ("2024-08-31", "", "")),
        ("2023-01-01/晚报2024年8月31日第2版.txt", ("2024-08-31", "", "2")),
        ("G20峰会要闻.txt", ("", "", "")),
    ],
)
def test_the_names_of_files_and_folders_tell_the_issue(path: str, expected: tuple[str, str, str]) -> None:
    assert issue(path) == expected


def test_mastheads_tell_the_issue_and_sentences_do_not() -> None:
    masthead = (
        "资溪日报\n\n2024年8月31日 星期六 责任编辑 王五\n\n白茶开采\n\n资溪县2023年9月12日的方案说，茶园要扩大。\n"
    )
    assert issue("a.txt", masthead) == ("2024-08-31", "资溪日报", "")
    assert issue("a.txt", "2024年8月31日\n白茶\n2024年9月1日\n桃子\n") == ("", "", "")  # which of the two?
    assert issue("a.txt", "资溪日报记者走进茶园\n" + TEXT) == ("", "", "")


def test_the_sources_are_asked_in_their_order() -> None:
    path, text = "南丰日报_2021-01-01.txt", "临川日报 2020年1月1日 星期三\n"
    answers = [
        issue(path, text, given(date="2023-03-03", paper="资溪日报"), date="2022-02-02", paper="广昌日报"),
        issue(path, text, date="2022-02-02", paper="广昌日报"), issue(path, text), issue("a.txt", text), issue("a.txt"),
    ]  # fmt: skip
    assert [(date, paper) for date, paper, _ in answers] == [
        ("2023-03-03", "资溪日报"), ("2022-02-02", "广昌日报"), ("2021-01-01", "南丰日报"), ("2020-01-01", "临川日报"),
        ("", ""),
    ]  # fmt: skip
    assert len(SOURCES) == 4
    assert issue("南丰日报.txt", text) == ("2020-01-01", "南丰日报", "")  # each says what it knows


def test_what_a_caller_says_is_checked() -> None:
    assert given("2024年8月3日", " 资溪日报 ").date == "2024-08-03"
    with pytest.raises(UsageError, match="2024-08-31"):
        given(date="gestern")
    for field in ("title", "titel=标题", "title="):
        with pytest.raises(UsageError, match="title=标题"):
            given(fields=[field])


def test_traditional_names_and_mastheads_tell_the_issue_as_printed() -> None:
    assert issue("澳門日報_2024-08-31_03版.txt") == ("2024-08-31", "澳門日報", "03")
    assert issue("a.txt", "澳門晚報\n\n2024年8月31日 責任編輯 王五\n") == ("2024-08-31", "澳門晚報", "")
