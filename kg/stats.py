"""What a graph holds in numbers: counts, the most linked entities, coverage by place, by newspaper and month."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.gazetteer import Division, gazetteer
from kg.graph import ARTICLE, CLAIMS, MENTIONED_IN, originals
from kg.messages import Language, filled, term
from kg.model import EntityType, Kind, Predicate

if TYPE_CHECKING:
    import networkx as nx

UNKNOWN = "(unknown)"


@dataclass(frozen=True, slots=True)
class Linked:
    """An entity with the number of entities that facts link it to, and of articles that name it."""

    id: str
    name: str
    type: str
    links: int
    articles: int


@dataclass(frozen=True, slots=True)
class Covered:
    """A prefecture, or a province where no prefecture is said, with what the corpus says in it."""

    code: str
    name: str
    province: str
    articles: int  # that name a place in it
    places: int  # in it that are named
    agencies: int  # located in it


@dataclass(frozen=True, slots=True)
class Issued:
    """The articles of a newspaper in a month, "2024-08"."""

    paper: str
    month: str
    articles: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything; articles are counted once with all their reprints, but in counts."""

    counts: dict[str, int]
    linked: tuple[Linked, ...]  # the most linked first
    covered: tuple[Covered, ...]  # the most articles first
    issued: tuple[Issued, ...]  # by newspaper, then by month


def stats(folder: Path, top: int = 10) -> Stats:
    """The numbers of a built folder or a Turtle file, with the top most linked entities of each; GraphError if none."""
    from kg.rdf.reading import read_graph

    return count(read_graph(folder), top)


def count(graph: nx.MultiDiGraph[str], top: int = 10) -> Stats:
    """The numbers of a graph."""
    return Stats(_counts(graph), tuple(_linked(graph)[:top]), tuple(_covered(graph)), tuple(_issued(graph)))


def _counts(graph: nx.MultiDiGraph[str]) -> dict[str, int]:
    types = Counter(data["type"] for _, data in graph.nodes(data=True))
    articles = [node for node, data in graph.nodes(data=True) if data["type"] == ARTICLE]
    claims = [(s, data["relation"], o) for s, o, data in graph.edges(data=True) if data["relation"] in CLAIMS]
    relations = Counter(relation for _, relation, _ in sorted(set(claims)))
    return {
        "articles": len(articles),
        "reprints": len(articles) - len(originals(graph, articles)),
        "pages": len({graph.nodes[article]["page"] for article in articles}),
        **{entity_type.value: types[entity_type.value] for entity_type in EntityType},
        "claims": len(claims),
        "facts": len(set(claims)),
        **{relation: relations[relation] for relation in sorted(CLAIMS)},
    }


def _linked(graph: nx.MultiDiGraph[str]) -> list[Linked]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for subject, obj, data in graph.edges(data=True):
        if data["relation"] in CLAIMS:
            neighbours[subject].add(obj)
            neighbours[obj].add(subject)
    found = [
        Linked(node, data["name"], data["type"], len(neighbours[node]), len(originals(graph, _named_in(graph, node))))
        for node, data in graph.nodes(data=True)
        if data["type"] != ARTICLE
    ]
    return sorted(found, key=lambda one: (-one.links, -one.articles, one.id))


def _named_in(graph: nx.MultiDiGraph[str], entity: str) -> Iterable[str]:
    return (article for _, article, data in graph.out_edges(entity, data=True) if data["relation"] == MENTIONED_IN)


def _covered(graph: nx.MultiDiGraph[str]) -> list[Covered]:
    articles, places, agencies = (defaultdict[str, set[str]](set) for _ in range(3))
    rolled: dict[str, str] = {}  # a place of the graph → its prefecture
    for node, data in graph.nodes(data=True):
        division = _prefecture(data["code"]) if data["type"] == EntityType.PLACE and data["code"] else None
        if division:
            rolled[node] = division.code
            places[division.code].add(node)
            articles[division.code] |= originals(graph, _named_in(graph, node))
    for agency, place, data in graph.edges(data=True):
        if data["relation"] == Predicate.LOCATED_IN and place in rolled:
            agencies[rolled[place]].add(agency)
    found = []
    for code in places:
        above = gazetteer().chain(code)
        province = above[0].name if len(above) > 1 else ""
        name = above[-1].name
        found.append(Covered(code, name, province, len(articles[code]), len(places[code]), len(agencies[code])))
    return sorted(found, key=lambda one: (-one.articles, one.code))


def _prefecture(code: str) -> Division | None:
    """The prefecture that a division lies in or is; the province, where none stands between."""
    upper = [one for one in gazetteer().chain(code) if one.level in (Kind.PROVINCE, Kind.PREFECTURE)]
    return upper[-1] if upper else None


def _issued(graph: nx.MultiDiGraph[str]) -> list[Issued]:
    counted = Counter(
        (data["paper"], data["date"][:7])
        for _, data in graph.nodes(data=True)
        if data["type"] == ARTICLE and not data["reprint_of"] and (data["paper"] or data["date"])
    )
    return [Issued(paper, month, number) for (paper, month), number in sorted(counted.items())]


def as_text(found: Stats, language: Language = "en") -> str:
    """Tables with a heading each."""
    say, word = partial(filled, language=language), partial(term, language=language)
    number = found.counts

    def row(message: str, *numbers: int) -> str:
        return f"  {say(message, *(f'{number:>5}' for number in numbers))}  "

    def listed(names: Iterable[str]) -> str:
        if language == "zh":
            return "，".join(f"{word(name)} {number[name]}" for name in names)
        return ", ".join(f"{number[name]} {name}" for name in names)

    lines = [
        say("{} articles ({} of them reprints) on {} pages", number["articles"], number["reprints"], number["pages"]),
        listed(EntityType),
        say("{} facts in {} claims: {}", number["facts"], number["claims"], listed(filter(number.get, sorted(CLAIMS))))
        if number["facts"]
        else say("{} facts in {} claims", number["facts"], number["claims"]),
        "",
        say("most linked"),
        *(
            row("{} links {} articles", one.links, one.articles) + f"{one.name} ({word(one.type)})"
            for one in found.linked
        ),
        "",
        say("by place"),
        *(
            row("{} articles {} places {} agencies", one.articles, one.places, one.agencies) + one.province + one.name
            for one in found.covered
        ),
    ]
    if found.issued:
        lines += ["", say("by newspaper and month")]
        lines += [
            row("{} articles", one.articles) + f"{one.paper or say(UNKNOWN)} {one.month or say(UNKNOWN)}"
            for one in found.issued
        ]
    return "\n".join(lines) + "\n"


def as_json(found: Stats) -> str:
    """An object with the fields of Stats."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Stats) -> str:
    """One table of all numbers: which table, of what, in words, which number, and how much."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("table", "key", "label", "measure", "value"))
    writer.writerows(("counts", name, name, "number", value) for name, value in found.counts.items())
    for linked in found.linked:
        writer.writerow(("linked", linked.id, linked.name, "links", linked.links))
        writer.writerow(("linked", linked.id, linked.name, "articles", linked.articles))
    for covered in found.covered:
        for measure in ("articles", "places", "agencies"):
            label = covered.province + covered.name
            writer.writerow(("covered", covered.code, label, measure, getattr(covered, measure)))
    for issued in found.issued:
        writer.writerow(("issued", issued.month, issued.paper, "articles", issued.articles))
    return text.getvalue()
