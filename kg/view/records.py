"""The graph as the plain data that the page's scripts read.

{"nodes": [{"id", "type", "name", "label", "size", "at": [x, y], "articles": how many name it (or: entities in it),
            of an entity "kind", "names", "code", "candidates": [[code, score]], "anonymised", and if people
            corrected it "edits": [[action, value, who]], "sameAs": [IRI],
            of an article "page", "date", "paper" ("" if unknown), "byline", "body", "reprintOf": article or -1}],
 "claims":   [[subject, relation, object, article, evidence, confidence, post, note, date, date as printed,
               "person" if one states it, who, source]],
 "mentions": [[entity, article, [[field, begin, end]]]],   field 0 headline, 1 body, 2 byline; in code points
 "authors":  [[article, person]],
 "texts":    [the sentences that claims give as evidence],
 "readings": {a character of a name: [its syllables]},
 "divisions": {code: [name, code of the division above or "", longitude, latitude]} of the places' codes and all above,
 "total":    {type: nodes of the whole graph}, "leftOut": nodes that the file does not hold}

Subjects, objects, articles, entities and persons are positions in nodes; evidence is a position in texts. A claim's
last columns are left out where they are empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN
from kg.model import Field
from kg.view.divisions import divisions
from kg.view.pinyin import readings
from kg.view.selection import Selection

if TYPE_CHECKING:
    import networkx as nx

    from kg.view.layout import Point

LABEL_LENGTH = 14  # characters of a name on the canvas; the whole name stands in the panel
_LAST = ("post", "note", "date", "date_text", "origin", "by", "source")  # columns of a claim, if they say something
_FIELDS = {Field.HEADLINE: 0, Field.BODY: 1, Field.BYLINE: 2}


def to_records(graph: nx.MultiDiGraph[str], selection: Selection, places: Mapping[str, Point]) -> dict[str, Any]:
    """Make the data described above of the nodes that the selection keeps and of all edges between them."""
    kept = sorted(selection.kept)
    number = {node: index for index, node in enumerate(kept)}
    texts: dict[str, int] = {}
    claims: list[list[Any]] = []
    mentions: list[list[Any]] = []
    authors: list[list[int]] = []
    for subject, obj, edge in selection.edges:
        ends = number[subject], number[obj]
        relation = edge["relation"]
        if relation in CLAIMS:
            # An article that the file leaves out still lends its sentence.
            article = number.get(edge["article"], -1)
            text = texts.setdefault(edge["evidence"], len(texts))
            rest = [edge.get(name, "") for name in _LAST] if any(map(edge.get, _LAST)) else []
            while rest and not rest[-1]:
                rest.pop()
            claims.append([ends[0], relation, ends[1], article, text, round(edge["confidence"], 3), *rest])
        elif relation == MENTIONED_IN:
            spans = [[_FIELDS[mention.field], mention.begin, mention.end] for mention in edge["mentions"]]
            mentions.append([*ends, spans])
        elif relation == AUTHOR:
            authors.append(list(ends))
    nodes = [_node(graph, node, selection, places[node]) for node in kept]
    for node, record in zip(kept, nodes, strict=True):
        if record["type"] == ARTICLE:
            record["reprintOf"] = number.get(graph.nodes[node].get("reprint_of", ""), -1)
    return {
        "nodes": nodes,
        "claims": claims,
        "mentions": mentions,
        "authors": authors,
        "texts": list(texts),
        "readings": readings(name for node in nodes for name in (node["name"], *node.get("names", ()))),
        "divisions": divisions(node["code"] for node in nodes if node.get("code")),
        "total": dict(sorted(Counter(kind for _, kind in graph.nodes(data="type")).items())),
        "leftOut": selection.left_out,
    }


def _node(graph: nx.MultiDiGraph[str], node: str, selection: Selection, place: Point) -> dict[str, Any]:
    data = graph.nodes[node]
    name = data["name"] if data["type"] != ARTICLE else _title(data)
    record = {
        "id": node,
        "type": data["type"],
        "name": name,
        "label": name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1] + "…",
        "size": size_of(data["type"], selection.articles[node]),
        "at": list(place),
        "articles": selection.articles[node],
    }
    if data["type"] == ARTICLE:
        return record | {
            "page": data["page"], "date": data.get("date", ""), "paper": data.get("paper", ""),
            "headline": data["headline"], "byline": data["byline"], "body": data["body"],
        }  # fmt: skip
    return record | {
        "kind": data["kind"], "names": list(data["names"]), "code": data["code"],
        "candidates": [[candidate.code, candidate.score] for candidate in data["candidates"]],
        "anonymised": data["anonymised"],
        **({"edits": [list(edit) for edit in data["edits"]]} if data.get("edits") else {}),
        **({"sameAs": list(data["same_as"])} if data.get("same_as") else {}),
    }  # fmt: skip


def _title(article: dict[str, Any]) -> str:
    """Its headline, or for a picture without one the beginning of its caption."""
    return str(article["headline"] or article["body"].split("\n")[0][:24] or article["page"])


def size_of(node_type: str, articles: int) -> int:
    """A node's radius in pixels at scale 1: its area grows with the number of articles that name it."""
    return 11 if node_type == ARTICLE else min(40, round(6 + 5 * articles**0.5))
