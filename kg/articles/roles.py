"""Which part each line plays on its page: head, byline, text, section head, caption, or nothing to do with articles.

Every line gets a score for each role from its traits (role_weights.tsv), every pair of neighbours one for the change
between their roles (role_changes.tsv), and the best way through the page is found as a whole (Viterbi 1967), so that a
doubtful line is settled by what stands around it. The way remembers whether its article has been signed: a head is
expected after a signature, and no second one before a head.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import pairwise
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


class Custom(NamedTuple):
    """The shares of a page's bylines that stand between headline and text, and behind the text."""

    above: float
    below: float


# Beside the two tables: what a text that stops in mid-sentence says of the role after it …
AFTER_OPEN_TEXT = {Role.HEAD: -2.0, Role.BYLINE: -3.0, Role.SECTION: -3.0, Role.TEXT: 1.0}
# … an article that ends without a byline, a headline without one below it, and one where it is due, on a page where all
# others have one there …
NEVER_SIGNED, TEXT_TOO_SOON, BY_CUSTOM = -2.5, -4.0, 2.0
# … and a paragraph that ends with a byline, by what its article has.
SIGNING = {Signed.NOTHING: 1.0, Signed.NOT: 1.0, Signed.ABOVE: -2.0, Signed.BELOW: -3.0}


def assign_roles(lines: list[Line], cohesion: Cohesion) -> list[Role]:
    """Give every line of a page its role: the best way through all lines together."""
    looks = look_at(lines, cohesion)
    if not looks:
        return []
    custom = _custom(looks)
    start = State(Role.FURNITURE, Signed.NOTHING)
    best: dict[State, float] = {start: 0.0}
    trail: list[dict[State, State]] = []
    for previous, look in pairwise([looks[0], *looks]):
        own = _own(look)
        reached: dict[State, tuple[float, State]] = {}
        for state, total in best.items():
            for role in Role:
                gain, signed = _change(state, role, look, previous, custom)
                after, score = State(role, signed), total + gain + own[role]
                if after not in reached or score > reached[after][0]:
                    reached[after] = (score, state)
        best = {state: score for state, (score, _) in reached.items()}
        trail.append({state: origin for state, (_, origin) in reached.items()})
    state = max(best, key=lambda s: best[s])
    roles = []
    for origins in reversed(trail):
        roles.append(state.role)
        state = origins[state]
    return roles[::-1]


def _own(look: Look) -> dict[Role, float]:
    """The score of each role by the line's own traits."""
    weights = _weights()
    return {role: sum(weights[trait][role] * value for trait, value in look.traits.items() if value) for role in Role}


@cache
def _weights() -> dict[str, dict[Role, float]]:
    try:
        return {
            row[0]: {role: float(row[at]) for at, role in enumerate(Role, 1)}
            for row in rows("articles/role_weights.tsv")
        }
    except (IndexError, ValueError) as error:
        raise DataError("kg/articles/role_weights.tsv is damaged; install newskg again") from error


def _change(before: State, after: Role, look: Look, previous: Look, custom: Custom) -> tuple[float, Signed]:
    """The score of going on from a state to a role, and what is then known of the byline."""
    score, signed = _table_change(before, after)
    if before.role is Role.TEXT and not previous.line.is_closed:
        score += AFTER_OPEN_TEXT.get(after, 0.0)
    if after is Role.HEAD and before.role is not Role.HEAD and before.signed is Signed.NOT:
        score += NEVER_SIGNED * custom.below
    if before.role is Role.HEAD and after is Role.TEXT:
        score += TEXT_TOO_SOON * custom.above
    if before.role is Role.HEAD and after is Role.BYLINE:
        score += BY_CUSTOM * custom.above
    if after is Role.TEXT and look.signed:
        return score + SIGNING[before.signed], Signed.BELOW
    return score, signed


@cache
def _table_change(before: State, after: Role) -> tuple[float, Signed]:
    for role, roles, signed, score, then, *_ in rows("articles/role_changes.tsv"):
        if role == after and _holds(roles, before.role) and _holds(signed, before.signed):
            return float(score), before.signed if then == "same" else Signed(then)
    raise DataError(f"kg/articles/role_changes.tsv has no row for {after} after {before}; install newskg again")


def _holds(words: str, word: str) -> bool:
    return words == "any" or word in words.split()


def _custom(looks: list[Look]) -> Custom:
    """Where the page prints its bylines; a page keeps to one custom, more or less."""
    above = below = 0
    for before, look in pairwise(looks):
        after_head = len(before.line.text) <= LONGEST_HEAD and not before.line.is_closed
        above += look.byline > SURE and after_head
        below += look.signed or (look.byline > SURE and not after_head)
    # One more in the sum: a single byline is not yet a custom.
    return Custom(above / (above + below + 1), below / (above + below + 1))
