"""The forms in which a newspaper names the writers of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.gazetteer import gazetteer
from kg.model import Kind
from kg.names import DOTS, LONGEST_DOTTED_NAME, NAME_THRESHOLD, is_hanzi, mean_score, name_score
from kg.tables import ordered


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article, as printed and as names."""

    text: str
    authors: tuple[str, ...]


class Cut(NamedTuple):
    """A line parted into its byline and the rest of it, which is empty where the byline fills the line."""

    byline: Byline
    rest: str
    sure: float  # how sure the form is, 0 to 1


class Form(NamedTuple):
    """One form of a byline, and why it stands where it does in the order of attempts."""

    find: Callable[[str], Cut | None]
    why: str


_SEPARATORS = re.compile(r"[\s、，,；;/|｜&]+|(?<=[\u4e00-\u9fff])\s*[和与]\s*(?=[\u4e00-\u9fff]{2,4}$)")
_ROLES = sorted(ordered("articles/roles.tsv"), key=len, reverse=True)
_ROLE = "|".join(map(re.escape, _ROLES))
# A paper's or station's name before the role: 本报, 潮新闻, XX日报, 融媒体中心.
_MEDIUM = r"(?:本[报刊台网社]|[\u4e00-\u9fff“”·]{1,14}(?:报|报社|新闻|融媒体中心|融媒|电视台|广播|客户端|网|社|刊))"
_LEAD = re.compile(rf"^[\s□■◇◆○●▲△☆★◎◦•—\-*]*(?:{_MEDIUM}?\s*(?:[\u4e00-\u9fff]{{0,8}}?)(?:{_ROLE})\s*[:：]?\s*)")
_SYMBOL_LEAD = re.compile(r"^[\s]*[□■◇◆○●▲△☆★◎◦]+\s*")
_ROLE_INSIDE = re.compile(
    rf"(?:(?<=^)|(?<=[\s、，,；;]))(?:{_MEDIUM}\s*)?(?:{_ROLE})\s*[:：]?\s*|\s*(?:{_ROLE})(?=[\s、，,]|$)"
)
_REPORTED_FROM = re.compile(r"([\u4e00-\u9fff]{2,10})报道$")
_LEVELS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)  # of the places in datelines
# What neither names nor the words round them are written with.
_NEVER = re.compile(r"[。！？!?…《》\d]")
_FILLED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_END = re.compile(r"\s*[（(]([^（）()]{2,80})[）)]\s*$")
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日"
# 本报讯, 【本报讯】, 河南日报讯; with the place and the day: 本报南昌8月31日讯, 新华社北京电.
_OPENING = rf"(?:据?{_MEDIUM}[\u4e00-\u9fff]{{0,8}}?(?:{_DAY})?[讯电]|[\u4e00-\u9fff]{{2,8}}讯)"
_DATELINE = re.compile(rf"^([【［\[]?{_OPENING}[】］\]]?\s*[（(]([^（）()]{{2,60}})[）)][】］\]]?)\s*[:：]?\s*")
_BRACKETED_LEAD = re.compile(rf"^([（(【]((?:{_MEDIUM})?\s*(?:{_ROLE})[^（）()【】]{{2,60}})[）)】])\s*[:：]?\s*")
_BARE_DATELINE = re.compile(
    rf"^({_MEDIUM}[\u4e00-\u9fff]{{0,8}}?\d*月?\d*日?[讯电]\s+((?:{_ROLE})\s*.{{2,30}}?(?:报道)?))(?:[:：]|\s{{2,}}|(?<=报道)\s*)"
)
_SIGNED = re.compile(rf"(?<=[。！？”])\s*((?:{_MEDIUM}\s*)?(?:{_ROLE})\s*[^。，（）()]{{2,40}})$")
_NO_SIGNATURE = tuple("。，（）()")  # no name ends so
# A names line longer than this is a list of people, not of writers.
MOST_AUTHORS = 6
# A name without dots is no longer than this, those put into Chinese from other languages too.
LONGEST_PLAIN_NAME = 6
# The mean score of words that are names where names are expected; a rare surname with a rare given name has it.
LEAST_EXPECTED = -1.5
# Letters after which a credit names the maker of a picture, not the writer.
PICTURE_ROLES = re.compile(r"(?:摄|摄影|供图|提供|图)\s*$")


Fits = Callable[[Sequence[str]], bool]


def parse_names(text: str, fits: Fits) -> tuple[str, ...] | None:
    """The names in a byline's words, roles and fillers taken off; None if what is left does not fit.

    A two-character name that is spread over three places (沈 超) is put together. The place from which is reported is
    no name, if there is one without it: 王磊南昌报道, but 王金华报道.
    """
    if _NEVER.search(text):
        return None
    text = text.strip()
    return next(filter(None, (_names_of(form, fits) for form in (_without_place(text), text))), None)


def _names_of(text: str, fits: Fits) -> tuple[str, ...] | None:
    bare = _ROLE_INSIDE.sub(" ", text).strip(" :：")
    while (joined := _FILLED_NAME.sub(r"\1\2", bare)) != bare:
        bare = joined
    words = tuple(dict.fromkeys(part for word in _SEPARATORS.split(bare) if word for part in _part_names(word)))
    return words if 1 <= len(words) <= MOST_AUTHORS and fits(words) else None


