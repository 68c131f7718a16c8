"""Whether one line goes on where another stops: paragraphs cut by a column's end, a picture, another article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import add
from typing import NamedTuple

from kg.articles.lines import CLOSERS, OPENERS, ends_sentence
from kg.articles.words import gain_of_joining
from kg.names import NAME_THRESHOLD, name_score
from kg.tables import ordered


class Sign(NamedTuple):
    """Something that speaks for or against two lines being one paragraph."""

    weigh: Callable[[str, str, str], float]  # (the line that stops, the line that may go on, the page's text)
    why: str


# The most that one sign may say, so that no single one decides alone.
STRONG, MILD, WEAK = 3.0, 1.5, 0.7

_PAIRS = dict(zip("“‘「『（(【《", "”’」』）)】》", strict=True))
_MARKS = re.compile("|".join(map(re.escape, (*_PAIRS, *_PAIRS.values()))))
_SAYING = ("说", "表示", "介绍", "告诉", "坦言", "称", "道", "认为", "感慨", "指出")
# How far behind a cut the word before it is looked for again.
LIST_REACH = 16
_AMOUNT = re.compile(r"[一二两三四五六七八九十百\d]+[项个家名户人处次件条座万亿]+[、，,]")
# What cannot end a sentence, and what cannot begin one.
_HANGING = "，,、：:"
_NEEDS_MORE = "的和与及在对为把将从被向由以于是或并且而"
NOT_FIRST = "，,、。；;：:？！?!”’）)》…"
# A first clause that says when, where or under what: 项目建成后，
_CLAUSE = re.compile(r"[^，,。：:；“”]{2,10}(?:之?后|[之同]?时|以来|期间|之际|之下|之前|过程中|方面|一样)[，,]")
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?[，,上中下]")
_DEPENDENT = "的了着们等地得之者"


@lru_cache(maxsize=2048)
def unmatched(text: str) -> tuple[str, str]:
    """The closing marks that no opening mark stands before, and the opening marks that are never closed."""
    waiting: list[str] = []
    orphans: list[str] = []
    for mark in _MARKS.findall(text):
        if mark in _PAIRS:
            waiting.append(mark)
        elif waiting and _PAIRS[waiting[-1]] == mark:
            waiting.pop()
        else:
            orphans.append(mark)
    return "".join(orphans), "".join(waiting)


def opens_paragraph(text: str) -> bool:
    """Whether a text begins as a paragraph of a news article does: 近年来, 此外, 项目建成后，."""
    return text.startswith(ordered("articles/openers.tsv")) or bool(
        _CLAUSE.match(text) or (text[:1].isdecimal() and _DATE.match(text))
    )


def _marks(before: str, after: str, _: str) -> float:
    waiting, orphans = unmatched(before)[1], unmatched(after)[0]
    if waiting and orphans:
        return STRONG if _PAIRS[waiting[-1]] == orphans[0] else 0.0
    return -MILD if waiting or orphans else 0.0


def _punctuation(before: str, after: str, _: str) -> float:
    if after[:1] in NOT_FIRST:
        return STRONG
    return MILD if before[-1:] in _HANGING else 0.0


def _word(before: str, after: str, _: str) -> float:
    return min(STRONG, gain_of_joining(before, after) / 2)


@lru_cache(maxsize=4)
def _pairs_of(page: str) -> frozenset[str]:
    """All pairs of neighbouring characters of a page."""
    return frozenset(map(add, page, page[1:]))


def _printed_elsewhere(before: str, after: str, page: str) -> float:
    if before[-1:] + after[:1] not in _pairs_of(page):
        return 0.0
    longest = 0
    for left in range(1, 5):
        for right in range(1, 5):
            piece = before[-left:] + after[:right]
            if left + right >= 3 and len(piece) == left + right and piece.isalnum() and piece in page:
                longest = max(longest, left + right)
    return 0.0 if longest == 0 else MILD if longest == 3 else STRONG


def _name(before: str, after: str, page: str) -> float:
    name = before[-1:] + after[:1]
    if name in _pairs_of(page) and name_score(name) >= NAME_THRESHOLD:
        return MILD
    said = [after[:right] for right in (1, 2) if after.startswith(_SAYING, right)]
    return MILD if any(name_score(before[-left:] + end) > 0 for end in said for left in (1, 2)) else 0.0


def _grammar(before: str, after: str, _: str) -> float:
    return WEAK * (before[-1:] in _NEEDS_MORE) + WEAK * (after[:1] in _DEPENDENT)


def _list(before: str, after: str, _: str) -> float:
    """专利一项、外观专利 + 两项、实用新型专利五项: the word at the cut stands soon again, or a bare amount begins."""
    again = before[-2:].isalpha() and before[-2:] in after[:LIST_REACH]
    return MILD * again + WEAK * bool(_AMOUNT.match(after))


def _opening(_: str, after: str, __: str) -> float:
    if after.startswith(ordered("articles/openers.tsv")):
        return -STRONG
    if opens_paragraph(after):
        return -WEAK
    return -WEAK if after[:1] in OPENERS else 0.0


def _ending(before: str, _: str, __: str) -> float:
    if ends_sentence(before):
        return -2 * STRONG
    return -MILD if before.rstrip(CLOSERS).endswith(("；", ";", "——", "：", ":")) else 0.0


# In the order in which a reader's eye takes them; the sum decides.
SIGNS = [
    Sign(_ending, "a line that ends with a full stop is complete"),
    Sign(_punctuation, "a comma needs something after it, and nothing begins with one"),
    Sign(_marks, "a quotation opened in one line and closed in the other"),
    Sign(_word, "a word of the dictionary lies across the cut: 建 + 立"),
    Sign(_printed_elsewhere, "a name lies across the cut that the page prints in one piece elsewhere"),
    Sign(_name, "a person's name lies across the cut: 钱 + 建强表示, or 高 + 鹏 where the page has 高鹏"),
    Sign(_grammar, "的, 和, 在 want a word on their other side"),
    Sign(_list, "a list goes on with the same words, or with an amount and a comma"),
    Sign(_opening, "近年来, 此外, 据悉 begin a paragraph, they do not go on"),
]


def goes_on(before: str, after: str, page: str) -> float:
    """How much speaks for a line going on in another, in log odds; the page is its text, one line a line.

    Where the lines stand is not asked: neighbours have a right to more trust than lines far apart.
    """
    return sum(sign.weigh(before, after, page) for sign in SIGNS)
