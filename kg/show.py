"""One entity's card: type, names, code, and its facts, each with its sentence and article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.corrections.draft import local_part
from kg.corrections.line import Action
from kg.errors import UsageError
from kg.messages import Language, filled, term
from kg.rdf.store import load
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.traditional import simplified

if TYPE_CHECKING:
    import pyoxigraph

MAX_SUGGESTIONS = 8

_NAMED = """SELECT DISTINCT ?e WHERE { ?e skos:prefLabel|skos:altLabel ?n . FILTER(STR(?n) = ?name) } ORDER BY ?e"""
_CONTAINING = """SELECT DISTINCT ?label WHERE {
  ?e skos:prefLabel|skos:altLabel ?n ; skos:prefLabel ?label . FILTER(CONTAINS(STR(?n), ?name))
} ORDER BY STRLEN(STR(?label)) ?label"""
_CARD = """SELECT ?type ?label ?kind ?code ?anonymised WHERE {
  ?e a ?type ; skos:prefLabel ?label ; kg:kind ?kind . FILTER(?type IN (kg:Place, kg:Agency, kg:Programme, kg:Person))
  OPTIONAL { ?e kg:divisionCode ?code } OPTIONAL { ?e kg:anonymised ?anonymised }
}"""
_EDITS = """SELECT ?action ?value ?who WHERE {
  ?k kg:corrects ?e ; kg:action ?action ; rdf:value ?value ; prov:wasAttributedTo/rdfs:label ?who
} ORDER BY ?action ?value ?who"""
_OTHER_NAMES = "SELECT DISTINCT ?n WHERE { ?e skos:altLabel ?n } ORDER BY ?n"
_CANDIDATES = """SELECT ?code ?score WHERE { ?e kg:candidate ?c . ?c kg:candidateCode ?code ; kg:score ?score }
ORDER BY DESC(?score) ?code"""
_FACTS = """SELECT ?p ?label ?evidence ?headline ?page ?confidence ?post ?note ?who ?source WHERE {
  ?c rdf:subject %s ; rdf:predicate ?p ; rdf:object %s ; kg:evidence ?evidence ; kg:confidence ?confidence .
  ?x skos:prefLabel ?label .
  OPTIONAL { ?c kg:inArticle ?a . ?a kg:page ?page OPTIONAL { ?a schema:headline ?headline } }
  OPTIONAL { ?c prov:wasAttributedTo/rdfs:label ?who } OPTIONAL { ?c dcterms:source ?source }
  OPTIONAL { ?c kg:post ?post } OPTIONAL { ?c kg:note ?note }
} ORDER BY ?p ?label ?page ?evidence"""
_ARTICLES = """SELECT ?headline ?page WHERE { ?e kg:mentionedIn ?a . ?a kg:page ?page
  OPTIONAL { ?a schema:headline ?headline } } ORDER BY ?page ?headline"""


def cards(folder: Path, name: str, language: Language = "en") -> str:
    """The cards of all entities that have this name, one below the other, in a language; or of the one with this id.

    A name in traditional characters stands for its simplified form too. An id is an IRI, with <> or without, or its
    local part. Raises UsageError, with names like it, where there is none; GraphError where the folder holds no graph.
    """
    import pyoxigraph

    if not name.strip():
        raise UsageError("the name is empty; give a name, an id or an IRI")
    store = load(folder)
    # Names in full are simplified; a traditional form may stand nowhere in the articles.
    for form in dict.fromkeys((name, simplified(name))):
        literal = pyoxigraph.Literal(form)
        found = [row["e"] for row in _rows(store, _NAMED, name=literal)]
        if found:
            break
    else:
        found = list(_with_id(store, name))
    if not found:
        like = [row["label"].value for row in _rows(store, _CONTAINING, name=literal)][:MAX_SUGGESTIONS]
        hint = f"; names like it: {'、'.join(like)}" if like else ""
        raise UsageError(f"no entity in {folder} is named {name}{hint}")
    return "\n".join("\n".join(_card(store, entity, language)) + "\n" for entity in found)


def _with_id(store: pyoxigraph.Store, said: str) -> Iterator[pyoxigraph.NamedNode]:
    """The entity that an IRI or its local part stands for."""
    import pyoxigraph

    space = pyoxigraph.NamedNode(f"{PREFIXES['void']}uriSpace")
    bases = (quad.object for quad in store.quads_for_pattern(None, space, None))
    base = min((one.value for one in bases if isinstance(one, pyoxigraph.Literal)), default=DEFAULT_BASE)
    try:
        entity = pyoxigraph.NamedNode(base + local_part(said.strip(), base))
    except ValueError:  # no IRI can be made of it
        return
    if any(_rows(store, _CARD, e=entity)):
        yield entity


def _card(store: pyoxigraph.Store, entity: pyoxigraph.NamedNode, language: Language) -> Iterator[str]:
    say, word = partial(filled, language=language), partial(term, language=language)
    head = next(iter(_rows(store, _CARD, e=entity)))
    code = f"  {head['code'].value}" if head["code"] else ""
    yield f"{head['label'].value}{code}"
    said = [word(head["type"].value.partition("#")[2]), word(head["kind"].value)]
    if head["anonymised"]:
        said.append(say("not named in full"))
    yield f"  {('，' if language == 'zh' else ', ').join(said)}"
    yield f"  <{entity.value}>"
    others = [row["n"].value for row in _rows(store, _OTHER_NAMES, e=entity)]
    if others:
        yield f"  {say('also: {}', '、'.join(others))}"
    for row in _rows(store, _CANDIDATES, e=entity):
        score = f"{float(row['score'].value):.2f}"
        yield f"  {say('may be: {} ({})', row['code'].value, score)}"
    for row in _rows(store, _EDITS, e=entity):
        action, value = row["action"].value, row["value"].value
        edit = row["who"].value, word(action), word(value) if action == Action.RETYPE else value
        yield f"  {say('corrected by a person ({}): {} {}', *edit)}"
    yield from _facts(store, entity, language)
    yield ""
    yield f"  {say('named in')}"
    for row in _rows(store, _ARTICLES, e=entity):
        yield f"    {_article(row, language)}"


def _facts(store: pyoxigraph.Store, entity: pyoxigraph.NamedNode, language: Language) -> Iterator[str]:
    for direction, ends in (("", ("?e", "?x")), ("← ", ("?x", "?e"))):
        before = ""
        for row in _rows(store, _FACTS % ends, e=entity):
            relation = row["p"].value.partition("#")[2]
            if relation != before:
                yield ""
                yield f"  {direction}{term(relation, language)}"
                before = relation
            post = f" ({row['post'].value})" if row["post"] else ""
            yield f"    {row['label'].value}{post}  {float(row['confidence'].value):.2f}"
            yield f"      “{row['evidence'].value}”"
            yield f"      {row['source'].value if row['source'] else _article(row, language)}"
            if row["who"]:
                yield f"      {filled('stated by a person: {}', row['who'].value, language=language)}"
            if row["note"]:
                yield f"      {row['note'].value}"


def _article(row: pyoxigraph.QuerySolution, language: Language) -> str:
    headline = row["headline"].value if row["headline"] else filled("(no headline)", language=language)
    return f"{headline} [{row['page'].value}]"


def _rows(
    store: pyoxigraph.Store, query: str, **values: pyoxigraph.NamedNode | pyoxigraph.Literal
) -> pyoxigraph.QuerySolutions:
    import pyoxigraph

    # pyoxigraph substitutes projected variables only; its terms print themselves as SPARQL writes them, escaped.
    for name, value in values.items():
        query = str(value).join(re.split(rf"\?{name}\b", query))
    result = store.query(query, prefixes=PREFIXES)
    assert isinstance(result, pyoxigraph.QuerySolutions)
    return result
