"""What the caller says of the pages: their date, their newspaper, the names of the fields in tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.dates import read_day
from kg.errors import UsageError
from kg.pages.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of all pages of a call; "" and an empty tuple say nothing."""

    date: str = ""  # "2024-08-31"
    paper: str = ""
    fields: tuple[tuple[str, str], ...] = ()  # field and its name in tables: ("title", "标题")

    def said(self) -> dict[str, str]:
        """What is said, as options of a call; nothing of what is not."""
        fields = " ".join(f"{field}={name}" for field, name in self.fields)
        return {name: value for name, value in (("date", self.date), ("paper", self.paper), ("field", fields)) if value}


NOTHING = Given()


def given(date: str = "", paper: str = "", fields: Iterable[str] = ()) -> Given:
    """Check what a caller says; fields come as "title=标题". Raises UsageError for what is none."""
    day = read_day(date)
    if date and not day:
        raise UsageError(f"--date {date}: no day of the calendar; write it as 2024-08-31")
    pairs = []
    for field in fields:
        name, equals, column = field.partition("=")
        if name not in FIELDS or not equals or not column:
            raise UsageError(f"--field {field}: write it as title=标题; the fields are {', '.join(FIELDS)}")
        pairs.append((name, column))
    return Given(day, paper.strip(), tuple(pairs))
