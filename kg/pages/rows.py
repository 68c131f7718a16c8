"""Tables of ready articles, CSV or JSON Lines → a Page a row, which is one whole article."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from kg.dates import read_day
from kg.dates.days import iso_day
from kg.errors import DamagedPage, EmptyPage, OversizedPage, PageError, RepeatedPage
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.encodings import decode
from kg.pages.fields import assign

Row = tuple[int, Mapping[str, str]]  # its number as an editor shows it, and its values by column
DELIMITERS = ",\t;，|"
_HALF = re.compile("[\ud800-\udfff]")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d)")
LONGEST_NAME = (10, 24)  # characters of a column's name: of any, and of one in ASCII alone
_NO_NAME = re.compile(r"[。！？，、；“”!?]|\d{3}")  # marks of a sentence; a day, a telephone number
_NO_NAMES = "its first line names no columns; put a line of names above it, such as title,text"
EXPORTED = frozenset({"lines", "reprint_of"})  # columns that no table has but that of articles of kg.export.tables
LONGEST_CELL = 10_000_000  # characters; Python's own limit of 131,072 is less than a long article


def read_csv(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:
    """Read a table with a line of names at its top; a row's number counts that line, as a spreadsheet does.

    The columns are parted by whatever sign of DELIMITERS the first line has most of. Raises DamagedPage where no
    column holds the text, and for the articles that kg export writes.
    """
    text, encoding = decode(data, path)
    text = text.lstrip("\ufeff\n")
    first = text.partition("\n")[0]
    csv.field_size_limit(LONGEST_CELL)
    table = csv.reader((line for _, line in _lines(text)), delimiter=max(DELIMITERS, key=first.count))
    broken: list[PageError] = []
    records = _records(table, path, broken)
    _, names = next(records, (0, []))
    if set(names) >= EXPORTED:
        raise DamagedPage(path, "kg export wrote it, and it holds what is in a graph already; build from the pages")
    if "text" not in assign(names, given.fields):
        yield from broken
        raise DamagedPage(path, _lacks_text(names) if all(map(_may_be_name, names)) else _NO_NAMES)
    rows = ((number, dict(zip(names, row, strict=False))) for number, row in records if any(row))
    yield from _pages(rows, path, encoding, given)
    yield from broken


def _records(table: Iterator[list[str]], path: str, broken: list[PageError]) -> Iterator[tuple[int, list[str]]]:
    for number in count(1):
        try:
            yield number, next(table)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{path}#{number}"
            if "limit" in str(error):
                reason = f"the row has a cell of over {LONGEST_CELL:,} characters; is a quotation mark not closed?"
                broken.append(OversizedPage(where, reason))
            else:
                broken.append(DamagedPage(where, f"it is no row of a table ({error})"))


def read_json_lines(data: bytes, path: str, given: Given) -> Iterator[Page | PageError]:
    """Read one JSON object a line; a list is its words, of the text its lines; an object as a value is left out."""
    text, encoding = decode(data, path)
    broken: list[PageError] = []
    yield from _pages(_objects(text, path, given, broken), path, encoding, given)
    yield from broken


def _objects(text: str, path: str, given: Given, broken: list[PageError]) -> Iterator[Row]:
    for number, line in _lines(text):
        where = f"{path}#{number}"
        if len(line) > LONGEST_CELL:
            broken.append(OversizedPage(where, f"the line has over {LONGEST_CELL:,} characters; is it one article?"))
            continue
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            row = _joined(value, given) if isinstance(value, dict) else None
        except (ValueError, RecursionError) as error:
            broken.append(DamagedPage(where, f"the line is no JSON ({error})"))
            continue
        if row is None:
            broken.append(DamagedPage(where, "the line is no JSON object; write one article a line"))
        else:
            yield number, row


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their ends and numbers, one at a time, since a table may fill half of the memory."""
    begin = number = 0
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        number += 1
        yield number, text[begin:end]
        begin = end


def _joined(found: Mapping[str, Any], given: Given) -> Mapping[str, str]:
    text = assign(found, given.fields).get("text")
    return {name: _words(value, "\n" if name == text else " ") for name, value in found.items()}


def _words(value: Any, sign: str) -> str:
    if isinstance(value, list):
        return sign.join(_words(part, sign) for part in value)
    # JSON can hold half a character (\ud800), which no text can; what reads names stops at it.
    return "" if value is None or isinstance(value, dict) else _HALF.sub("\ufffd", str(value))


def _pages(rows: Iterator[Row], path: str, encoding: str, given: Given) -> Iterator[Page | PageError]:
    first: dict[str, int] = {}  # the number of the first row that says it
    undated: list[int] = []  # the numbers of rows with a date that is none
    known: set[str] = set()  # the fields that any row has
    for number, row in rows:
        names = assign(row, given.fields)
        known.update(names)
        said = {field: row[name].strip() for field, name in names.items() if row.get(name)}
        digest = hashlib.sha256(json.dumps(sorted(said.items())).encode()).hexdigest()
        where = f"{path}#{number}"
        if "text" not in names:
            yield DamagedPage(where, _lacks_text(row))
        elif not said.get("text"):
            yield EmptyPage(where, "the row has no text")
        elif first.setdefault(digest, number) != number:
            yield RepeatedPage(where, f"it says the same as row {first[digest]}")
        else:
            date = _day(said.get("date", ""))
            if said.get("date") and not date:
                undated.append(number)
            yield Page(
                where, said["text"].replace("\r\n", "\n").replace("\r", "\n"), encoding, digest,
                date, said.get("paper", ""), said.get("page", ""), True,
                said.get("title", ""), said.get("author", ""),
            )  # fmt: skip
    if first:  # there are rows to be read
        yield from (DamagedPage(path, reason) for reason in _not_there(known, given))
    if undated:
        yield DamagedPage(
            path,
            f"the table is read, but {len(undated)} have a date that is no day, the first of them row {undated[0]}; "
            "write it as 2024-08-31",
        )


def _day(text: str) -> str:
    """A date in ISO form; 31/08/2024 and 08/31/2024 are told from one another, 01/02/2024 cannot be."""
    if day := read_day(text):
        return day
    if not (found := _DAY_OR_MONTH_FIRST.fullmatch(text)):
        return ""
    one, other, year = map(int, found.groups())
    days = {iso_day(year, one, other), iso_day(year, other, one)} - {""}
    return days.pop() if len(days) == 1 else ""


def _not_there(known: Container[str], given: Given) -> Iterator[str]:
    """What is told of the names given that no row has, of fields that are known by no other name either."""
    for field, name in given.fields:
        if field not in known:
            yield f"the table is read, but no column is {name}, which --field {field}={name} names"


def _may_be_name(cell: str) -> bool:
    """Whether a cell of the first line may name a column; what is told of others might be a person's, or an article."""
    return len(cell) <= LONGEST_NAME[cell.isascii()] and not _NO_NAME.search(cell)


def _lacks_text(names: Iterable[str]) -> str:
    return f"no field holds the text (there are: {', '.join(names) or 'none'}); name it with --field text=NAME"
