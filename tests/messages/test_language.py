"""Which language a user's locale asks for, and that all that is translated fits what the program says."""

import pytest

from kg.corrections.words import words
from kg.messages import filled, language, term, translated
from kg.model import EntityType, Kind, Predicate
from kg.tables import rows


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
    ],
)
def test_the_locale_decides_as_posix_has_it(environ: dict[str, str], expected: str) -> None:
    assert language(environ) == expected
    assert language(environ, "zh") == "zh"
    assert language(environ, "en") == "en"


def test_what_stands_in_a_message_comes_over_at_its_place() -> None:
    english = "25 articles (1 of them reprints) on 4 pages, 2 skipped\nopen a/b.html in a browser; all files are in a"
    assert translated(english, "zh") == (
        "4 个版面，25 篇报道（其中 1 篇为转载），跳过 2 个版面\n用浏览器打开 a/b.html；所有文件都在 a"
    )
    assert translated(english, "en") == english
    assert translated("  nobody says this", "zh") == "  nobody says this"


def test_a_message_in_a_message_is_translated_too() -> None:
    assert translated("skipped a.txt: the file is empty", "zh") == "跳过 a.txt：空文件"
    assert translated("Error: skipped a.txt: nobody says this", "zh") == "错误：跳过 a.txt：nobody says this"


def test_what_fills_a_message_is_never_taken_for_one() -> None:
    assert filled("also: {}", "the file is empty", language="zh") == "又称：the file is empty"
    assert filled("also: {}", "{} {0}", language="en") == "also: {} {0}"
    assert filled("nobody says {}", 1, language="zh") == "nobody says 1"


def test_every_term_has_a_chinese_word() -> None:
    for word in (*EntityType, *Kind, *Predicate, *words("action")):
        assert term(word, "zh") != word
        assert term(word, "en") == word


def test_every_row_of_the_table_fills_all_that_it_takes_over() -> None:
    for english, chinese in rows("messages/zh.tsv", 2):
        holes = english.count("{}")
        plain = chinese.replace(":message}", "}")
        assert sorted(plain.count(f"{{{number}}}") for number in range(holes)) == [1] * holes, english
        assert plain.format(*"abcdefgh"[:holes])


def test_no_row_of_the_table_hides_a_later_one() -> None:
    for english, chinese in rows("messages/zh.tsv", 2):
        if ":message}" in chinese:  # what stands in it comes over otherwise than it is
            continue
        values = [f"w{number}" for number in range(english.count("{}"))]
        assert translated(english.format(*values), "zh") == chinese.format(*values), english
