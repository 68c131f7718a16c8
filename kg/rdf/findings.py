"""What a validation report says, in plain words: which thing, what is wrong with it, and where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

Language = Literal["en", "zh"]

_SHOWN = 60  # characters of a value or of a text that stands for a name
_TOTAL = {"en": ("the graph fits its shapes", "{} findings"), "zh": ("图符合全部约束", "共 {} 处不符")}


class Finding(NamedTuple):
    """Something in the graph that a shape forbids."""

    node: str  # the IRI
    path: str  # the property's IRI; "" where the node itself is wrong
    message: str
    value: str  # the offending value; "" where something is missing
    name: str  # the node's name as a reader knows it; the IRI if it has none
    where: str  # the page, and the article's headline; "" if that is not known

    def __str__(self) -> str:
        """Two lines: the name and what is wrong; the property, the value, the place and the IRI."""
        said = _shown(" ".join(filter(None, (_short(self.path), _short(self.value)))))
        rest = " · ".join(filter(None, (said, self.where, f"<{self.node}>")))
        return f"{self.name}: {self.message}\n    {rest}"


def findings(report: rdflib.Graph, data: rdflib.Graph, language: Language) -> list[Finding]:
    """The report's results, by node; the messages in the language, else in what there is."""
    from rdflib import RDF, SH

    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        (node,) = report.objects(result, SH.focusNode)
        messages = sorted(report.objects(result, SH.resultMessage), key=str)
        chosen = [message for message in messages if getattr(message, "language", None) == language] or messages
        path, value = (next(iter(report.objects(result, about)), None) for about in (SH.resultPath, SH.value))
        found.add(
            Finding(
                str(node), str(path or ""), str(chosen[0]) if chosen else "",
                "" if value is None or value == node else str(value), _name(data, node), _where(data, node),
            )
        )  # fmt: skip
    return sorted(found)


def as_text(found: Sequence[Finding], language: Language) -> str:
    """The list as it is printed, with its length below."""
    fits, number = _TOTAL[language]
    return "".join(f"{finding}\n" for finding in found) + (number.format(len(found)) if found else fits) + "\n"


def _name(data: rdflib.Graph, node: Node) -> str:
    """An entity's full name, an article's headline, a mention's surface, a claim as subject, relation and object."""
    from rdflib import RDF, SKOS

    labels = sorted(data.objects(node, SKOS.prefLabel), key=lambda label: getattr(label, "language", "") != "zh")
    if labels:
        return _shown(str(labels[0]))
    if (node, RDF.type, RDF.Statement) in data:
        ends = [next(iter(data.objects(node, end)), None) for end in (RDF.subject, RDF.predicate, RDF.object)]
        return " ".join("?" if end is None else _local(_name(data, end)) for end in ends)
    for about in ("schema:headline", "kg:surface", "kg:candidateCode", "schema:articleBody"):
        texts = sorted(map(str, data.objects(node, _expand(about))))
        if texts and texts[0]:
            return _shown(texts[0])
    return str(node)


def _where(data: rdflib.Graph, node: Node) -> str:
    """The first page by name, of the article that the node is, stands in, or is mentioned in."""
    articles = {node, *data.objects(node, _expand("kg:inArticle")), *data.objects(node, _expand("kg:mentionedIn"))}
    pages = sorted(
        (str(page), "" if article == node else _name(data, article))
        for article in articles
        for page in data.objects(article, _expand("kg:page"))
    )
    return " ".join(filter(None, pages[0])) if pages else ""


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _local(name: str) -> str:
    return name.removeprefix(PREFIXES["kg"])


def _expand(term: str) -> rdflib.URIRef:
    import rdflib

    prefix, _, local = term.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + local)


def _shown(text: str) -> str:
    """A text on one line, cut, without what a terminal would obey."""
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in cut)
