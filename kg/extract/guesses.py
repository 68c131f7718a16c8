"""What the model takes for names, cut to what can be one and given the kind that it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import agencies, people, places, programmes
from kg.model import EntityType, Kind
from kg.tagger import Document
from kg.tagger.span import Span

MAX_NAME = 60  # characters; what the model takes for a longer one is a list, or noise
_OPENING = re.compile("[“‘（《]")
_PAIRS = frozenset({("“", "”"), ("‘", "’"), ("《", "》")})


def guesses(document: Document) -> Iterator[Span]:
    """What the model takes for names, as far as it can be one, with the kind that the name tells."""
    for first, last, entity_type, score in document.guesses or ():
        for part in _parts(document.text, first, last, entity_type):
            begin, end = _name_within(document.text, *part)
            if begin == end:
                continue
            if entity_type is EntityType.PROGRAMME and agencies.is_body(document.text[begin:end]):
                entity_type = EntityType.AGENCY  # noqa: PLW2901 - a team is no programme, whatever the model says
            if entity_type is EntityType.PROGRAMME:
                end = programmes.with_class_noun(document.text, begin, end)
            elif entity_type is EntityType.PERSON and people.overfull(document.text[begin:end]):
                begin += 1  # 经营户|蒋大娘
            if not _is_none(document.text, begin, end, entity_type):
                yield Span(begin, end, entity_type, _kind(document, begin, end, entity_type), score, "model")


def _is_none(text: str, begin: int, end: int, entity_type: EntityType) -> bool:
    """Whether what the model takes for a name is a newspaper, a figure of speech or a word for a sort of place."""
    if entity_type is EntityType.PLACE:
        return places.generic(text[begin:end])
    programme = entity_type is EntityType.PROGRAMME
    return programme and (programmes.is_press(text[begin:end]) or programmes.is_figure(text, begin, end))


def _parts(text: str, begin: int, end: int, entity_type: EntityType) -> Iterator[tuple[int, int]]:
    """The names of a list that the model took for one organisation; any other stretch as it is."""
    name = text[begin:end]
    if entity_type is not EntityType.AGENCY or "、" not in name or _OPENING.search(name):
        yield begin, end
        return
    at = begin
    for part in name.split("、"):
        yield at, at + len(part)
        at += len(part) + 1


def _name_within(text: str, begin: int, end: int) -> tuple[int, int]:
    """The part of a stretch that can be a name; an empty one if none can.

    White space at its ends and a quotation's closing mark with what follows (清水入湖|”专项行动) are no part of it; the
    mark that closes one opened inside it is (嘉兴市“红船奖|”). A name stands on one line of MAX_NAME at most.
    """
    if end - begin <= MAX_NAME and text[begin:end].isalnum():
        return begin, end  # as most are: no space and no mark in it
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    for opening, closing in ("“”", "‘’", "《》"):
        open_marks = 0
        for offset in range(begin, end):
            open_marks += (text[offset] == opening) - (text[offset] == closing)
            if open_marks < 0:
                end = offset
                break
        else:
            if open_marks == 1 and text[end : end + 1] == closing:
                end += 1
            elif open_marks:
                return begin, begin
    if (text[begin : begin + 1], text[end - 1 : end]) in _PAIRS and text[begin + 1 : end - 1].isalnum():
        begin, end = begin + 1, end - 1  # the marks around a whole name are no part of it
    return (begin, end) if "\n" not in text[begin:end] and end - begin <= MAX_NAME else (begin, begin)


def _kind(document: Document, begin: int, end: int, entity_type: EntityType) -> Kind:
    if entity_type is EntityType.PLACE:
        return places.kind_of(document.text[begin:end])
    if entity_type is EntityType.AGENCY:
        return agencies.kind_of(document.text[begin:end])
    if entity_type is EntityType.PROGRAMME:
        return programmes.kind_of(document.text, begin, end)
    return people.kind_of(document, begin, end)
