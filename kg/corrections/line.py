"""One line of a table of corrections, what it asks for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kg.model import EntityType


class Action(StrEnum):
    """What a line can ask for."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    DELETE = "delete"
    ALIAS = "alias"
    SAME_AS = "same-as"
    REJECT = "reject"
    ADD = "add"
    KEEP = "keep"


# The columns that an action cannot do without, besides the entity.
NEEDED: dict[Action, tuple[str, ...]] = {
    Action.MERGE: ("object",),
    Action.SPLIT: (),
    Action.RENAME: ("value",),
    Action.RETYPE: ("value",),
    Action.DELETE: (),
    Action.ALIAS: ("value",),
    Action.SAME_AS: ("value",),
    Action.REJECT: ("predicate", "object"),
    Action.ADD: ("predicate", "object", "evidence"),
    Action.KEEP: (),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one line asks for; "" where a cell is empty."""

    number: int  # as a spreadsheet counts, the heads being line 1
    action: Action
    entity: str  # an IRI, its local part, or a name
    type: EntityType | None = None  # narrows a name down
    predicate: str = ""
    object: str = ""
    value: str = ""
    article: str = ""
    evidence: str = ""
    source: str = ""
    post: str = ""
    by: str = ""  # who says so


class Outcome(StrEnum):
    """What came of a line."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"  # the graph says so already
    UNMATCHED = "unmatched"  # what it speaks of is not there
    WRONG = "wrong"  # it cannot be followed


class Remark(NamedTuple):
    """What came of a line, for the report."""

    line: int
    action: str
    outcome: Outcome
    message: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """A table of corrections that was read."""

    name: str = ""  # of its file; "" if nothing is corrected
    digest: str = ""  # SHA-256 of its bytes, hexadecimal
    lines: tuple[Line, ...] = ()
    wrong: tuple[Remark, ...] = ()  # lines that say nothing that can be followed
    ignored: tuple[str, ...] = ()  # heads of columns that are not known
    undecided: int = 0  # lines without an action


def changed(line: Line, message: str) -> Remark:
    """The line was followed; the message says what it changed."""
    return Remark(line.number, line.action.value, Outcome.CHANGED, message)


def unchanged(line: Line, message: str) -> Remark:
    """The graph says so already."""
    return Remark(line.number, line.action.value, Outcome.UNCHANGED, message)


def wrong(line: Line, message: str) -> Remark:
    """The line cannot be followed; the message says why, and what to do."""
    return Remark(line.number, line.action.value, Outcome.WRONG, message)


def contradictory(lines: Iterable[Line], what: str) -> list[Remark]:
    """None of several lines is followed, as they want different things of one."""
    lines = sorted(lines, key=lambda line: line.number)
    numbers = ", ".join(str(line.number) for line in lines)
    return [wrong(line, f"lines {numbers} {what}; leave one of them") for line in lines]
