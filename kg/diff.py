"""What is in one graph and not in another: articles, entities and facts gained, lost and changed."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph import ARTICLE, AUTHOR, MENTIONED_IN, Edit
from kg.messages import Language, filled, term

if TYPE_CHECKING:
    import networkx as nx

THINGS = ("article", "entity", "fact")
CHANGES = ("gained", "lost", "changed")
_SIGNS = dict(zip(CHANGES, "+-~", strict=True))
_PLURALS = dict(zip(THINGS, ("articles", "entities", "facts"), strict=True))
_TEXTS = ("body", "lines")  # of articles: long, and what came and went in them is for other programs to show
_LISTED = ("names", "same_as", "replaces", "edits")  # of these what came and what went is told

Fact = tuple[str, str, str]  # subject, relation, object


class Difference(NamedTuple):
    """One thing that is not the same in both graphs; what, old and new are empty unless it changed.

    Of a text that changed, body and lines of an article, old and new are empty too.
    """

    thing: str  # one of THINGS
    change: str  # one of CHANGES
    id: str  # the node; of a fact its subject, relation and object with a space between
    label: str  # for readers
    what: str = ""  # which property
    old: str = ""  # of a list what it lost
    new: str = ""  # of a list what it gained


def differences(old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str]) -> list[Difference]:
    """All differences, articles first, then entities, then facts; those of a kind by label.

    An article whose text changed has another id; where page and headline are the same it counts as changed.
    """
    same = _revised(old, new)
    found = [*_articles(old, new, same), *_entities(old, new), *_facts(old, new, same)]
    return sorted(found, key=lambda one: (THINGS.index(one.thing), CHANGES.index(one.change), one.label, one))


def compare(old: Path, new: Path) -> list[Difference]:
    """The differences between two built folders or Turtle files; GraphError where one cannot be read."""
    from kg.rdf.reading import read_graph

    return differences(read_graph(old), read_graph(new))


def as_text(found: list[Difference], language: Language = "en") -> str:
    """Readable lines: + gained, - lost, ~ changed, under a heading with numbers."""
    say = partial(filled, language=language)
    lines = []
    for thing in THINGS:
        here = [one for one in found if one.thing == thing]
        counts = Counter(one.change for one in here)
        counts["changed"] = len({one.id for one in here if one.change == "changed"})
        lines.append(say(f"{_PLURALS[thing]}: {{}} gained, {{}} lost, {{}} changed", *(counts[one] for one in CHANGES)))
        lines += [f"  {_SIGNS[one.change]} {_labelled(one, language)}{_told(one, language)}" for one in here]
    return "\n".join(lines) + "\n"


def as_json(found: list[Difference]) -> str:
    """A list of objects with the fields of Difference."""
    return json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2) + "\n"


def as_csv(found: list[Difference]) -> str:
    """A table with the fields of Difference as columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Difference._fields)
    writer.writerows(found)
    return text.getvalue()


def _labelled(one: Difference, language: Language) -> str:
    """The label with the ontology's words in the language: the relation of a fact, type and kind of an entity."""
    if one.thing == "fact":
        relation = one.id.split(" ")[1]
        return one.label.replace(f" {relation} ", f" {term(relation, language)} ", 1)
    if one.thing == "entity":
        name, _, words = one.label.rpartition(" (")
        comma = "，" if language == "zh" else ", "
        return f"{name} ({comma.join(term(word, language) for word in words.removesuffix(')').split(', '))})"
    return one.label


def _told(one: Difference, language: Language) -> str:
    what, none = (filled(word, language=language) for word in (one.what, "(none)"))
    if one.thing == "article" and one.what in _TEXTS:
        return f"  {filled('{} changed', what, language=language)}"
    if one.what in (*_LISTED, "sources"):
        return f"  {what}:" + (f" + {one.new}" if one.new else "") + (f" - {one.old}" if one.old else "")
    old, new = (term(word, language) if one.what == "kind" else word for word in (one.old, one.new))
    return f"  {what}: {old or none} → {new or none}" if one.what else ""


