"""The one reader of tables, and that every table that is shipped can be read."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import DataError
from kg.model import Kind
from kg.tables import as_cell, numbers, rows, words

PACKAGE = Path(kg.__file__).parent
# Tables whose column names a kind, and how many columns they have.
OF_KINDS = [
    ("extract/agency_suffixes.tsv", 1, 3),
    ("extract/place_suffixes.tsv", 1, 3),
    ("extract/posts.tsv", 1, 2),
    ("extract/programme_nouns.tsv", 1, 2),
    ("extract/programmes_known.tsv", 1, 4),
    ("extract/regions.tsv", 1, 2),
]


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], str]:
    """Writes a table and gives its name as the package's reader takes it."""

    def write(text: str) -> str:
        path = tmp_path / "table.tsv"
        path.write_bytes(text.encode())
        return os.path.relpath(path, PACKAGE).replace(os.sep, "/")

    return write


def test_rows_are_padded_and_comments_and_blank_lines_left_out(table: Callable[[str], str]) -> None:
    name = table("# from somewhere\n桃\t1\n\n \n梨\n#桃\t2\n")
    assert rows(name, 2) == (("桃", "1"), ("梨", ""))


def test_words_are_the_first_column(table: Callable[[str], str]) -> None:
    assert words(table("桃\n梨\n")) == {"桃", "梨"}


def test_numbers_are_whole(table: Callable[[str], str]) -> None:
    assert numbers(table("桃\t3\n梨\t-1\n")) == {"桃": 3, "梨": -1}


@pytest.mark.parametrize(("text", "wrong"), [("桃\tviele\n", "viele"), ("桃\n", "''"), ("桃\t1.5\n", "1.5")])
def test_a_number_that_is_none_is_a_data_error(table: Callable[[str], str], text: str, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong) as caught:
        numbers(table(text))
    assert "install newskg again" in str(caught.value)


def test_a_row_too_long_is_named_with_its_line(table: Callable[[str], str]) -> None:
    with pytest.raises(DataError, match="line 3: 3 columns, not 2"):
        rows(table("# c\n桃\t1\n梨\t1\t2\n"), 2)


def test_a_table_that_is_missing_is_a_data_error() -> None:
    with pytest.raises(DataError, match=r"kg/extract/nothing\.tsv cannot be read"):
        rows("extract/nothing.tsv")


@pytest.mark.parametrize(("name", "column", "columns"), OF_KINDS)
def test_kinds_in_tables_are_kinds(name: str, column: int, columns: int) -> None:
    table = rows(name, columns)
    assert table
    assert {row[column] for row in table} <= {kind.value for kind in Kind}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.t[sx][tv]")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_every_table_says_where_it_comes_from_and_has_no_row_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("#"), "the first line of a table is a comment on what it is and where it comes from"
    facts = [line for line in lines if line.strip() and not line.startswith("#")]
    assert facts
    assert [fact for fact, count in Counter(facts).items() if count > 1] == []
    assert not [line for line in lines if line != line.rstrip("\r ")]


def test_what_no_cell_may_hold_becomes_another_sign() -> None:
    assert as_cell("甲\n#乙\t") == "甲⏎＃乙⏎"
    assert as_cell("甲乙") == "甲乙"
