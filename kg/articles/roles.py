"""Which part each line plays on its page: head, byline, text, section head, caption, or nothing to do with articles.

Every line gets a score for each role from its traits (role_weights.tsv), every pair of neighbours one for the change
between their roles (role_changes.tsv), and the best way through the page is found as a whole (Viterbi 1967), so that a
doubtful line is settled by what stands around it. The way remembers whether its article has been signed: a head is
expected after a signature, and no second one before a head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import pairwise, product, starmap
from typing import NamedTuple

from kg.articles.cohesion import Cohesion
from kg.articles.lines import Line
from kg.articles.looks import LONGEST_HEAD, SURE, Look, look_at
from kg.errors import DataError
from kg.tables import rows


class Role(StrEnum):
    """The part that a line plays."""

    FURNITURE = "furniture"
    HEAD = "head"  # kicker, headline or sub-headline
    BYLINE = "byline"
    TEXT = "text"
    SECTION = "section"  # a head inside an article
    CAPTION = "caption"


class Signed(StrEnum):
    """What the article at hand has of a byline."""

    NOTHING = "nothing"  # there is no article yet
    NOT = "not"
    ABOVE = "above"
    BELOW = "below"


class State(NamedTuple):
    """Where a way through the page stands."""

    role: Role
    signed: Signed


Cells = Sequence[str]  # a row of a table
TABLES = ("role_weights", "role_changes", "role_customs")
STATES = tuple(starmap(State, product(Role, Signed)))
_NUMBERS = {state: number for number, state in enumerate(STATES)}
START = State(Role.FURNITURE, Signed.NOTHING)


class Custom(NamedTuple):
    """The shares of a page's bylines that stand between headline and text, and behind the text."""

    above: float
    below: float


class Change(NamedTuple):
    """A row of role_changes.tsv: how a role follows others."""

    after: str
    before: str
    signed: str
    score: float
    then: str


@dataclass(frozen=True, eq=False)
class Weights:
    """What every trait says for every role, and what the changes and customs of print say; three tables."""

    traits: Mapping[str, Mapping[Role, float]]
    changes: Sequence[Change]
    customs: Mapping[str, float]

    @cached_property
    def by_trait(self) -> dict[str, tuple[float, ...]]:
        """What every trait says for the roles, in their order."""
        return {trait: tuple(row[role] for role in Role) for trait, row in self.traits.items()}

    @cached_property
    def steps(self) -> dict[State, list[tuple[Role, float, Signed]]]:
        """By where a way stands: every role that can come next, the change's score, and what is then known."""
        return {state: list(self._steps(state)) for state in STATES}

    def _steps(self, state: State) -> Iterator[tuple[Role, float, Signed]]:
        for role in Role:
            row, signed = self.change(state, role)
            yield role, self.changes[row].score, signed

    def change(self, before: State, after: Role) -> tuple[int, Signed]:
        """The number of the row that tells how `after` follows, and what is then known of the byline."""
        for number, row in enumerate(self.changes):
            if row.after == after and _holds(row.before, before.role) and _holds(row.signed, before.signed):
                return number, before.signed if row.then == "same" else Signed(row.then)
        raise DataError(f"kg/articles/role_changes.tsv has no row for {after} after {before}; install newskg again")


def weights_of(traits: Iterable[Cells], changes: Iterable[Cells], customs: Iterable[Cells]) -> Weights:
    """The weights that the rows of role_weights.tsv, role_changes.tsv and role_customs.tsv hold."""
    return Weights(
        {row[0]: {role: float(row[at]) for at, role in enumerate(Role, 1)} for row in traits},
        [Change(row[0], row[1], row[2], float(row[3]), row[4]) for row in changes],
        {row[0]: float(row[1]) for row in customs},
    )


@cache
def shipped_weights() -> Weights:
    """The weights that come with newskg."""
    try:
        return weights_of(*(rows(f"articles/{name}.tsv") for name in TABLES))
    except (IndexError, ValueError) as error:
        raise DataError("a table of kg/articles/role_*.tsv is damaged; install newskg again") from error


