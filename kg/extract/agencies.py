"""Organisations: the suffix says where a name ends, the words before it where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.tables import rows, words
from kg.model import EntityType, Kind
from kg.tagger import Document
from kg.tagger.span import Span

# Parts of speech of LAC that a name of an organisation is made of. Verbs, particles and punctuation end it.
_NAME_TAGS = frozenset({"LOC", "ORG", "n", "nz", "nw", "vn", "an", "s", "PER"})
_LEVELS = re.compile(r"(?:省|市|区|县|州|旗|镇|乡|街道|社区|村)(?=.)")
_LEVEL_WORDS = frozenset({"省", "市", "区", "县", "州", "旗", "镇", "乡", "街道", "社区", "村"})
_POSTS = re.compile(r"(?:副|原)?(?:书记|主任|主席|委员|部长|组织委员|宣传委员|班子|干部)")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十\d]+$")
_JOINED = re.compile(
    r"联合(?!会|体|社|执|总)|会同|督促|依托|牵头(?=.{2})|协调(?=.{2})|携手"
)  # verbs that LAC takes into a name
_PUBLIC = frozenset({Kind.PARTY, Kind.LEGISLATURE, Kind.JUSTICE, Kind.GOVERNMENT})
MAX_NAME = 40  # characters; longer legal names are rarer than lists taken for one name
MAX_WORDS = 12

# How sure each way of recognising is; found on the annotated training articles (share of right ones, rounded).
SURE, LIKELY, DOUBTFUL = 0.9, 0.75, 0.45


@cache
def _suffixes() -> dict[str, tuple[Kind, str]]:
    return {suffix: (Kind(kind), strength) for suffix, kind, strength in rows("agency_suffixes.tsv", 3)}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_suffixes(), key=lambda suffix: (-len(suffix), suffix))
    return re.compile("|".join(map(re.escape, longest_first)))


def find(document: Document, known: Sequence[Span]) -> Iterator[Span]:
    """Yield the organisations of an article; known are its places."""
    yield from _by_suffix(document, known)
    yield from _quoted_teams(document)


def kind_of(name: str) -> Kind:
    """The kind that the end of a name tells; a company where it tells nothing."""
    for begin in range(len(name)):
        found = _suffixes().get(name[begin:])
        if found:
            return found[0]
    return Kind.COMPANY


def _by_suffix(document: Document, places: Sequence[Span]) -> Iterator[Span]:
    text = document.text
    starts = {span.begin: span for span in places}
    ends = {word.end for word in document.words}
    for match in _pattern().finditer(text):
        kind, strength = _suffixes()[match.group()]
        end = match.end()
        if end not in ends or _continues(text, end):
            continue
        if strength == "organ" and _POSTS.match(text, end):
            continue
        begin = _left_edge(document, match.start(), places)
        begin = _JOINED.sub(lambda joined: "\0" * len(joined.group()), text[begin:end]).rfind("\0") + 1 + begin
        name, head = text[begin:end], text[begin : match.start()]
        if len(name) > MAX_NAME or (not head and strength != "whole"):
            continue
        score = _score(document, begin, match.start(), end, strength, begin in starts)
        if score > 0:
            yield Span(begin, end, EntityType.AGENCY, kind, score, "pattern")


def _continues(text: str, end: int) -> bool:
    """Whether the suffix is the beginning of a longer word: 局长, 公司化, 银行卡."""
    return text[end : end + 1] in tuple("长化制卡里式级员")


def _left_edge(document: Document, suffix: int, places: Sequence[Span]) -> int:
    """Where the name begins whose suffix begins here: go left over nouns, and over whole place names."""
    text, index = document.text, document.word_at(suffix)
    begin = document.words[index].begin if index < len(document.words) else suffix
    covering = {offset: span.begin for span in places for offset in range(span.begin + 1, span.end + 1)}
    for _ in range(MAX_WORDS):
        begin = min(begin, covering.get(begin, begin))
        previous = document.word_at(begin) - 1
        if previous < 0:
            break
        word = document.words[previous]
        surface = text[word.begin : word.end]
        if word.end != begin or surface in words("agency_stops.txt"):
            break
        if word.tag not in _NAME_TAGS and not _ORDINAL.match(surface):
            break
        begin = word.begin
    return begin


def _score(document: Document, begin: int, suffix: int, end: int, strength: str, starts_with_place: bool) -> float:
    text = document.text
    head = text[begin:suffix]
    kind = kind_of(text[suffix:end])
    if strength == "whole":
        return SURE
    if head in words("agency_generic.txt"):
        return 0.0
    if head in _LEVEL_WORDS:
        return LIKELY if kind in _PUBLIC else 0.0
    inside = document.words[document.word_at(begin) : document.word_at(end - 1) + 1]
    organisation = any(word.tag == "ORG" and word.end - word.begin > 2 for word in inside)
    place = starts_with_place or any(word.tag == "LOC" for word in inside)
    if place:
        return SURE
    if organisation:
        return LIKELY if strength == "strong" or len(head) > 1 else DOUBTFUL
    if _LEVELS.match(head):
        return LIKELY
    if strength == "strong":
        return LIKELY if any(word.tag == "nz" for word in inside) else DOUBTFUL
    return 0.0


def _quoted_teams(document: Document) -> Iterator[Span]:
    """A team whose name opens with a quotation is named whole, marks included: “三师”服务团."""
    text = document.text
    for quotation in document.quotations:
        if quotation.mark == "《":
            continue
        match = re.compile(r"[”’]([\u4e00-\u9fff]{0,6})").match(text, quotation.end)
        if not match:
            continue
        for length in range(len(match.group(1)), 0, -1):
            found = _suffixes().get(match.group(1)[:length][-4:]) or _suffixes().get(match.group(1)[:length])
            if found and found[0] in (Kind.TEAM, Kind.ASSOCIATION, Kind.GOVERNMENT):
                end = quotation.end + 1 + length
                yield Span(quotation.begin - 1, end, EntityType.AGENCY, found[0], SURE, "quotation")
                break
