"""Which part each line plays on its page: head, byline, text, section head, caption, or nothing to do with articles.

Every line gets a score for each role from its own look, every pair of neighbours one for the change between them, and
the best way through the page is found as a whole (Viterbi), so that a doubtful line is settled by what stands around
it. The way remembers whether its article has been signed: a head is expected after a signature, and no second one
before a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from kg.articles.bylines import cut_bylines, read_byline
from kg.articles.captions import caption_credit
from kg.articles.cohesion import Cohesion
from kg.articles.furniture import furniture_score
from kg.articles.lines import CLOSERS, Line, normal_gap
from kg.articles.mending import goes_on, opens_paragraph, unmatched

_QUOTED = re.compile(r"“[^”]*”")
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f]|$)")


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


State = tuple[Role, Signed]

# Scores are natural logarithms of odds, roughly: set by hand on the look of newspaper pages and checked on pages made
# by training/damage from ../shared/corpus/train and on ../shared/corpus/gold.
HEAD_LENGTHS = range(5, 31)
LONGEST_HEAD = 48
LONGEST_CAPTION = 80
LONG_TEXT = 60
# What a line shares is compared with this many paragraphs above and below, lines this long counting as such.
WINDOW = 3
NEAR = 8
# A byline that is believed by itself.
SURE = 0.6
# A headline straight before its text, on a page where all others have a byline between.
UNSIGNED = 2.5
LONGEST_SECTION = 20
LONGEST_BARE_CAPTION = 45
LONG_ENOUGH = 30
# A head shares 0.03 to 0.2 more with the text below it than with the text above, measured on ../shared/corpus/pages.
TOPIC_WEIGHT = 20.0
MOST_TOPIC = 2.5
# Texts above and below a head share less than this as a rule, those around a section head more.
USUAL_BRIDGE = 0.045
BREAK_WEIGHT = 20.0
MOST_BREAK = 0.8


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a line before its neighbours are asked."""

    line: Line
    length: int
    stops: int  # full stops inside it, the last not counted
    byline: float  # how sure it is one
    signed: bool  # ends with a byline
    credit: float
    furniture: float
    after_break: bool  # more blank lines than usual before it
    leads: float  # how much speaks for the next line of text going on in it
    topic: float  # how much more it shares with the text below than with the text above
    bridge: float  # how much the texts above and below it share
    follows: float  # how much speaks for its going on where the line before stops
    opener: bool  # begins as a paragraph of a news article does
    spaces: int  # between hanzi and outside quotation marks: running text has none
    parallel: int  # other short lines near it that are as long


class Custom(NamedTuple):
    """The shares of a page's bylines that stand between headline and text, and behind the text."""

    above: float
    below: float


def look_at(lines: list[Line], cohesion: Cohesion) -> list[Look]:
    """Look at each line of a page, and at what it shares with the paragraphs around it."""
    usual = normal_gap(lines)
    page = "\n".join(line.text for line in lines)
    long = [index for index, line in enumerate(lines) if len(line.text) >= LONG_ENOUGH]
    looks: list[Look] = []
    for index, line in enumerate(lines):
        above = [other for other in long if other < index][-WINDOW:]
        below = [other for other in long if other > index][:WINDOW]
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        cut = read_byline(line.text)
        bare, bylines = cut_bylines(line.text) if not cut else (line.text, [])
        looks.append(
            Look(
                line=line,
                length=len(line.text),
                stops=sum(line.text[:-1].count(stop) for stop in "。！？；;"),
                byline=cut.sure if cut else 0.0,
                signed=bool(bylines) and not line.text.startswith(bylines[-1].text),
                credit=caption_credit(line.text),
                furniture=furniture_score(line.text),
                after_break=line.gap > usual + 1,
                leads=max(0.0, goes_on(line.text, following, page)) if following else 0.0,
                topic=cohesion.between([index], below) - cohesion.between([index], above),
                bridge=cohesion.between(above, below) if above and below else USUAL_BRIDGE,
                follows=looks[-1].leads if looks else 0.0,
                opener=opens_paragraph(line.text),
                spaces=len(_SPACE.findall(_QUOTED.sub("", line.text))),
                parallel=_count_parallel(lines, index),
            )
        )
    return looks


