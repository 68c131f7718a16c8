"""Programmes: what stands in 《》, in quotation marks or before a class noun, and how likely it is a name.

Candidates are cheap and many: every title, every quotation, every stretch of nouns before a class noun (行动, 平台 …),
every word of the table of known programmes. A logistic regression over readable features says which are names; it was
fitted on annotated articles (training/programmes).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add

from kg.extract.wordlist import WordList
from kg.model import EntityType, Kind
from kg.tables import as_cell, rows, words
from kg.tagger import Document
from kg.tagger.span import Span

MAX_QUOTED = 36  # characters; a longer quotation is speech
MAX_OPEN = 30
THRESHOLD = 0.5
_EPITHET = re.compile(r"[\u4e00-\u9fff]{2,8}之(?:乡|都|城|冠|源)")
# Books and papers are no programmes; 《》 around anything else is a document.
_PRESS = re.compile(r"(?:日报|晚报|时报|早报|晨报|周刊|杂志|月刊|诗集|之歌)$")
_CLAUSE = re.compile(r"[，。？！；]")
_LATIN = re.compile(r"[0-9A-Za-z+]")
_APART = re.compile(r"[，。、；的“]")
_PAUSE = re.compile(r"[，。；、]")
_NAME_TAGS = frozenset(
    ("LOC", "ORG", "PER", "TIME", "n", "nz", "nw", "vn", "an", "s", "f", "m", "q", "v", "a", "vd", "ad")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a programme, and how it was come upon."""

    begin: int
    end: int
    form: str  # "title", "quotation", "open", "known"


def find(document: Document, weights: Mapping[str, float] | None = None) -> Iterator[Span]:
    """Yield the programmes of an article, each with its probability, by the shipped weights or by those given."""
    for candidate in candidates(document):
        if is_figure(document.text, candidate.begin, candidate.end):
            continue
        score = probability(document, candidate, weights)
        if score >= THRESHOLD:
            kind = kind_of(document.text, candidate.begin, candidate.end)
            yield Span(candidate.begin, candidate.end, EntityType.PROGRAMME, kind, score, candidate.form)


def is_press(title: str) -> bool:
    """Whether a title is that of a newspaper, a journal or a book of verse."""
    return bool(_PRESS.search(title))


def with_class_noun(text: str, begin: int, end: int) -> int:
    """Where a name ends that has a quotation inside: behind the class noun (某市“以案释法”|培训班)."""
    quoted_inside = text[end - 1 : end] in "”’" and text[begin] not in "“‘"
    noun = _nouns().match(text, end) if quoted_inside else None
    return noun.end() if noun else end


def is_figure(text: str, begin: int, end: int) -> bool:
    """Whether a quotation is a figure of speech (“定心丸”) that no class noun makes a name of (“连心桥”行动)."""
    name = text[begin:end]
    figure = name in words("extract/figures.txt") or bool(_EPITHET.fullmatch(name))
    return figure and not _nouns().match(text, end + 1)


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield every stretch that could be a programme's name; they may overlap."""
    text = document.text
    for quotation in document.quotations:
        length = quotation.end - quotation.begin
        if quotation.mark == "《":
            if not is_press(text[quotation.begin : quotation.end]):
                yield Candidate(quotation.begin, quotation.end, "title")
        elif 1 < length <= MAX_QUOTED:
            yield Candidate(quotation.begin, quotation.end, "quotation")
    inside = {offset for q in document.quotations if q.end - q.begin <= MAX_QUOTED for offset in range(q.begin, q.end)}
    for match in _known().finditer(text):
        if match.start() - 1 not in inside or text[match.start() - 1] in "“‘《":
            yield Candidate(match.start(), match.end(), "known")
    yield from (c for c in (*_open(document), *_honours(document)) if c.end - 1 not in inside)


def _honours(document: Document) -> Iterator[Candidate]:
    """Titles of honour, from their grade to who bears them: 省级无障碍社区, 全国文明单位."""
    for match in _honour().finditer(document.text):
        if match.start() in document.breaks and match.end() in document.breaks:
            yield Candidate(match.start(), match.end(), "open")