def _revised(old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Articles that are in old alone with those in new alone that stand for them."""
    gone, come = _by_place(old, new), _by_place(new, old)
    return {gone[place][0]: come[place][0] for place in gone if len(gone[place]) == len(come.get(place, ())) == 1}


def _by_place(graph: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str]) -> dict[tuple[str, str], list[str]]:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        if data["type"] == ARTICLE and data["headline"] and node not in other:
            places[data["page"], data["headline"]].append(node)
    return places


def _articles(old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str], same: Mapping[str, str]) -> Iterator[Difference]:
    before, after = _nodes(old, articles=True), _nodes(new, articles=True)
    for node, data in before.items():
        if same.get(node, node) not in after:
            yield Difference("article", "lost", node, _article(data))
    for node, data in after.items():
        if node not in before and node not in same.values():
            yield Difference("article", "gained", node, _article(data))
    for node, data in before.items():
        twin = same.get(node, node)
        if twin in after:
            for what, was, now in _changed(data, after[twin], same):
                texts = ("", "") if what in _TEXTS else (was, now)
                yield Difference("article", "changed", twin, _article(data), what, *texts)


def _entities(old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str]) -> Iterator[Difference]:
    before, after = _nodes(old, articles=False), _nodes(new, articles=False)
    for node in sorted(before.keys() - after.keys()):
        yield Difference("entity", "lost", node, _entity(before[node]))
    for node in sorted(after.keys() - before.keys()):
        yield Difference("entity", "gained", node, _entity(after[node]))
    for node in sorted(before.keys() & after.keys()):
        label = _entity(before[node])
        for what, was, now in _changed(before[node], after[node], {}):
            yield Difference("entity", "changed", node, label, what, was, now)
        was_named, now_named = _mentions(old, new, node), _mentions(new, old, node)
        if was_named != now_named:
            numbers = str(len(was_named)), str(len(now_named))
            yield Difference("entity", "changed", node, label, "mentions", *numbers)


def _facts(old: nx.MultiDiGraph[str], new: nx.MultiDiGraph[str], same: Mapping[str, str]) -> Iterator[Difference]:
    before, after = _stated(old, same), _stated(new, {})
    for fact in sorted(before.keys() - after.keys()):
        yield Difference("fact", "lost", " ".join(fact), _fact(old, fact))
    for fact in sorted(after.keys() - before.keys()):
        yield Difference("fact", "gained", " ".join(fact), _fact(new, fact))
    for fact in sorted(before.keys() & after.keys()):
        said, says = before[fact], after[fact]
        told = (" ".join(fact), _fact(new, fact))
        if said.keys() != says.keys():
            lost = "、".join(_source(old, source, same) for source in sorted(said.keys() - says.keys()))
            gained = "、".join(_source(new, source, {}) for source in sorted(says.keys() - said.keys()))
            yield Difference("fact", "changed", *told, "sources", lost, gained)
        for source in sorted(said.keys() & says.keys()):
            for what, was, now in _changed(said[source], says[source], {}):
                yield Difference("fact", "changed", *told, what, was, now)


def _nodes(graph: nx.MultiDiGraph[str], *, articles: bool) -> dict[str, dict[str, Any]]:
    return {node: data for node, data in graph.nodes(data=True) if (data["type"] == ARTICLE) == articles}


def _changed(old: Mapping[str, Any], new: Mapping[str, Any], same: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Property, old and new value of all that is not the same."""
    for what in sorted(old.keys() | new.keys()):
        was, now = old.get(what) or "", new.get(what) or ""
        if isinstance(was, str):
            was = same.get(was, was)
        if was == now:
            continue
        if what in _LISTED:
            lost, gained = set(was) - set(now), set(now) - set(was)
            if lost or gained:
                yield what, _printed(tuple(sorted(lost))), _printed(tuple(sorted(gained)))
        else:
            yield what, _printed(was), _printed(now)


def _printed(value: object) -> str:
    if isinstance(value, Edit):
        return " ".join(filter(None, value))
    return "、".join(map(_printed, value)) if isinstance(value, tuple) else str(value)


def _mentions(graph: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str], entity: str) -> set[tuple[object, ...]]:
    """Where an entity is named in articles that both graphs have."""
    return {
        (article, mention.field, mention.begin, mention.end)
        for _, article, data in graph.out_edges(entity, data=True)
        if data["relation"] == MENTIONED_IN and article in other
        for mention in data["mentions"]
    }


def _stated(graph: nx.MultiDiGraph[str], same: Mapping[str, str]) -> dict[Fact, dict[str, dict[str, Any]]]:
    """Each fact with its sources, an article or what a person named, and what each says of it."""
    facts: dict[Fact, dict[str, dict[str, Any]]] = defaultdict(dict)
    for subject, obj, data in graph.edges(data=True):
        if data["relation"] not in (MENTIONED_IN, AUTHOR):
            said = {key: value for key, value in data.items() if key not in ("relation", "article", "source")}
            source = same.get(data["article"], data["article"]) or data.get("source", "")
            facts[subject, data["relation"], obj][source] = said
    return facts


def _article(data: Mapping[str, Any]) -> str:
    return f"{data['headline'] or data['body'][:20]} [{data['page']}]"


def _entity(data: Mapping[str, Any]) -> str:
    code = f" {data['code']}" if data["code"] else ""
    return f"{data['name']}{code} ({data['type']}, {data['kind']})"


def _fact(graph: nx.MultiDiGraph[str], fact: Fact) -> str:
    return f"{graph.nodes[fact[0]]['name']} {fact[1]} {graph.nodes[fact[2]]['name']}"


def _source(graph: nx.MultiDiGraph[str], source: str, same: Mapping[str, str]) -> str:
    old = next((was for was, now in same.items() if now == source), source)
    return _article(graph.nodes[old]) if old in graph else source