def _count_parallel(lines: list[Line], index: int) -> int:
    """How many other lines near a short line are as long: the heads inside one article are often parallel."""
    length = len(lines[index].text)
    if length > LONGEST_SECTION:
        return 0
    near = lines[max(0, index - NEAR) : index] + lines[index + 1 : index + 1 + NEAR]
    return sum(len(line.text) == length and not line.is_closed for line in near)


def _own(look: Look) -> dict[Role, float]:
    """The score of each role by the line's own look."""
    line, length = look.line, look.length
    closed = line.is_closed
    asking = line.text.rstrip(CLOSERS).endswith(("？", "?", "！", "!"))
    hanging = line.text.endswith(("，", ",", "、", "：", ":", "；", ";"))
    broken_start = line.text[:1] in "，,、。；;：:？！”’）)》…"
    topic = max(-MOST_TOPIC, min(MOST_TOPIC, TOPIC_WEIGHT * look.topic))
    shape = 3.0 * bool(line.level) - 6.0 * look.furniture - 4.0 * look.signed
    shape += 1.0 if length in HEAD_LENGTHS else -1.0 if length <= LONGEST_HEAD else -6.0
    shape -= 5.0 * (closed and not asking) + 1.0 * asking
    shape -= 5.0 * hanging + 4.0 * broken_start + 4.0 * ("。" in line.text) + 5.0 * (look.credit > 0.8)
    shape -= 1.5 * look.leads + 1.0 * look.follows + 3.0 * look.opener
    shape -= 3.0 * (unmatched(line.text) != ("", ""))
    shape += 0.5 * look.after_break + min(1.5, look.spaces) - 4.0 * (look.byline > SURE)
    text = (1.0 if closed else -0.5) + (1.5 if look.stops else 0.0) - 3.0 * bool(line.level)
    text += 2.5 if length >= LONG_TEXT else 1.0 if length > LONGEST_HEAD / 2 else -0.5 - 1.5 * (not closed)
    text -= 1.5 * (look.spaces > 0 and length <= LONGEST_HEAD)
    text += min(3.0, look.leads) + min(3.0, look.follows)
    text += 1.0 * hanging + 1.0 * broken_start - 3.0 * look.credit - 4.0 * (look.byline > SURE)
    caption = 5.0 * look.credit - 2.5 - (3.0 if length > LONGEST_CAPTION else 0.0)
    caption -= 2.0 * bool(line.level) + 0.5 * look.stops + 1.5 * look.opener + look.follows + look.leads
    if look.after_break:
        caption += 2.5 if length <= LONGEST_BARE_CAPTION and not look.stops else 1.0
    break_ = max(-MOST_BREAK, min(MOST_BREAK, BREAK_WEIGHT * (USUAL_BRIDGE - look.bridge)))
    return {
        Role.FURNITURE: 12.0 * look.furniture - 6.0,
        Role.HEAD: shape + topic + break_ - 2.0 * line.text.startswith("【"),
        Role.BYLINE: 8.0 * look.byline - 3.0 if look.byline else -20.0,
        Role.TEXT: text,
        Role.SECTION: shape
        + 0.3 * topic
        - break_
        - 1.5
        - 2.0 * (length > LONGEST_SECTION)
        + 0.8 * min(3, look.parallel),
        Role.CAPTION: caption,
    }


