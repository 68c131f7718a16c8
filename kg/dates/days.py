"""Whole days: in the name of a file, on a masthead, in a field of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.dates.numerals import DAY, MONTH, YEAR, numeral

# Tried in this order at each place; the parts are year, month and day.
_FORMS = (
    # 2024年8月31日, 二〇二四年八月三十一日; the last sign is left out now and then.
    re.compile(rf"(?<!\d)({YEAR})\s*年\s*({MONTH})\s*月\s*({DAY})(?!\d)(?:\s*日)?"),
    # 2024-08-31, 2024/8/31, 2024.08.31, 2024_08_31, also 2024-08/31 as papers' sites have it in their folders.
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-/._](1[0-2]|0?[1-9])[-/._](3[01]|[12]\d|0?[1-9])(?!\d)"),
    # 20240831, not inside a longer number.
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)  # fmt: skip
_IN_ALL = re.compile("年|19|20")  # each form has one of these, and few lines do


def find_days(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each whole day of the calendar that a text writes out: where it begins and ends, and its ISO form."""
    if not _IN_ALL.search(text):
        return
    found = [(match.start(), match.end(), match) for form in _FORMS for match in form.finditer(text)]
    last = 0
    for begin, end, match in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        day = iso_day(*(numeral(part) for part in match.groups()))
        if day and begin >= last:
            yield begin, end, day
            last = end


def read_day(text: str) -> str:
    """The first whole day of a text in ISO form ("2024-08-31"), "" if there is none."""
    return next((day for _, _, day in find_days(text)), "")


def iso_day(year: int, month: int, day: int) -> str:
    """The day in ISO form; "" where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