def assign_roles(lines: list[Line], cohesion: Cohesion) -> list[Role]:
    """Give every line of a page its role: the best way through all lines together."""
    return best_way(look_at(lines, cohesion), shipped_weights())


def best_way(looks: Sequence[Look], weights: Weights) -> list[Role]:
    """The roles whose sum of scores is highest."""
    if not looks:
        return []
    custom = read_custom(looks)
    best = {_NUMBERS[START]: 0.0}  # by the number of the state
    trail: list[dict[int, int]] = []
    for previous, look in pairwise([looks[0], *looks]):
        moves, own = _moves(previous.closed, look.signed, custom, weights), own_scores(look, weights)
        reached: dict[int, float] = {}
        origins: dict[int, int] = {}
        for state, total in best.items():
            for role, after, gain in moves[state]:
                score = total + own[role] + gain
                if after not in reached or score > reached[after]:
                    reached[after] = score
                    origins[after] = state
        best = reached
        trail.append(origins)
    state = max(best, key=best.__getitem__)
    roles = []
    for origins in reversed(trail):
        roles.append(STATES[state].role)
        state = origins[state]
    return roles[::-1]


def own_scores(look: Look, weights: Weights) -> tuple[float, ...]:
    """What a line's traits say for the roles, in their order."""
    # Role by role, since a loop over them would cost more than the sums.
    furniture = head = byline = text = section = caption = 0.0
    rows = weights.by_trait
    for trait, value in look.traits.items():
        if value:
            row = rows[trait]
            furniture += row[0] * value
            head += row[1] * value
            byline += row[2] * value
            text += row[3] * value
            section += row[4] * value
            caption += row[5] * value
    return furniture, head, byline, text, section, caption


# Pages have few customs, and many the same.
@lru_cache(maxsize=64)
def _moves(is_closed: bool, is_signed: bool, custom: Custom, weights: Weights) -> list[list[tuple[int, int, float]]]:
    """By the number of a state: every role that can come next, the number it leads to, and what the change says."""
    table = []
    for state in STATES:
        moves = []
        for place, (role, score, signed) in enumerate(weights.steps[state]):
            gain = score
            for name, share in follow(state, role, is_closed, is_signed, custom):
                gain += weights.customs[name] * share
            after = State(role, Signed.BELOW if role is Role.TEXT and is_signed else signed)
            moves.append((place, _NUMBERS[after], gain))
        table.append(moves)
    return table


def follow(before: State, after: Role, is_closed: bool, is_signed: bool, custom: Custom) -> Iterator[tuple[str, float]]:
    """What the page's customs say of a change of roles: rows of role_customs.tsv, each with how much it holds.

    Asked besides: whether the line before is closed, and whether the line after is signed.
    """
    if before.role is Role.TEXT and not is_closed and after not in (Role.FURNITURE, Role.CAPTION):
        yield f"open text, {after}", 1.0
    if after is Role.HEAD and before.role is not Role.HEAD and before.signed is Signed.NOT:
        yield "never signed", custom.below
    if before.role is Role.HEAD and after is Role.TEXT:
        yield "text too soon", custom.above
    if before.role is Role.HEAD and after is Role.BYLINE:
        yield "byline where due", custom.above
    if after is Role.TEXT and is_signed:
        yield f"signing, {before.signed}", 1.0


def read_custom(looks: Sequence[Look]) -> Custom:
    """Where the page prints its bylines; a page keeps to one custom, more or less."""
    above = below = 0
    for before, look in pairwise(looks):
        after_head = len(before.line.text) <= LONGEST_HEAD and not before.line.is_closed
        above += look.byline > SURE and after_head
        below += look.signed or (look.byline > SURE and not after_head)
    # One more in the sum: a single byline is not yet a custom.
    return Custom(above / (above + below + 1), below / (above + below + 1))


def _holds(words: str, word: str) -> bool:
    return words == "any" or word in words.split()