@cache
def _honour() -> re.Pattern[str]:
    grades = "|".join(sorted(words("extract/award_grades.txt"), key=lambda word: (-len(word), word)))
    bearers = "|".join(sorted(words("extract/award_bearers.txt"), key=lambda word: (-len(word), word)))
    return re.compile(f"(?:{grades})[\u4e00-\u9fff“”]{{2,14}}?(?:{bearers})")


def _open(document: Document) -> Iterator[Candidate]:
    text = document.text
    for at, end, _ in _noun_list().spans(text):
        if end not in document.word_ends:
            continue
        index = document.word_at(at)
        begin = document.words[index].begin
        while index > 0:
            word = document.words[index - 1]
            surface = text[word.begin : word.end]
            if word.end != begin:
                break  # a line ends there
            quoted = surface in ("”", "’") and _quotation_ending(document, word.begin)
            if quoted and end - quoted <= MAX_OPEN:
                begin = quoted
                index = document.word_at(begin)
                continue
            if surface in words("extract/programme_stops.txt") or word.tag not in _NAME_TAGS:
                break
            if end - word.begin > MAX_OPEN:
                break
            begin, index = word.begin, index - 1
        if at - begin >= 2 and text[begin] not in "“‘":
            yield Candidate(begin, end, "open")


def _quotation_ending(document: Document, offset: int) -> int:
    """The offset of the opening mark of the quotation that closes here; 0 if it is none."""
    return next((q.begin - 1 for q in document.quotations if q.end == offset and q.mark != "《"), 0)


@cache
def _known() -> re.Pattern[str]:
    names = sorted((row[0] for row in rows("extract/programmes_known.tsv", 4)), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


@cache
def _nouns() -> re.Pattern[str]:
    nouns = sorted((row[0] for row in rows("extract/programme_nouns.tsv", 2)), key=lambda noun: (-len(noun), noun))
    return re.compile("|".join(map(re.escape, nouns)))


@cache
def _noun_list() -> WordList:
    return WordList(_noun_kinds())


@cache
def _noun_kinds() -> dict[str, Kind]:
    return {noun: Kind(kind) for noun, kind in rows("extract/programme_nouns.tsv", 2)}


@cache
def _longest_noun() -> int:
    return max(map(len, _noun_kinds()))


@cache
def _known_kinds() -> dict[str, Kind]:
    return {name: Kind(kind) for name, kind, _, _ in rows("extract/programmes_known.tsv", 4) if kind}


def kind_of(text: str, begin: int, end: int) -> Kind:
    """The kind that the class noun tells: the one right after the quotation, or else the name's own last word."""
    if known := _known_kinds().get(text[begin:end]):
        return known
    if text[begin - 1 : begin] == "《":
        return Kind.DOCUMENT
    if text[end : end + 1] in ("”", "’"):
        match = _nouns().search(text, end + 1, min(len(text), end + 9))
        between = text[end + 1 : match.start()] if match else ""
        # A noun of one character (节, 码) is only believed right behind the quotation.
        if match and not _APART.search(between) and (not between or len(match.group()) > 1):
            return _noun_kinds()[match.group()]
    kinds = _noun_kinds()
    for start in range(max(begin, end - _longest_noun()), end):
        if kind := kinds.get(text[start:end]):
            return kind
    return Kind.MECHANISM


def probability(document: Document, candidate: Candidate, weights: Mapping[str, float] | None = None) -> float:
    """How likely the candidate is a programme's name, 0 to 1."""
    weight = (weights or _weights()).get
    return 1.0 / (1.0 + math.exp(-sum(filter(None, map(weight, features(document, candidate))))))


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows("extract/programme_weights.tsv", 2)}


