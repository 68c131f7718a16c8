"""Organisations: the suffix says where a name ends, the words before it where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kg.extract.wordlist import WordList
from kg.model import EntityType, Kind
from kg.tables import rows, words
from kg.tagger import Document
from kg.tagger.span import Span

# Parts of speech of LAC that a name of an organisation is made of. Verbs, particles and punctuation end it.
_NAME_TAGS = frozenset({"LOC", "ORG", "n", "nz", "nw", "vn", "an", "s", "PER"})
_LEVELS = re.compile(r"(?:省|市|区|县|州|旗|镇|乡|街道|社区|村)(?=.)")
_LEVEL_WORDS = frozenset({"省", "市", "区", "县", "州", "旗", "镇", "乡", "街道", "社区", "村"})
_POSTS = re.compile(r"(?:副|原)?(?:书记|主任|主席|委员|部长|组织委员|宣传委员|班子|干部)")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十\d]+$")
# What LAC takes into a name that it is no part of: verbs of joining, roles, a conjunction before a relative name.
_JOINED = re.compile(
    r"联合(?!会|体|社|执|总)|会同|督促|依托|牵头(?=.{2})|协调(?=.{2})|携手|(?:运营|施工|承建|建设|合作|主办|承办)方|供应商|旗下|、"
    r"|[和与及同](?=(?:省|市|区|县|镇|乡|街道|社区)[^、])|^[和与及同](?=.{4})"
)
_PUBLIC = frozenset({Kind.PARTY, Kind.LEGISLATURE, Kind.JUSTICE, Kind.GOVERNMENT})
_AFTER_VERB = frozenset("起理公事了成好完学案在于的得好")
_AFTER_PART = frozenset("长化制卡里式级员")
BODIES = frozenset({Kind.TEAM, Kind.ASSOCIATION, Kind.GOVERNMENT})
MAX_NAME = 40  # characters; longer legal names are rarer than lists taken for one name
MAX_WORDS = 12

# How sure each way of recognising is; set by judgement, and weighed against the model afterwards (evidence.py).
SURE, LIKELY, DOUBTFUL = 0.9, 0.75, 0.45


@cache
def suffixes() -> dict[str, tuple[Kind, str]]:
    """Every suffix with its kind and strength, the departments in full among them."""
    table = {suffix: (Kind(kind), strength) for suffix, kind, strength in rows("extract/agency_suffixes.tsv", 3)}
    # Departments in full are suffixes too: 文化和旅游厅 holds an “and” that would end any other name.
    for short, forms in rows("extract/departments.tsv", 2):
        for form in (short, *forms.split()):
            kind = next((table[form[at:]][0] for at in range(len(form)) if form[at:] in table), Kind.GOVERNMENT)
            table.setdefault(form, (kind, "weak"))
            if form.endswith("局"):
                # One level up it is a 厅; in the four municipalities many are a 委.
                table.setdefault(form[:-1] + "厅", (kind, "weak"))
                table.setdefault(form[:-1] + "委", (kind, "weak"))
    return table


@cache
def _suffix_list() -> WordList:
    return WordList(suffixes())


def is_body(name: str) -> bool:
    """Whether a name's end says that it is a team, a task force or a leading group."""
    table = suffixes()
    found = filter(None, [table.get(name[at:]) for at in range(1, len(name) - 1)])
    return any(kind is Kind.TEAM for kind, _ in found)


@lru_cache(maxsize=4096)  # each name is asked of several times an article
def kind_of(name: str) -> Kind:
    """The kind that the end of a name tells; a company where it tells nothing."""
    table = suffixes()
    for begin in range(len(name)):
        if found := table.get(name[begin:]):
            return found[0]
    return Kind.COMPANY


