"""A table of corrections, as a spreadsheet saves it, → its lines; and tables for spreadsheets written."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.corrections.line import NEEDED, Action, Corrections, Line, Outcome, Remark
from kg.corrections.words import chinese, word, words
from kg.errors import PageError, UsageError
from kg.model import EntityType
from kg.pages.encodings import decode
from kg.replacement import replacing

DELIMITERS = ",\t;，"
_TEXTS = ("predicate", "object", "value", "article", "evidence", "source", "post", "by")
# Columns whose cells are words of ours, by the group of these words.
_GROUPS = {"suggestion": "action", "type": "type", "kind": "kind", "predicate": "predicate"}
# A cell that a spreadsheet would take for a formula is written behind an apostrophe, as https://owasp.org advises.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


def read_corrections(path: Path) -> Corrections:
    """Read a table: UTF-8, UTF-16 or GB18030; columns parted by commas, semicolons or tabs, heads English or Chinese.

    Lines that cannot be followed are listed. Raises UsageError where the file cannot be read, or is no table of
    corrections.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); give the path of a table of corrections"
        ) from error
    try:
        text, _ = decode(data, str(path))
        table = list(_rows(text.lstrip("\ufeff\n")))
    except (PageError, csv.Error) as error:
        reason = error.reason if isinstance(error, PageError) else f"it is no table ({error})"
        raise UsageError(f"{path}: {reason}; save the corrections as CSV in UTF-8") from error
    heads = [word("column", head) for head in table[0]]
    if not {"action", "same_as"}.intersection(heads) or not {"entity", "name"}.intersection(heads):
        raise UsageError(
            f"{path}: no table of corrections, for its first line is {', '.join(table[0])}; it must name the columns, "
            f"at least entity (实体) and action (操作)"
        )
    # OpenRefine adds a column of its own beside the same_as that the table had.
    repeated = sorted({head for head in heads if head and head != "same_as" and heads.count(head) > 1})
    if repeated:
        raise UsageError(f"{path}: several columns are {', '.join(repeated)}; leave one of each")
    lines: list[Line] = []
    wrong: list[Remark] = []
    undecided = 0
    for number, row in enumerate(table[1:], 2):
        cells: dict[str, str] = {}
        for head, cell in zip(heads, row, strict=False):
            if head:
                cells[head] = cells.get(head) or _bare(cell)  # of several same_as the first that is filled
        made = _line(number, cells)
        if isinstance(made, Line):
            lines.append(made)
        elif made:
            wrong.append(made)
        elif any(cells.values()):
            undecided += 1
    ignored = tuple(head for head, known in zip(table[0], heads, strict=True) if head.strip() and not known)
    return Corrections(path.name, hashlib.sha256(data).hexdigest(), tuple(lines), tuple(wrong), ignored, undecided)


def write_table(rows: Iterable[Mapping[str, str]], columns: Sequence[str], in_chinese: bool = False) -> bytes:
    """A table that spreadsheets open and read_corrections reads back: CSV in UTF-8 with a byte order mark."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([chinese("column", column) if in_chinese else column for column in columns])
    for row in rows:
        cells = (_said(column, row.get(column, ""), in_chinese) for column in columns)
        table.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def _said(column: str, cell: str, in_chinese: bool) -> str:
    group = _GROUPS.get(column)
    return chinese(group, cell) if group and cell and in_chinese else cell


def save_table(data: bytes, path: Path) -> None:
    """Write a table to its file; OutputError where that cannot be done."""
    with replacing(path) as new:
        new.write_bytes(data)


def _rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))


def _bare(cell: str) -> str:
    return _GUARDED.sub("", cell.strip(" \t\r\n\u3000\xa0"), count=1)


def _line(number: int, cells: Mapping[str, str]) -> Line | Remark | None:
    """The line, what is wrong with it, or None if it asks for nothing."""
    said = cells.get("action", "") or ("same-as" if cells.get("same_as") else "")
    if not said:
        return None

    def fault(message: str) -> Remark:
        return Remark(number, said, Outcome.WRONG, message)

    if not (known := word("action", said)):
        return fault(f"{said} is no action; there are {', '.join(words('action'))}")
    action = Action(known)
    texts = {column: cells.get(column, "") for column in _TEXTS}
    if action is Action.SAME_AS:
        texts["value"] = texts["value"] or cells.get("same_as", "")
    if action in (Action.RENAME, Action.ALIAS) and not {"\r", "\n"}.isdisjoint(texts["value"]):
        return fault("a name stands on one line; take the line break out of the column value")
    entity = cells.get("entity", "") or cells.get("name", "")
    missing = [column for column in NEEDED[action] if not texts[column]]
    if not entity:
        missing.insert(0, "entity")
    if missing:
        return fault(f"{action} needs a value in the column {', '.join(missing)}")
    if action is Action.SPLIT and not (texts["article"] or texts["object"]):
        return fault("split needs an article, or a place as its object: which part is to be on its own?")
    if action is Action.ADD and not (texts["article"] or texts["source"]):
        return fault(
            "add needs the article in which its sentence stands, or a source: an address, or a title with its page"
        )
    if action in (Action.REJECT, Action.ADD):
        if not (predicate := word("predicate", texts["predicate"])):
            return fault(f"{texts['predicate']} is no relation; there are {', '.join(words('predicate'))}")
        texts["predicate"] = predicate
        if texts["post"] and predicate != "affiliatedWith":
            return fault("only affiliatedWith has a post; leave the column post empty")
    of_type = word("type", cells.get("type", ""))
    if cells.get("type") and not of_type:
        return fault(f"{cells['type']} is no type; there are {', '.join(words('type'))}")
    return Line(number, action, entity, EntityType(of_type) if of_type else None, **texts)
