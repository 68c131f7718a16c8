from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corrections.line import NEEDED, Action, Line, Outcome
from kg.corrections.table import read_corrections, write_table
from kg.corrections.words import chinese, word, words
from kg.errors import UsageError
from kg.model import KINDS, EntityType, Kind, Predicate

ENGLISH = "action,entity,type,object,value\nrename,person/韩一鸣,Person,,韩一明\nmerge,甲乡,,乙乡,\n,丙,,,\n"
CHINESE = "操作;实体;类型;宾语;新值\n改名;person/韩一鸣;人物;;韩一明\n合并;甲乡;;乙乡;\n;丙;;;\n"
EXPECTED = (
    Line(2, Action.RENAME, "person/韩一鸣", EntityType.PERSON, value="韩一明"),
    Line(3, Action.MERGE, "甲乡", object="乙乡"),
)


def saved(folder: Path, data: bytes) -> Path:
    (folder / "corrections.csv").write_bytes(data)
    return folder / "corrections.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "text", [ENGLISH, ENGLISH.replace(",", "\t"), CHINESE, CHINESE.replace(";", ","), CHINESE.replace("\n", "\r\n")]
)
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, text: str, encoding: str) -> None:
    read = read_corrections(saved(tmp_path, text.encode(encoding)))
    assert read.lines == EXPECTED
    assert (read.wrong, read.ignored, read.undecided) == ((), (), 1)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("burn,甲,,,,,", "burn is no action"),
        ("merge,甲,,,,,", "needs a value in the column object"),
        ("merge,,乙,,,,", "needs a value in the column entity"),
        ("rename,甲,,,,,", "needs a value in the column value"),
        ("split,甲,,,,,", "split needs an article, or a place"),
        ("add,甲,乙,,partOf,,", "needs a value in the column evidence"),
        ("add,甲,乙,,partOf,因为。,", "or a source"),
        ("reject,甲,乙,,eats,,", "eats is no relation"),
        ("alias,甲,,乙,,,Thing", "Thing is no type"),
    ],
)
def test_a_line_that_says_nothing_is_told_with_its_number(tmp_path: Path, row: str, expected: str) -> None:
    table = f"action,entity,object,value,predicate,evidence,type\nalias,甲,,丁,,,\n{row}\n"
    read = read_corrections(saved(tmp_path, table.encode()))
    (remark,) = read.wrong
    assert (remark.line, remark.outcome) == (3, Outcome.WRONG)
    assert expected in remark.message
    assert [line.number for line in read.lines] == [2]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        ("名称,值\n甲,乙\n".encode(), "no table of corrections"),
        ("action,操作,entity\nalias,alias,甲\n".encode(), "several columns"),
    ],
)
def test_what_is_no_table_of_corrections_is_a_wrong_call(tmp_path: Path, data: bytes, expected: str) -> None:
    with pytest.raises(UsageError, match=expected):
        read_corrections(saved(tmp_path, data))
    with pytest.raises(UsageError, match="cannot be read"):
        read_corrections(tmp_path / "missing.csv")


def test_columns_that_are_not_known_are_told(tmp_path: Path) -> None:
    read = read_corrections(saved(tmp_path, "entity,action,vale\n甲,keep,乙\n".encode()))
    assert read.ignored == ("vale",)


def test_openrefines_table_needs_no_actions(tmp_path: Path) -> None:
    """As OpenRefine exports it: no byte order mark, line feeds, quotes where needed; Q numbers of a new column."""
    table = 'id,name,type,Wikidata\nplace/410185,登封市,Place,Q1011098\nperson/x,"韩一鸣,书记",Person,\n'
    read = read_corrections(saved(tmp_path, table.encode()))
    assert read.lines == (Line(2, Action.SAME_AS, "place/410185", EntityType.PLACE, value="Q1011098"),)
    assert (read.wrong, read.undecided) == ((), 1)


def test_every_word_of_the_program_stands_in_the_table_of_words() -> None:
    assert set(words("action")) == {action.value for action in Action} == set(NEEDED)
    assert set(words("predicate")) == {predicate.value for predicate in Predicate}
    assert set(words("type")) == {entity_type.value for entity_type in EntityType}
    assert set(words("kind")) == {kind.value for kind in Kind} == {kind for kinds in KINDS.values() for kind in kinds}
    for group in ("column", "action", "predicate", "type", "kind"):
        for found in words(group):
            assert word(group, found) == word(group, chinese(group, found)) == found


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(str.strip), min_size=1, max_size=4))
def test_cells_come_back_as_they_were_and_none_is_a_formula(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    rows = [{"action": "alias", "entity": "甲", "value": f"名{cell}", "comment": cell} for cell in cells]
    data = write_table(rows, ["action", "entity", "value", "comment"])
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for line in data.decode("utf-8-sig").split("\r\n")
        for cell in line.split(",")
    )
    read = read_corrections(saved(tmp_path_factory.mktemp("t"), data))
    assert [line.value for line in read.lines] == [f"名{cell}".strip(" \t\r\n\u3000\xa0") for cell in cells]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-甲", "@乙", "'=丙"])
def test_a_cell_that_looks_like_a_formula_is_written_harmless_and_read_as_it_was(tmp_path: Path, cell: str) -> None:
    data = write_table([{"action": "alias", "entity": "甲", "value": cell}], ["action", "entity", "value"])
    assert f",{cell}" not in data.decode("utf-8-sig") or cell.startswith("'")
    assert [line.value for line in read_corrections(saved(tmp_path, data)).lines] == [cell.removeprefix("'")]
