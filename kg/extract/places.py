"""Places: official divisions by the gazetteer, and estates, sites and unlisted villages by how their names end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter

from kg.extract.wordlist import WordList
from kg.gazetteer import Link, gazetteer, locate_all
from kg.model import EntityType, Field, Kind
from kg.names import NAME_THRESHOLD, name_score
from kg.tables import rows, words
from kg.tagger import Document, Word
from kg.tagger.span import Span

_NAME_TAGS = frozenset({"LOC", "n", "nz", "nw", "ns", "s", "ORG", "PER", "an"})
_AFTER_AGENCY_PLACE = ("分局", "支行", "分行", "分公司", "派出所", "分院", "分校", "海关")
_PLACE_ENDS = ("省", "市", "县", "区", "旗", "镇", "乡", "街道")
_LEVELS = ("省", "市", "县", "区", "镇", "乡", "街道", "社区")
_UPPER = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY})
_PROPER = frozenset({"LOC", "ORG", "PER", "nz"})
_RANKS = re.compile("(?:省|市|县|区|旗|镇|乡|街道|街|村|社区|苏木|嘎查){2,}")
_DIRECTIONS = re.compile(r"^(?:该|全|本|各|每|这|那|某|一个|两个|几个|多个|\d+个)")
SURE, LIKELY, DOUBTFUL = 0.95, 0.8, 0.55
MAX_SITE = 16  # characters
_NAMES_KEPT = 4096  # looked at before; each is asked of several times an article
_ORDER = attrgetter("begin", "end", "type", "kind", "score", "source")  # as spans compare, in less time


@dataclass(frozen=True, slots=True)
class Located:
    """The places of an article: their spans, and what the gazetteer says of every span that may be a division."""

    spans: tuple[Span, ...]
    links: dict[tuple[int, int], Link]


def find(document: Document, home: str = "") -> Located:
    """Find the places of an article; home is the code of the place that its newspaper is about, if that is known."""
    (located,) = find_all([document], home)
    return located


def find_all(documents: Sequence[Document], home: str = "") -> list[Located]:
    """Find the places of each of these articles."""
    texts = [
        {Field.HEADLINE: document.text[: document.body_begin - 1], Field.BODY: document.text[document.body_begin :]}
        for document in documents
    ]
    return [_located(document, links) for document, links in zip(documents, locate_all(texts, home), strict=True)]


def _located(document: Document, found: Iterable[Link]) -> Located:
    links = {}
    for link in found:
        shift = 0 if link.hit.field is Field.HEADLINE else document.body_begin
        links[link.hit.begin + shift, link.hit.end + shift] = link
    full = {span for span, link in links.items() if link.hit.full}
    before = {end: link for (_, end), link in links.items()}
    divisions: list[Span] = []
    zones: list[Span] = []
    for (begin, end), link in links.items():
        if _stands(document, link, begin) or _chained(before.get(begin), link):
            span = Span(begin, end, EntityType.PLACE, _level(link), SURE, "gazetteer")
            is_zone = document.text[begin:end] in words("extract/place_zones.txt")
            (zones if is_zone else divisions).append(span)
    spans = [*divisions, *_zones(zones, divisions), *_regions(document), *_sites(document, divisions, full)]
    return Located(tuple(sorted(spans, key=_ORDER)), links)


def _stands(document: Document, link: Link, begin: int) -> bool:
    """Whether the words of the sentence allow the name: many names are ordinary words too (资源, 建设, 和县)."""
    end = begin + link.hit.end - link.hit.begin
    first, last = document.word_at(begin), document.word_at(end - 1)
    inside = document.words[first : last + 1]
    if not inside:
        return False
    named = not _PROPER.isdisjoint([word.tag for word in inside])
    if generic(document.text[begin:end]) and not document.text.endswith(_PLACE_ENDS, 0, begin):
        return False
    if link.hit.full and not link.hit.doubt:
        return named or inside[0].begin == begin or (end - begin > 2 and _level(link) in _UPPER)  # 同|义乌市
    if end not in document.cuts and not document.cuts.isdisjoint(range(begin + 1, end)):
        return False  # 新|乡贤, where LAC reads 新乡
    if _surnamed(document, inside[0], begin, end):
        return False
    if document.text.startswith(_AFTER_AGENCY_PLACE, end):
        return True  # 生态环境局|寻乌|分局
    return named and (inside[0].tag in _PROPER or inside[0].begin == begin)


def _chained(before: Link | None, here: Link) -> bool:
    """Whether a name stands right behind that of a division that contains it: 德清|钟管."""
    return bool(before and before.code and here.code and gazetteer().contains(before.code, here.code))


@lru_cache(maxsize=_NAMES_KEPT)
def generic(name: str) -> bool:
    """Whether a name is rather a word for a sort of place: 安置小区, 中心村, 苏木镇."""
    if _RANKS.fullmatch(name):
        return True
    kinds, sorts = _suffix_kinds(), words("extract/place_generic.txt")
    ends = [at for at in range(1, len(name)) if name[at:] in kinds]
    return any(name[:at] in sorts for at in ends)


def _surnamed(document: Document, first: Word, begin: int, end: int) -> bool:
    """Whether a short name is rather the given name of a person: 技术员衣|福海."""
    if first.begin != begin or first.tag not in ("PER", "n", "nz", "v", "a"):
        return first.begin < begin and first.tag == "PER"
    return first.tag == "PER" and name_score(document.text[begin - 1 : end]) >= NAME_THRESHOLD


def _level(link: Link) -> Kind:
    return (link.division or link.hit.divisions[0]).level


def _zones(zones: Sequence[Span], divisions: Sequence[Span]) -> Iterator[Span]:
    """Zones that the gazetteer lists without the place that they belong to: 宁国|经济技术开发区 is one name."""
    before = {span.end: span for span in divisions}
    for zone in zones:
        if zone.begin in before:
            yield Span(before[zone.begin].begin, zone.end, EntityType.PLACE, Kind.SITE, LIKELY, "suffix")


def _regions(document: Document) -> Iterator[Span]:
    for match in _region_names().finditer(document.text):
        index = document.word_at(match.start())
        if index < len(document.words) and document.words[index].begin == match.start():
            kind = next(Kind(kind) for name, kind in rows("extract/regions.tsv", 2) if name == match.group())
            yield Span(match.start(), match.end(), EntityType.PLACE, kind, LIKELY, "region")


def _sites(document: Document, divisions: Sequence[Span], full: set[tuple[int, int]]) -> Iterator[Span]:
    text = document.text
    taken = {offset: span for span in divisions for offset in range(span.begin, span.end)}
    for at, end, suffix in _suffix_list().spans(text):
        if end not in document.word_ends or end - 1 in taken:
            continue
        kind, strength = _suffix_kinds()[suffix]
        begin = _left_edge(document, at, taken)
        if (chained := taken.get(begin)) and chained.begin == begin:
            # After a place's full name the site's own name begins, unless only a sort of place is left (某镇|村史馆);
            # a short name is part of it (莫干|山景区).
            rest = text[chained.end : at]
            if (begin, chained.end) in full and rest and rest not in words("extract/place_generic.txt"):
                begin = chained.end
        head = text[begin:at]
        if not head or end - begin > MAX_SITE or head in words("extract/place_generic.txt") or _DIRECTIONS.match(head):
            continue
        inside = document.words[document.word_at(begin) : document.word_at(end - 1) + 1]
        located = inside[-1].tag == "LOC" or (begin in taken and strength == "strong")
        if located or (strength == "strong" and any(word.tag in ("nz", "PER", "LOC") for word in inside)):
            yield Span(begin, end, EntityType.PLACE, kind, LIKELY if located else DOUBTFUL, "suffix")
        elif strength == "strong" and taken.get(begin - 1):
            yield Span(begin, end, EntityType.PLACE, kind, LIKELY, "suffix")
    for begin, end in [(begin, end) for begin, end, tag in document.words if tag == "LOC" and end - begin > 2]:
        surface = text[begin:end]
        if generic(surface) or _DIRECTIONS.match(surface):
            continue
        if surface.startswith(_LEVELS) or not surface.endswith(_suffixes()):
            continue  # 镇农经站, 云雾茶乡: LAC alone is not believed where the ending says nothing
        if taken.keys().isdisjoint(range(begin, end)):
            yield Span(begin, end, EntityType.PLACE, kind_of(surface), DOUBTFUL, "lac")


def _left_edge(document: Document, suffix: int, taken: dict[int, Span]) -> int:
    """Where the name begins whose suffix begins here: left over nouns, to the last official place before it."""
    text, index = document.text, document.word_at(suffix)
    begin = document.words[index].begin if index < len(document.words) else suffix
    for _ in range(6):
        if begin in taken:
            return taken[begin].begin
        if begin - 1 in taken:
            return taken[begin - 1].begin
        previous = document.word_at(begin) - 1
        if previous < 0:
            break
        word = document.words[previous]
        surface = text[word.begin : word.end]
        if word.end != begin or word.tag not in _NAME_TAGS or surface in words("extract/agency_stops.txt"):
            break
        if suffix - word.begin > MAX_SITE:
            break
        begin = word.begin
    return begin


@lru_cache(maxsize=_NAMES_KEPT)
def kind_of(surface: str) -> Kind:
    """The kind that the end of a name tells; a site where it tells nothing."""
    kinds = _suffix_kinds()
    for begin in range(1, len(surface)):
        if found := kinds.get(surface[begin:]):
            return found[0]
    return Kind.SITE


@cache
def _suffix_kinds() -> dict[str, tuple[Kind, str]]:
    return {suffix: (Kind(kind), strength) for suffix, kind, strength in rows("extract/place_suffixes.tsv", 3)}


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(_suffix_kinds())


@cache
def _suffix_list() -> WordList:
    return WordList(_suffixes())


@cache
def _region_names() -> re.Pattern[str]:
    names = [name for name, _ in rows("extract/regions.tsv", 2)]
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))
