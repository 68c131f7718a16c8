"""Whether one line goes on where another stops: paragraphs cut by a column's end, a picture, another article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg.articles.lines import CLOSERS, OPENERS, ends_sentence
from kg.articles.words import REACH, gain_of_joining
from kg.names import NAME_THRESHOLD, name_score
from kg.tables import ordered

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
    return _opens_with_word(text) or _opens_with_clause(text)


def _opens_with_word(text: str) -> bool:
    return text.startswith(_openers().get(text[:1], ()))


def _opens_with_clause(text: str) -> bool:
    return bool(_CLAUSE.match(text) or (text[:1].isdecimal() and _DATE.match(text)))


@cache
def _openers() -> dict[str, tuple[str, ...]]:
    """The words that open a paragraph, by their first character."""
    words = sorted(ordered("articles/openers.tsv"))
    return {first: tuple(group) for first, group in groupby(words, itemgetter(0))}


class Tail(NamedTuple):
    """What the line that stops says by its end, whatever follows."""

    end: str  # its last characters, as many as a word across the cut can take
    last: str
    ending: float  # of a line that is complete, or nearly
    hangs: bool  # on a comma
    waiting: str  # for this closing mark
    wants: float  # a word on its other side
    word: str  # its last two characters, where they are letters: a list may go on with them


class Head(NamedTuple):
    """What the line that may go on says by its beginning, whatever stands before."""

    begin: str
    first: str
    opening: float  # of a paragraph
    broken: bool  # begins with what nothing can begin with
    orphan: str  # a closing mark that nothing in it opens
    leans: float  # on a word before it
    amount: float  # a bare one, as in a list
    said: tuple[str, ...]  # what stands before 说 or 表示 at its very beginning
    reach: str
    most: float  # that can speak for its going on from any line


class Sign(NamedTuple):
    """Something that speaks for or against two lines being one paragraph."""

    weigh: Callable[[Tail, Head, str], float]  # (the line that stops, the line that may go on, the page's text)
    why: str


# A line is compared with many others: what it says by itself is found once.
@lru_cache(maxsize=2048)
def tail_of(text: str) -> Tail:
    """The end of a line."""
    waiting = unmatched(text)[1]
    return Tail(
        end=text[-REACH:],
        last=text[-1:],
        ending=_ending(text),
        hangs=text[-1:] in _HANGING,
        waiting=_PAIRS[waiting[-1]] if waiting else "",
        wants=WEAK * (text[-1:] in _NEEDS_MORE),
        word=text[-2:] if text[-2:].isalpha() else "",
    )


@lru_cache(maxsize=2048)
def head_of(text: str) -> Head:
    """The beginning of a line."""
    opening, broken, orphan = _opening(text), text[:1] in NOT_FIRST, unmatched(text)[0][:1]
    leans, amount = WEAK * (text[:1] in _DEPENDENT), WEAK * bool(_AMOUNT.match(text))
    # Across the cut a word, a piece and a name, of which no mark is a part; behind a mark less.
    across = STRONG if broken else 2 * STRONG + MILD
    return Head(
        begin=text[:REACH],
        first=text[:1],
        opening=opening,
        broken=broken,
        orphan=orphan,
        leans=leans,
        amount=amount,
        said=tuple(text[:right] for right in (1, 2) if text.startswith(_SAYING, right)),
        reach=text[:LIST_REACH],
        most=across + STRONG * bool(orphan) + WEAK + leans + MILD + amount + opening,
    )


def _opening(text: str) -> float:
    if _opens_with_word(text):
        return -STRONG
    return -WEAK if text[:1] in OPENERS or _opens_with_clause(text) else 0.0


def _ending(text: str) -> float:
    if ends_sentence(text):
        return -2 * STRONG
    return -MILD if text.rstrip(CLOSERS).endswith(("；", ";", "——", "：", ":")) else 0.0


def _punctuation(tail: Tail, head: Head, _: str) -> float:
    if head.broken:
        return STRONG
    return MILD if tail.hangs else 0.0


def _marks(tail: Tail, head: Head, _: str) -> float:
    if tail.waiting and head.orphan:
        return STRONG if tail.waiting == head.orphan else 0.0
    return -MILD if tail.waiting or head.orphan else 0.0


def _word(tail: Tail, head: Head, _: str) -> float:
    return min(STRONG, gain_of_joining(tail.end, head.begin) / 2)


# As many as a long page has characters at its cuts.
@lru_cache(maxsize=1024)
def _following(char: str, page: str) -> frozenset[str]:
    """The characters that stand behind a character on a page, and perhaps itself."""
    return frozenset(part[:1] or char for part in page.split(char)[1:]) if char else frozenset()


def _may_print_across(tail: Tail, head: Head, page: str) -> bool:
    """Whether a page may print the two characters at the cut as neighbours: they are a part of all pieces and names."""
    return (tail.last + head.first).isalnum() and head.first in _following(tail.last, page)


def _printed_elsewhere(tail: Tail, head: Head, page: str) -> float:
    # A piece of three characters is a part of every longer one.
    if not _may_print_across(tail, head, page) or not _prints_across(tail, head, 3, page):
        return 0.0
    return STRONG if _prints_across(tail, head, 4, page) else MILD


def _prints_across(tail: Tail, head: Head, length: int, page: str) -> bool:
    """Whether a page prints a piece of some length that lies across the cut."""
    for left in range(1, length):
        piece = tail.end[-left:] + head.begin[: length - left]
        if len(piece) == length and piece.isalnum() and piece in page:
            return True
    return False


def _name(tail: Tail, head: Head, page: str) -> float:
    name = tail.last + head.first
    if _may_print_across(tail, head, page) and name in page and name_score(name) >= NAME_THRESHOLD:
        return MILD
    for end in head.said:
        if name_score(tail.end[-1:] + end) > 0 or name_score(tail.end[-2:] + end) > 0:
            return MILD
    return 0.0


def _grammar(tail: Tail, head: Head, _: str) -> float:
    return tail.wants + head.leans


def _list(tail: Tail, head: Head, _: str) -> float:
    """专利一项、外观专利 + 两项、实用新型专利五项: the word at the cut stands soon again, or a bare amount begins."""
    return (MILD if tail.word and tail.word in head.reach else 0.0) + head.amount


# In the order in which a reader's eye takes them; the sum decides.
SIGNS = [
    Sign(lambda tail, _, __: tail.ending, "a line that ends with a full stop is complete"),
    Sign(_punctuation, "a comma needs something after it, and nothing begins with one"),
    Sign(_marks, "a quotation opened in one line and closed in the other"),
    Sign(_word, "a word of the dictionary lies across the cut: 建 + 立"),
    Sign(_printed_elsewhere, "a name lies across the cut that the page prints in one piece elsewhere"),
    Sign(_name, "a person's name lies across the cut: 钱 + 建强表示, or 高 + 鹏 where the page has 高鹏"),
    Sign(_grammar, "的, 和, 在 want a word on their other side"),
    Sign(_list, "a list goes on with the same words, or with an amount and a comma"),
    Sign(lambda _, head, __: head.opening, "近年来, 此外, 据悉 begin a paragraph, they do not go on"),
]


def goes_on(before: str, after: str, page: str) -> float:
    """How much speaks for a line going on in another, in log odds; the page is its text, one line a line.

    Where the lines stand is not asked: neighbours have a right to more trust than lines far apart.
    """
    tail, head, score = tail_of(before), head_of(after), 0.0
    for sign in SIGNS:
        score += sign.weigh(tail, head, page)
    return score
