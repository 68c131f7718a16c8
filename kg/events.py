"""What a build tells while it runs, a page at a time, for logs and for those who watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import PageError
from kg.model import Page, Reading


class Happened(StrEnum):
    """What can happen."""

    READ = "read"  # a page was read
    KNOWN = "known"  # what it says was known from an earlier build
    SKIPPED = "skipped"  # it could not be read
    WARNING = "warning"  # something else than a page, which costs nothing but time


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; numbers are of the page, the message says why a page was skipped, or the warning."""

    what: Happened
    page: str = ""  # its path
    articles: int = 0
    names: int = 0  # things named, article by article
    claims: int = 0
    message: str = ""


Told = Callable[[Event], None]


def of_page(page: Page, result: Sequence[Reading] | PageError, known: bool) -> Event:
    """The event that a page was read, was known, or was skipped."""
    if isinstance(result, PageError):
        return skipped(result)
    return Event(
        Happened.KNOWN if known else Happened.READ,
        page.path,
        articles=len(result),
        names=sum(len(reading.referents) for reading in result),
        claims=sum(len(reading.claims) for reading in result),
    )


def skipped(error: PageError) -> Event:
    """The event that a page could not be read."""
    return Event(Happened.SKIPPED, error.page, message=error.reason)
