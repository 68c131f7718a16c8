"""What is seen of a line: its form, its words, and what it shares with the lines around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from kg.articles.bylines import cut_bylines, read_byline
from kg.articles.captions import caption_credit
from kg.articles.cohesion import Cohesion
from kg.articles.furniture import furniture_score
from kg.articles.kickers import is_place
from kg.articles.lines import CLOSERS, Line, normal_gap
from kg.articles.mending import NOT_FIRST, goes_on, opens_paragraph, unmatched

HEAD_LENGTHS = range(5, 31)
LONGEST_HEAD = 48
LONGEST_SECTION = 20
LONGEST_CAPTION = 80
LONGEST_BARE_CAPTION = 45
LONG_TEXT = 60
SHORT_TEXT = 24
# A byline, and a credit, that are believed by themselves.
SURE = 0.6
SURE_CREDIT = 0.8
# What a line shares is compared with this many paragraphs above and below, lines this long counting as such.
WINDOW = 3
LONG_ENOUGH = 30
# A head shares 0.03 to 0.2 more with the text below it than with the text above (Cohesion.between), measured on
# ../shared/corpus/pages; this brings it to the scale of the other traits.
TOPIC_SCALE, MOST_TOPIC = 20.0, 2.5
# Texts above and below a head share less than this as a rule, those around a section head more.
USUAL_BRIDGE, BREAK_SCALE, MOST_BREAK = 0.045, 20.0, 0.8
# Other lines this near can be parallel to a section head.
NEAR = 8
MOST_PARALLEL = 3
PARALLEL_DIFFER = 0
# A page with so many marked heads marks all its headlines.
FEW_MARKED = 2
MOST_SPACES = 1.5
MOST_JOIN = 3.0

_QUOTED = re.compile(r"“[^”]*”")
_INNER_STOP = re.compile("[。！？；;]")
_POINT = re.compile("[，,。、；;：:！？]")
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Look:
    """A line with its traits, which role_weights.tsv lists; a trait that is not there is 0."""

    line: Line
    byline: float  # how sure it is one, 0 to 1
    signed: bool  # it ends with a byline
    closed: bool  # it ends as a sentence ends
    traits: dict[str, float]


def look_at(lines: list[Line], cohesion: Cohesion) -> list[Look]:
    """Look at each line of a page, and at what it shares with the paragraphs around it."""
    page = "\n".join(line.text for line in lines)
    # Behind a full stop no signs are enough.
    joins = [
        0.0 if line.is_closed else max(0.0, goes_on(line.text, below.text, page)) for line, below in pairwise(lines)
    ]
    usual = normal_gap(lines)
    title = _page_title(lines)
    marked = [at for at, line in enumerate(lines) if line.level and at != title]
    article_level = min((lines[at].level for at in marked), default=0)
    company = _Company(lines, cohesion)
    looks = []
    for index, line in enumerate(lines):
        cut = read_byline(line.text)
        found = [] if cut else cut_bylines(line.text)[1]
        sure = cut.sure if cut else 0.0
        signed = bool(found) and not line.text.startswith(found[-1].text)
        closed = line.is_closed
        leads = joins[index] if index < len(joins) else 0.0
        follows = joins[index - 1] if index else 0.0
        traits = {
            **_form(line, closed, usual),
            "byline": sure,
            "no_byline": not sure,
            "sure_byline": sure > SURE,
            **company.traits(index),
            "page_title": index == title,
            "deeper": 0 < article_level < line.level,
            "opened": bool(found) and line.text.startswith(found[0].text),
            "unmarked": len(marked) >= FEW_MARKED and not line.level,
            "leads": leads,
            "follows": follows,
            "part": min(MOST_JOIN, leads) + min(MOST_JOIN, follows),
            "always": 1.0,
            "signed": signed,
        }
        looks.append(Look(line, sure, signed, closed, traits))
    return looks


def _page_title(lines: list[Line]) -> int:
    """The position of the one Markdown head of the first level over all others, with nothing but them below; or -1."""
    marked = [at for at, line in enumerate(lines) if line.level]
    if len(marked) <= 2:
        return -1
    first, second, *others = marked
    shallowest = min(lines[at].level for at in (second, *others))
    is_alone = lines[first].level < shallowest and second == first + 1
    return first if is_alone and sum(lines[at].level == lines[second].level for at in others) else -1


def _form(line: Line, closed: bool, usual_gap: int) -> dict[str, float]:
    """What the line shows by itself."""
    text, length = line.text, len(line.text)
    asking = closed and text.rstrip(CLOSERS).endswith(("？", "?", "！", "!"))
    after_break = line.gap > usual_gap + 1
    stops = bool(_INNER_STOP.search(text, 0, length - 1))
    credit = caption_credit(text)
    spaces = len(_SPACE.findall(_QUOTED.sub("", text))) if " " in text else 0
    is_kicker = text.endswith(("：", ":")) and is_place(text)
    return {
        "furniture": furniture_score(text),
        "marked": bool(line.level),
        "head_length": length in HEAD_LENGTHS,
        "too_long_for_head": length > LONGEST_HEAD,
        "too_long_for_section": length > LONGEST_SECTION,
        "too_long_for_caption": length > LONGEST_CAPTION,
        "long": length >= LONG_TEXT,
        "middling": SHORT_TEXT < length < LONG_TEXT,
        "short": length <= SHORT_TEXT,
        "short_open": length <= SHORT_TEXT and not closed,
        "closed": closed,
        "open": not closed,
        "stated": closed and not asking,
        "asking": asking,
        "hanging": text.endswith(("，", ",", "、", "：", ":", "；", ";")) and not is_kicker,
        "broken_start": text[:1] in NOT_FIRST,
        "unmatched": unmatched(text) != ("", ""),
        "inner_stop": "。" in text,
        "stops": stops,
        "no_points": length > SHORT_TEXT / 2 and not _POINT.search(text),
        "spaces": min(MOST_SPACES, spaces),
        "spaced_short": spaces > 0 and length <= LONGEST_HEAD,
        "credit": credit,
        "sure_credit": credit > SURE_CREDIT,
        "after_break": after_break,
        "bare_caption": after_break and length <= LONGEST_BARE_CAPTION and not stops,
        "opener": opens_paragraph(text),
        "bracketed": text.startswith("【"),
    }


class _Company:
    """What a line shares with the paragraphs around it, and they with each other."""

    def __init__(self, lines: list[Line], cohesion: Cohesion) -> None:
        self._cohesion = cohesion
        self._lengths = [len(line.text) for line in lines]
        self._long = [index for index, length in enumerate(self._lengths) if length >= LONG_ENOUGH]
        self._are_heads = [_is_bare_head(line, below) for line, below in pairwise(lines)] + [False]

    def traits(self, index: int) -> dict[str, float]:
        """The traits of the line at a position."""
        at = bisect_left(self._long, index)
        after = at + (self._long[at : at + 1] == [index])
        above, below = self._long[max(0, at - WINDOW) : at], self._long[after : after + WINDOW]
        between = self._cohesion.between
        topic = TOPIC_SCALE * (between([index], below) - between([index], above))
        bridge = between(above, below) if above and below else USUAL_BRIDGE
        apart = BREAK_SCALE * (USUAL_BRIDGE - bridge)
        return {
            "topic": max(-MOST_TOPIC, min(MOST_TOPIC, topic)),
            "break": max(-MOST_BREAK, min(MOST_BREAK, apart)),
            "parallel": min(MOST_PARALLEL, self._count_parallel(index)),
        }

    def _count_parallel(self, index: int) -> int:
        """How many other lines near a short line are as long: the heads inside one article are often parallel.

        Headlines are told apart from them by the byline below.
        """
        if not self._are_heads[index]:
            return 0
        near = range(max(0, index - NEAR), min(len(self._lengths), index + NEAR + 1))
        length = self._lengths[index]
        alike = [other for other in near if abs(self._lengths[other] - length) <= PARALLEL_DIFFER]
        return sum(self._are_heads[other] for other in alike if other != index)


def _is_bare_head(line: Line, below: Line) -> bool:
    """Whether a short line without a full stop has a paragraph straight below it."""
    return len(line.text) <= LONGEST_SECTION and len(below.text) >= LONG_ENOUGH and not line.is_closed