def find(document: Document, places: Sequence[Span]) -> Iterator[Span]:
    """Yield the organisations of an article whose places are these."""
    text = document.text
    starts = {span.begin: span for span in places}
    place_ends = {span.end for span in places}
    within = {offset for span in places for offset in range(span.begin, span.end)}
    covering = {offset: span.begin for span in places for offset in range(span.begin + 1, span.end + 1)}
    for at, end, suffix in _suffix_list().spans(text):
        if end not in document.breaks or within_word(text, at, end):
            continue
        kind, strength = suffixes()[suffix]
        if strength == "organ" and _POSTS.match(text, end):
            continue
        if suffix == "办" and at in place_ends:
            continue  # 莫干山镇|办|民宿: after a bare place it is a verb
        begin = left_edge(document, at, covering)
        begin = _after_joined(text, begin, end, within)
        name, head = text[begin:end], text[begin:at]
        if len(name) > MAX_NAME or (not head and strength != "whole"):
            continue
        if strength == "brand" and not any(span.begin == begin and span.end == at for span in places):
            continue
        score = _score(document, (begin, at, end), strength, begin in starts)
        if score > 0:
            yield Span(begin, end, EntityType.AGENCY, kind, score, "pattern")


def _after_joined(text: str, begin: int, end: int, places: set[int]) -> int:
    """Where a name begins after the last word in it that joins two; 和 of 和县 and 会同 of 会同县 join nothing."""
    joined = [match.end() + begin for match in _JOINED.finditer(text[begin:end]) if match.start() + begin not in places]
    return max(joined, default=begin)


def within_word(text: str, begin: int, end: int) -> bool:
    """Whether the suffix is only a part of another word: 局长, 公司化, 银行卡; 格局, 主办."""
    before, after = text[begin - 1 : end], text[end : end + 1]
    if text[begin:end] == "办" and after in _AFTER_VERB:
        return True
    return after in _AFTER_PART or before in words("extract/agency_words.txt")


def left_edge(document: Document, suffix: int, covering: Mapping[int, int]) -> int:
    """Where the name begins whose suffix begins here: go left over nouns, and over whole place names.

    covering: for each offset inside a place or at its end, where the place begins.
    """
    text, index = document.text, document.word_at(suffix)
    begin = document.words[index].begin if index < len(document.words) else suffix
    for _ in range(MAX_WORDS):
        begin = min(begin, covering.get(begin, begin))
        holder = document.words[min(document.word_at(begin), len(document.words) - 1)]
        if holder.begin < begin and holder.tag in _NAME_TAGS:
            begin = holder.begin  # LAC took more into the word: 佛山农商银行|高明
        previous = document.word_at(begin) - 1
        if previous < 0:
            break
        word = document.words[previous]
        surface = text[word.begin : word.end]
        if word.end != begin or surface in words("extract/agency_stops.txt"):
            break
        if word.tag not in _NAME_TAGS and not _ORDINAL.match(surface):
            break
        begin = word.begin
    return begin


def _score(document: Document, part: tuple[int, int, int], strength: str, starts_with_place: bool) -> float:
    """How sure a name is; part is where the name and its suffix begin and where both end."""
    text = document.text
    begin, suffix, end = part
    head = text[begin:suffix]
    kind = kind_of(text[suffix:end])
    if strength == "whole":
        return SURE
    if strength == "unit":
        return LIKELY if len(head) > 4 and _suffix_list().spans(head) else 0.0
    if head in words("extract/agency_generic.txt"):
        return 0.0
    if head in _LEVEL_WORDS:
        return LIKELY if kind in _PUBLIC or "党" in text[suffix:end] else 0.0
    inside = document.words[document.word_at(begin) : document.word_at(end - 1) + 1]
    organisation = any(word.tag == "ORG" and word.end - word.begin > 2 for word in inside)
    place = starts_with_place or any(word.tag == "LOC" for word in inside)
    if place:
        return SURE
    if organisation:
        return LIKELY if strength == "strong" or len(head) > 1 else DOUBTFUL
    if _LEVELS.match(head) and "里" not in head[:3]:  # 市里大医院 is no one of them
        return LIKELY
    if strength == "strong":
        return LIKELY if any(word.tag == "nz" for word in inside) else DOUBTFUL
    if kind in BODIES and len(head) >= 2:
        founded = any(text.startswith(verb, begin - len(verb)) for verb in words("extract/founding_verbs.txt"))
        named = any(word.tag in ("nz", "ORG", "LOC") for word in inside)
        return LIKELY if founded else DOUBTFUL if named else 0.0
    return 0.0
