"""People: names that LAC finds, names beside a post, and people who are only 蒋大娘 or 李女士."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.wordlist import WordList
from kg.model import EntityType, Kind
from kg.names import NAME_THRESHOLD, name_score
from kg.tables import numbers, rows, words
from kg.tagger import Document
from kg.tagger.span import Span

_SPEECH = r"(?:说|介绍|表示|告诉|认为|坦言|感慨|回忆|笑着|笑称|指出|强调|感叹|直言|称|道|提及|透露|解释|补充|打趣|感激)"
_CREDIT = re.compile(
    r"(?:(?<=[\s）\n])|^)([\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){1,3}) ?(?:摄影|供图|摄|/摄)(?=[\s）。]|$)", re.M
)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,10}(?:·[\u4e00-\u9fff]{1,10})+")
_CLOSED = re.compile(rf"{_SPEECH}|[，、。（\n]")
SURE, LIKELY, DOUBTFUL = 0.95, 0.8, 0.5
_PARTICLES = frozenset({"p", "c", "d", "u"})  # a post's sentence goes on with one of these: 书记|向|大家|介绍
_IN_FRONT = ("小", "老", "阿")  # of a surname
PLAUSIBLE = -2.0  # of name_score: LAC has seen the sentence, so that the characters need only not speak against it


@cache
def _honorific() -> re.Pattern[str]:
    forms = "|".join(sorted(words("extract/honorifics.txt"), key=lambda form: (-len(form), form)))
    # In a look-ahead, so that the character before a surname does not swallow it (户|蒋大娘).
    front = "|".join(_IN_FRONT)
    return re.compile(f"(?=((?P<surname>[\u4e00-\u9fff]{{1,2}}?)(?:{forms})|(?:{front})(?P<short>[\u4e00-\u9fff])))")


@cache
def _posts() -> dict[str, Kind]:
    return {post: Kind(kind) for post, kind in rows("extract/posts.tsv", 2)}


@cache
def _post_list() -> WordList:
    return WordList(_posts())


@cache
def _address_list() -> WordList:
    """What every form of address has in front of a name or behind it; few texts hold much of it."""
    return WordList((*_IN_FRONT, *words("extract/honorifics.txt")))


def find(document: Document) -> Iterator[Span]:
    """Yield the people of an article."""
    found = list(_all(document))
    yield from found
    # A name found once is the same name everywhere in the article, also where LAC cuts it otherwise.
    names = {document.text[span.begin : span.end]: span for span in found if span.score >= LIKELY}
    for name, span in sorted(names.items()):
        for begin in document.occurrences(name):
            yield Span(begin, begin + len(name), EntityType.PERSON, span.kind, span.score, "repeated")


def is_anonymised(name: str) -> bool:
    """Whether this is a surname with a form of address, and so nobody who could be found (李女士, 小王, 张某)."""
    match = _honorific().match(name)
    return bool(match and match[1] == name and _is_surname(match["surname"] or match["short"]))


def overfull(name: str) -> bool:
    """Whether a stretch is a form of address with a character too much before it (户|蒋大娘)."""
    return len(name) > 3 and is_anonymised(name[1:])


def _all(document: Document) -> Iterator[Span]:
    text = document.text
    for begin, cut in [(begin, end) for begin, end, tag in document.words if tag == "PER"]:
        surface = text[begin:cut]
        if _is_name(surface) and not overfull(surface):
            end = _extended(document, begin, cut)
            yield Span(begin, end, EntityType.PERSON, kind_of(document, begin, end), LIKELY, "lac")
    for match in _FOREIGN.finditer(text) if "·" in text else ():
        if any(word.tag == "PER" for word in document.words_in(match.start(), match.start() + 1)):
            yield Span(match.start(), match.end(), EntityType.PERSON, Kind.OTHER, LIKELY, "pattern")
    for match in _CREDIT.finditer(text) if "摄" in text or "供图" in text else ():
        if name_score(match[1].replace(" ", "")) > 0:
            yield Span(match.start(1), match.end(1), EntityType.PERSON, Kind.AUTHOR, SURE, "credit")
    for _, begin, _ in _post_list().spans(text):
        if begin in document.breaks and (end := _name_end(document, begin)):
            yield Span(begin, end, EntityType.PERSON, kind_of(document, begin, end), LIKELY, "post")
    starts = {
        start
        for begin, end, form in _address_list().spans(text)
        for start in ((begin,) if form in _IN_FRONT else range(begin - 2, end))
    }
    for start in sorted(starts & document.breaks):
        address = _honorific().match(text, start)
        if address and is_anonymised(address[1]):
            short = address["short"] is not None
            per = any(
                word.tag == "PER" and word.begin <= start < word.end for word in document.words_in(start, start + 1)
            )
            if per or not short:
                score = SURE if per else LIKELY
                yield Span(*address.span(1), EntityType.PERSON, Kind.RESIDENT, score, "honorific")


def _extended(document: Document, begin: int, end: int) -> int:
    """Where a name of two characters ends that LAC cut short: 裘哲|人, where every 裘哲 is followed by 人."""
    text, longer = document.text, document.text[begin : end + 1]
    if end - begin != 2 or name_score(longer) < NAME_THRESHOLD or end + 1 not in document.breaks:
        return end
    repeated = text.count(longer) > 1 and text.count(longer) == text.count(text[begin:end])
    closed = _CLOSED.match(text, end + 1) and not _CLOSED.match(text, end)
    return end + 1 if repeated or closed else end


def _name_end(document: Document, begin: int) -> int:
    """Where a name ends that begins right after a post; 0 if none does."""
    text = document.text
    first = document.words[min(document.word_at(begin), len(document.words) - 1)]
    if first.begin == begin and first.end == begin + 1 and first.tag in _PARTICLES:
        return 0  # 书记|向|社会…
    # Two characters before a verb of speech, else three: 书记|韩冰|说, 网格员|许可为|通过. Names of other languages may
    # be longer: 局长|那仁满都拉|介绍.
    for length, closed in ((6, True), (5, True), (4, True), (2, True), (3, False)):
        end = begin + length
        name = text[begin:end]
        named = end in document.breaks and name_score(name) >= NAME_THRESHOLD
        named = named and name not in words("extract/name_words.txt")
        if named and (not closed or _CLOSED.match(text, end)):
            return end
    return 0


def _is_name(surface: str) -> bool:
    return len(surface) > 1 and surface not in words("extract/name_words.txt") and name_score(surface) > PLAUSIBLE


def _is_surname(text: str) -> bool:
    return text in numbers("names/surnames.tsv")


def kind_of(document: Document, begin: int, end: int) -> Kind:
    """The kind of the longest post that ends right before the name, or begins right after it."""
    text, posts = document.text, _posts()
    firsts, lasts = _post_edges()
    behind, before = text[end : end + 1] in firsts, text[begin - 1 : begin] in lasts
    for length in range(7, 1, -1) if behind or before else ():
        found = posts.get(text[max(0, begin - length) : begin]) or posts.get(text[end : end + length])
        if found:
            return found
    return Kind.OTHER


@cache
def _post_edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first characters of posts, and the last ones."""
    return frozenset(post[0] for post in _posts()), frozenset(post[-1] for post in _posts())
