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

from kg.model import EntityType, Kind
from kg.tables import cells, rows, words
from kg.tagger import Document
from kg.tagger.span import Span

MAX_QUOTED = 36  # characters; a longer quotation is speech
MAX_OPEN = 30
THRESHOLD = 0.5
_EPITHET = re.compile(r"[\u4e00-\u9fff]{2,8}之(?:乡|都|城|冠|源)")
# Books and papers are no programmes; 《》 around anything else is a document.
_PRESS = re.compile(r"(?:日报|晚报|时报|早报|晨报|周刊|杂志|月刊|诗集|之歌)$")
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
    text, ends = document.text, {word.end for word in document.words}
    for match in _nouns().finditer(text):
        end = match.end()
        if end not in ends:
            continue
        index = document.word_at(match.start())
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
        if match.start() - begin >= 2 and text[begin] not in "“‘":
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
def _noun_kinds() -> dict[str, Kind]:
    return {noun: Kind(kind) for noun, kind in rows("extract/programme_nouns.tsv", 2)}


def kind_of(text: str, begin: int, end: int) -> Kind:
    """The kind that the class noun tells: the one right after the quotation, or else the name's own last word."""
    known = {name: kind for name, kind, _, _ in rows("extract/programmes_known.tsv", 4)}.get(text[begin:end])
    if known:
        return Kind(known)
    if text[begin - 1 : begin] == "《":
        return Kind.DOCUMENT
    if text[end : end + 1] in ("”", "’"):
        match = _nouns().search(text, end + 1, min(len(text), end + 9))
        between = text[end + 1 : match.start()] if match else ""
        # A noun of one character (节, 码) is only believed right behind the quotation.
        if match and not re.search(r"[，。、；的“]", between) and (not between or len(match.group()) > 1):
            return _noun_kinds()[match.group()]
    for start in range(begin, end):
        if text[start:end] in _noun_kinds():
            return _noun_kinds()[text[start:end]]
    return Kind.MECHANISM


def probability(document: Document, candidate: Candidate, weights: Mapping[str, float] | None = None) -> float:
    """How likely the candidate is a programme's name, 0 to 1."""
    weights = weights or _weights()
    total = sum(weights.get(feature, 0.0) for feature in features(document, candidate))
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows("extract/programme_weights.tsv", 2)}


def features(document: Document, candidate: Candidate) -> Sequence[str]:
    """The features of a candidate, each a short readable word; those of the two forms have weights of their own."""
    text, begin, end, form = document.text, candidate.begin, candidate.end, candidate.form
    name = text[begin:end]
    marked = form in ("quotation", "title")
    left, right = (begin - 1, end + 1) if marked else (begin, end)
    found = [f"form={form}"]
    found += [f"length={min(len(name), 16)}"]
    found += [f"before{n}={text[max(0, left - n) : left]}" for n in (1, 2, 3)]
    found += [f"after{n}={text[right : right + n]}" for n in (1, 2, 3)]
    found += [f"ends{n}={name[-n:]}" for n in (1, 2, 3)]
    found += [f"starts{n}={name[:n]}" for n in (1, 2)]
    found += [f"char={char}" for char in sorted(set(name))]
    found += [f"pair={name[i : i + 2]}" for i in range(len(name) - 1)]
    inner = [w for w in document.words_in(begin, end) if w.begin >= begin and w.end <= end]
    tags = [word.tag for word in inner]
    found += [f"tag={tag}" for tag in sorted(set(tags))]
    found += [f"tags={'-'.join(tags[:6])}", f"words={min(len(inner), 8)}"]
    found += [f"last={text[inner[-1].begin : inner[-1].end]}"] if inner else []
    found += _context(document, left, right)
    found += _elsewhere(document, name, begin)
    if re.search(r"[，。？！；]", name):
        found.append("clause")
    if "、" in name:
        found.append("list")
    if re.search(r"[0-9A-Za-z+]", name):
        found.append("latin")
    kind = f"{form[0]}:"
    return cells([kind + feature for feature in found])


def _context(document: Document, left: int, right: int) -> list[str]:
    text, found = document.text, []
    index = document.word_at(left - 1) if left else 0
    before = [text[w.begin : w.end] for w in document.words[max(0, index - 5) : index + 1] if w.end <= left]
    found += [f"word_before={before[-1]}"] if before else ["first"]
    found += [f"near_before={word}" for word in sorted(set(before[-4:]))]
    verbs = [
        text[w.begin : w.end] for w in document.words[max(0, index - 7) : index + 1] if w.tag == "v" and w.end <= left
    ]
    found += [f"verb_before={verbs[-1]}"] if verbs else ["no_verb"]
    first = document.word_at(right)
    after = document.words[first : first + 4]
    found += [f"word_after={text[w.begin : w.end]}" for w in after[:1]]
    found += [f"near_after={text[w.begin : w.end]}" for w in after]
    noun = _nouns().search(text, right, min(len(text), right + 10))
    if noun and not re.search(r"[，。；、]", text[right : noun.start()]):
        found.append(f"noun_after={noun.group()}")
        found.append("noun_after")
    opens = text.rfind("\n", 0, left) + 1
    if opens == left:
        found.append("line_start")
    if left <= len(document.article.headline):
        found.append("headline")
    return found


def _elsewhere(document: Document, name: str, begin: int) -> list[str]:
    text = document.text
    count = text.count(name)
    quoted = sum(text.count(f"{a}{name}{b}") for a, b in ("“”", "‘’"))
    found = [f"count={min(count, 4)}", f"quoted={min(quoted, 4)}"]
    if count > quoted:
        found.append("also_unquoted")
    if name in document.article.headline and begin > len(document.article.headline):
        found.append("in_headline")
    return found