def _without_place(text: str) -> str:
    """A byline's words without the county, prefecture or province from which is reported."""
    found = _REPORTED_FROM.search(text)
    word = found[1] if found else ""
    for size in (4, 3, 2):
        if len(word) >= size and any(division.level in _LEVELS for division in gazetteer().named(word[-size:])):
            return text[: -len("报道") - size]
    return text


def _part_names(word: str) -> list[str]:
    """Two names that are printed without a space between them (at a column's end, say)."""
    if len(word) in range(4, 7) and is_hanzi(word) and name_score(word) < NAME_THRESHOLD:
        for cut in (3, 2):
            parts = [word[:cut], word[cut:]]
            if all(len(part) <= 3 and name_score(part) >= NAME_THRESHOLD for part in parts):
                return parts
    return [word]


def _are_likely_names(words: Sequence[str]) -> bool:
    """Where names are expected (in brackets behind a full stop, under a headline), rare ones are believed too."""
    return mean_score(words) >= LEAST_EXPECTED


def _are_names_in_a_row(words: Sequence[str]) -> bool:
    """Several words on a line of their own may be a slogan, so they must look like names more than not."""
    return mean_score(words) >= (0.0 if len(words) > 1 else LEAST_EXPECTED)


def _may_be_names(words: Sequence[str]) -> bool:
    """Beside the word 记者, any short word is a name."""
    return all(_may_be_name(word) for word in words)


def _may_be_name(word: str) -> bool:
    bare = "".join(char for char in word if char not in DOTS)
    longest = LONGEST_PLAIN_NAME if bare == word else LONGEST_DOTTED_NAME
    return is_hanzi(bare) and 2 <= len(bare) <= longest


def _with_role(text: str) -> Cut | None:
    lead = _LEAD.match(text)
    if not lead or len(text) > 60 or "。" in text:
        return None
    names = parse_names(text[lead.end() :], _may_be_names)
    return Cut(Byline(text, names), "", 1.0) if names else None


def _with_symbol(text: str) -> Cut | None:
    lead = _SYMBOL_LEAD.match(text)
    names = parse_names(text[lead.end() :], _may_be_names) if lead else None
    return Cut(Byline(text, names), "", 0.9) if names else None


def _in_brackets(text: str) -> Cut | None:
    end = _END.fullmatch(text)
    names = _bracketed_names(end[1]) if end else None
    return Cut(Byline(text, names), "", 0.95) if names else None


def _names_alone(text: str) -> Cut | None:
    names = parse_names(text, _are_names_in_a_row)
    if not names:
        return None
    # Two words that both look like names are hardly ever anything else; one alone may be a short head.
    return Cut(Byline(text, names), "", min(0.95, 0.5 + 0.08 * mean_score(names) + 0.1 * (len(names) - 1)))


def _behind_text(text: str) -> Cut | None:
    end = _END.search(text) if text.rstrip().endswith(("）", ")")) else None
    names = _bracketed_names(end[1]) if end else None
    if not end or not names:
        return None
    return Cut(Byline(text[end.start() :].strip(), names), text[: end.start()].rstrip(), 0.9)


def _in_dateline(text: str) -> Cut | None:
    for pattern in (_DATELINE, _BARE_DATELINE, _BRACKETED_LEAD):
        found = pattern.match(text)
        if found and not PICTURE_ROLES.search(found[2]) and (names := parse_names(found[2], _may_be_names)):
            return Cut(Byline(found[1], names), text[found.end() :], 1.0)
    return None


def _signed(text: str) -> Cut | None:
    found = None if text.endswith(_NO_SIGNATURE) else _SIGNED.search(text)
    names = parse_names(found[1], _may_be_names) if found else None
    return Cut(Byline(found[1], names), text[: found.start()], 0.8) if found and names else None


def _bracketed_names(text: str) -> tuple[str, ...] | None:
    if PICTURE_ROLES.search(text) and not re.search(r"文\s*[/、]?\s*(?:图|摄)", text):
        return None
    with_role = re.search(_ROLE, text)
    return parse_names(text, _may_be_names if with_role else _are_likely_names)


# Tried in this order on a line that stands by itself; the first that fits is taken.
LINE_FORMS = [
    Form(_with_role, "本报记者 A 通讯员 B, 文/图 A: the role's word leaves no doubt, whatever the names look like"),
    Form(_with_symbol, "□ A B: a symbol that papers print before writers only"),
    Form(_in_brackets, "(A B) alone on its line: brackets round nothing but names"),
    Form(_names_alone, "A B: names and nothing else; last, since they are told by their characters alone"),
]
# Tried in this order on a paragraph; each may take its part, so a dateline does not hide a name at the end.
TEXT_FORMS = [
    Form(_in_dateline, "本报讯（记者 A）, （记者 A）at the start: fixed openings"),
    Form(_behind_text, "…。(A B): brackets that hold names only, behind the last sentence"),
    Form(_signed, "…。记者 A: without brackets, so only with a role's word"),
]


def read_byline(text: str) -> Cut | None:
    """The byline that fills a line, or None."""
    return next((cut for form in LINE_FORMS if (cut := form.find(text))), None)


# A line is asked for what it is, whether it is complete, and for its article.
@lru_cache(maxsize=512)
def cut_bylines(text: str) -> tuple[str, tuple[Byline, ...]]:
    """A paragraph without the bylines at its start and its end, and these."""
    found: list[Byline] = []
    for form in TEXT_FORMS:
        cut = form.find(text)
        if cut and cut.rest:
            found.append(cut.byline)
            text = cut.rest
    return text, tuple(found)