def _change(before: State, after: Role, look: Look, previous: Look, custom: Custom) -> tuple[float, Signed] | None:
    """The score of going on from a state to a role, and what is then known of the byline; None if that cannot be."""
    role, signed = before
    is_open = role is Role.TEXT and not previous.line.is_closed
    if after is Role.HEAD:
        if role is Role.HEAD:
            return -0.7, Signed.NOT
        if role in (Role.BYLINE, Role.SECTION) and signed is not Signed.BELOW:
            return -5.0, Signed.NOT
        unsigned = -0.5 - UNSIGNED * custom.below
        score = {Signed.NOTHING: 0.5, Signed.NOT: unsigned, Signed.ABOVE: 0.5, Signed.BELOW: 2.0}[signed]
        return score - 2.0 * is_open, Signed.NOT
    if after is Role.BYLINE:
        if signed is Signed.NOTHING:
            return -5.0, Signed.ABOVE
        if role in (Role.HEAD, Role.FURNITURE, Role.CAPTION) and signed is Signed.NOT:
            return (2.0 + 2.0 * custom.above if role is Role.HEAD else -0.5), Signed.ABOVE
        if signed is Signed.NOT and role is Role.TEXT:
            return (0.0 if not is_open else -3.0), Signed.BELOW
        return -5.0, Signed.BELOW if role is Role.TEXT else signed
    if after is Role.SECTION:
        if role in (Role.TEXT, Role.CAPTION) and signed is not Signed.BELOW:
            return -1.0 - 3.0 * is_open, signed
        return (-2.0 if role is Role.BYLINE else -6.0), signed
    if after is Role.TEXT:
        score = {Signed.NOTHING: -1.5, Signed.NOT: 0.5, Signed.ABOVE: 0.5, Signed.BELOW: -3.0}[signed]
        signed = Signed.NOT if signed is Signed.NOTHING else signed
        score += 1.0 if is_open or role in (Role.BYLINE, Role.SECTION) else 0.0
        score -= UNSIGNED * custom.above if role is Role.HEAD else 0.0
        if not look.signed:
            return score, signed
        return score + {Signed.NOTHING: 0.0, Signed.NOT: 1.0, Signed.ABOVE: -2.0, Signed.BELOW: -3.0}[
            signed
        ], Signed.BELOW
    if after is Role.CAPTION:
        return (-1.0 if role is Role.HEAD else 0.0), signed
    return 0.0, signed


def assign_roles(lines: list[Line], cohesion: Cohesion) -> list[Role]:
    """Give every line of a page its role: the best way through all lines together."""
    looks = look_at(lines, cohesion)
    if not looks:
        return []
    own = [_own(look) for look in looks]
    custom = _custom(looks)
    best: dict[State, float] = {}
    for role, gain, signed in _steps((Role.FURNITURE, Signed.NOTHING), looks[0], looks[0], custom):
        best[role, signed] = gain + own[0][role]
    trail: list[dict[State, State]] = []
    for (previous, look), scores in zip(pairwise(looks), own[1:], strict=True):
        reached: dict[State, tuple[float, State]] = {}
        for state, total in best.items():
            for after, gain, signed in _steps(state, look, previous, custom):
                score = total + gain + scores[after]
                if (after, signed) not in reached or score > reached[after, signed][0]:
                    reached[after, signed] = (score, state)
        best = {state: score for state, (score, _) in reached.items()}
        trail.append({state: origin for state, (_, origin) in reached.items()})
    state = max(best, key=lambda s: best[s])
    roles = [state[0]]
    for origins in reversed(trail):
        state = origins[state]
        roles.append(state[0])
    return roles[::-1]


def _custom(looks: list[Look]) -> Custom:
    """Where the page prints its bylines; a page keeps to one custom, more or less."""
    above = below = 0
    for before, look in pairwise(looks):
        after_head = before.length <= LONGEST_HEAD and not before.line.is_closed
        above += look.byline > SURE and after_head
        below += look.signed or (look.byline > SURE and not after_head)
    # One more in the sum: a single byline is not yet a custom.
    return Custom(above / (above + below + 1), below / (above + below + 1))


def _steps(state: State, look: Look, previous: Look, custom: Custom) -> Iterator[tuple[Role, float, Signed]]:
    for after in Role:
        step = _change(state, after, look, previous, custom)
        if step:
            yield after, *step
