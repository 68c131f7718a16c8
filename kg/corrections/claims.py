"""Corrections of what is stated: claims that are wrong are taken out of the graph, claims of people put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.corrections.draft import Draft
from kg.corrections.line import Line, Remark, changed, unchanged
from kg.corrections.naming import iri_of
from kg.errors import NotThere, WrongCorrection
from kg.graph import PERSON
from kg.model import Predicate
from kg.rdf.people import ADDRESSES

if TYPE_CHECKING:
    import networkx as nx

SURE = 1.0  # how sure a person's claim is: nobody has measured how often people err here


def reject(draft: Draft, graph: nx.MultiDiGraph[str], line: Line) -> Remark:
    """Take out what the machine has read of a subject, relation and object, in one article or in all."""
    subject, obj = draft.find(line.entity, line.type).id, draft.find(line.object).id
    articles = draft.articles_called(line.article) if line.article else None
    found = [
        (key, edge["article"])
        for key, edge in _edges(graph, subject, obj).items()
        if edge["relation"] == line.predicate and (articles is None or edge["article"] in articles)
    ]
    if not found:
        where = f" in {line.article}" if line.article else ""
        raise NotThere(f"nothing says that {subject} {line.predicate} {obj}{where}")
    for key, _ in found:
        graph.remove_edge(subject, obj, key)
    return changed(line, f"{subject} {line.predicate} {obj} is out, from {', '.join(sorted(one for _, one in found))}")


def add(draft: Draft, graph: nx.MultiDiGraph[str], line: Line) -> Remark:
    """Put in a claim with its sentence, and the article in which that stands or the source that it is from."""
    subject, obj = draft.find(line.entity, line.type), draft.find(line.object)
    predicate = Predicate(line.predicate)
    if not predicate.accepts(subject.type, obj.type):
        fits = f"{' or '.join(predicate.domain)} to {' or '.join(predicate.range)}"
        raise WrongCorrection(f"{predicate} goes from {fits}, not from {subject.type} to {obj.type}")
    if subject.id == obj.id:
        raise WrongCorrection(f"both ends are {subject.id}")
    if predicate is Predicate.PART_OF and _is_part(graph, obj.id, subject.id):
        raise WrongCorrection(f"{subject.id} would be part of itself, for {obj.id} is part of it; reject that first")
    article = _article(draft, line)
    source = "" if article else (iri_of(line.source) if line.source.startswith(ADDRESSES) else line.source)
    said: dict[str, Any] = {
        "relation": predicate.value, "article": article, "source": source, "evidence": line.evidence,
        "confidence": SURE, "post": line.post, "note": "", "date": "", "date_text": "", "origin": PERSON,
        "by": line.by,
    }  # fmt: skip
    key = f"{predicate} {article or source}"
    before = _edges(graph, subject.id, obj.id).get(key)
    if before and before.get("origin") == PERSON:
        if before["evidence"] != line.evidence or before["post"] != line.post:
            raise WrongCorrection("another line gives another sentence or post for this claim; leave one of them")
        return unchanged(line, "another line says so already")
    if before:
        said |= {name: before[name] for name in ("date", "date_text") if before["evidence"] == line.evidence}
        graph.remove_edge(subject.id, obj.id, key)
    graph.add_edge(subject.id, obj.id, key=key, **said)
    known = ", which was read there too" if before else ""
    return changed(line, f"{subject.id} {predicate} {obj.id} is in, from {article or source}{known}")


def _article(draft: Draft, line: Line) -> str:
    """The article in which the line's sentence stands, "" if it has a source instead."""
    if not line.article:
        return ""
    articles = draft.articles_called(line.article)
    for article in articles:
        text = draft.articles[article]
        if line.evidence in text.body or line.evidence in text.headline:
            return article
    raise WrongCorrection(
        f"the sentence does not stand so in {line.article}; copy it from there, or give a source instead of the article"
    )


def _edges(graph: nx.MultiDiGraph[str], subject: str, obj: str) -> dict[str, dict[str, Any]]:
    """The edges from one node to another, by key."""
    return dict(graph[subject][obj]) if graph.has_edge(subject, obj) else {}


def _is_part(graph: nx.MultiDiGraph[str], part: str, whole: str) -> bool:
    seen, waiting = {part}, [part]
    while waiting:
        for _, above, edge in graph.out_edges(waiting.pop(), data=True):
            if edge["relation"] == Predicate.PART_OF and above not in seen:
                seen.add(above)
                waiting.append(above)
    return whole in seen