def features(document: Document, candidate: Candidate) -> Sequence[str]:
    """The features of a candidate, each a short readable word; those of the two forms have weights of their own."""
    text, begin, end, form = document.text, candidate.begin, candidate.end, candidate.form
    cell, name, kind = as_cell(text), text[begin:end], f"{form[0]}:"
    own = cell[begin:end]
    marked = form in ("quotation", "title")
    left, right = (begin - 1, end + 1) if marked else (begin, end)
    found = [
        f"{kind}form={form}",
        f"{kind}length={min(len(name), 16)}",
        f"{kind}before1={cell[max(0, left - 1) : left]}",
        f"{kind}before2={cell[max(0, left - 2) : left]}",
        f"{kind}before3={cell[max(0, left - 3) : left]}",
        f"{kind}after1={cell[right : right + 1]}",
        f"{kind}after2={cell[right : right + 2]}",
        f"{kind}after3={cell[right : right + 3]}",
        f"{kind}ends1={own[-1:]}",
        f"{kind}ends2={own[-2:]}",
        f"{kind}ends3={own[-3:]}",
        f"{kind}starts1={own[:1]}",
        f"{kind}starts2={own[:2]}",
        *[f"{kind}char={char}" for char in sorted(set(own))],
        *[f"{kind}pair={pair}" for pair in map(add, own, own[1:])],
    ]
    inner = [word for word in document.words_in(begin, end) if word.begin >= begin and word.end <= end]
    tags = [word.tag for word in inner]
    found += [f"{kind}tag={tag}" for tag in sorted(set(tags))]
    found += [f"{kind}tags={'-'.join(tags[:6])}", f"{kind}words={min(len(inner), 8)}"]
    if inner:
        found.append(f"{kind}last={cell[inner[-1].begin : inner[-1].end]}")
    found += _context(document, left, right, kind)
    found += _elsewhere(document, name, begin, kind)
    if _CLAUSE.search(name):
        found.append(f"{kind}clause")
    if "、" in name:
        found.append(f"{kind}list")
    if _LATIN.search(name):
        found.append(f"{kind}latin")
    return found


def _context(document: Document, left: int, right: int, kind: str) -> list[str]:
    text, cell, words = document.text, as_cell(document.text), document.words
    index = document.word_at(left - 1) if left else 0
    stop = index + 1 if index < len(words) and words[index].end <= left else index
    before = [cell[begin:end] for begin, end, _ in words[max(0, stop - 4) : stop]]
    found = [f"{kind}word_before={before[-1]}" if before else f"{kind}first"]
    found += [f"{kind}near_before={word}" for word in sorted(set(before))]
    for begin, end, tag in reversed(words[max(0, index - 7) : stop]):
        if tag == "v":
            found.append(f"{kind}verb_before={cell[begin:end]}")
            break
    else:
        found.append(f"{kind}no_verb")
    first = document.word_at(right)
    after = [cell[begin:end] for begin, end, _ in words[first : first + 4]]
    found += [f"{kind}word_after={word}" for word in after[:1]]
    found += [f"{kind}near_after={word}" for word in after]
    noun = _nouns().search(text, right, min(len(text), right + 10))
    if noun and not _PAUSE.search(text, right, noun.start()):
        found.append(f"{kind}noun_after={noun.group()}")
        found.append(f"{kind}noun_after")
    if left == 0 or text[left - 1] == "\n":
        found.append(f"{kind}line_start")
    if left <= len(document.article.headline):
        found.append(f"{kind}headline")
    return found


def _elsewhere(document: Document, name: str, begin: int, kind: str) -> list[str]:
    text, end = document.text, begin + len(name)
    count = text.count(name)
    if count == 1:
        quoted = int(text[begin - 1 : begin] + text[end : end + 1] in ("“”", "‘’"))
    else:
        quoted = text.count(f"“{name}”") + text.count(f"‘{name}’")
    found = [f"{kind}count={min(count, 4)}", f"{kind}quoted={min(quoted, 4)}"]
    if count > quoted:
        found.append(f"{kind}also_unquoted")
    if name in document.article.headline and begin > len(document.article.headline):
        found.append(f"{kind}in_headline")
    return found
