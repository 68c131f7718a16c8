"""Teams, unions and offices whose name is made with a quotation: “银税法”服务团, 某县“双百”办, “老班长巡防队”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agencies import BODIES, LIKELY, SURE, left_edge, suffixes, within_word
from kg.model import EntityType, Kind
from kg.tagger import Document, Quotation
from kg.tagger.span import Span

# Right after a quotation these make a team or office too, though elsewhere they say too little.
_SHORT_TAILS = {"队": Kind.TEAM, "团": Kind.TEAM, "组": Kind.TEAM, "办": Kind.GOVERNMENT, "合作社": Kind.COMPANY}
_PAUSE = re.compile(r"[，。！？；：]")
_LIST = re.compile(r"[、+—]")
_JOINING = ("联合", "会同", "携手")
_TAIL_TAGS = frozenset({"n", "vn", "nz", "an", "ORG", "f", "v"})
MAX_TAIL = 8  # characters between the quotation and the name's end
MAX_INSIDE = 20  # characters; a longer quotation is speech


def find(document: Document) -> Iterator[Span]:
    """Yield the teams and offices that are named with a quotation, marks included where the name goes on after it."""
    for quotation in document.quotations:
        inside = document.text[quotation.begin : quotation.end]
        if quotation.mark != "《" and len(inside) <= MAX_INSIDE and not _PAUSE.search(inside):
            yield from _with_tail(document, quotation) or _alone(document, quotation)


def _with_tail(document: Document, quotation: Quotation) -> list[Span]:
    text, start = document.text, quotation.end + 1
    ends: list[int] = []
    first = document.word_at(start)
    for word in document.words[first : first + MAX_TAIL + 1]:
        if word.begin != (ends[-1] if ends else start) or word.tag not in _TAIL_TAGS or word.end - start > MAX_TAIL:
            break
        if word.tag == "v" and not ends and text[word.begin : word.end] not in _SHORT_TAILS:
            break  # “6”|指便民服务中心
        if ends and text.startswith(_JOINING, word.begin):
            break  # “双百”办|联合|县司法局; in “银税法”联合服务队 it is a part of the name
        ends.append(word.end)
    for end in reversed(ends):
        tail = text[start:end]
        kind = _SHORT_TAILS.get(tail[-1:]) or _SHORT_TAILS.get(tail[-3:])
        known = next((suffixes()[tail[at:]][0] for at in range(len(tail)) if tail[at:] in suffixes()), None)
        kind = known if known in BODIES or known is Kind.COMPANY else kind if kind and known is None else None
        if kind and not within_word(text, end - 1, end):
            begin = quotation.begin - 1
            begin = left_edge(document, begin, {}) if kind is Kind.GOVERNMENT else begin
            return [Span(begin, end, EntityType.AGENCY, kind, SURE, "quotation")]
    return []


def _alone(document: Document, quotation: Quotation) -> list[Span]:
    inside = document.text[quotation.begin : quotation.end]
    own = next((inside[at:] for at in range(2, len(inside)) if inside[at:] in suffixes()), "")
    if len(own) > 1 and suffixes()[own][0] in BODIES and not _LIST.search(inside):
        return [Span(quotation.begin, quotation.end, EntityType.AGENCY, suffixes()[own][0], LIKELY, "quotation")]
    return []
