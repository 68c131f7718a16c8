"""Corrections of what an entity is called, and of what others call it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.corrections.draft import Draft
from kg.corrections.line import Line, Remark, changed, unchanged
from kg.errors import WrongCorrection
from kg.extract.people import is_anonymised
from kg.rdf.terms import safe

_WIKIDATA = re.compile(r"(?:wd:|https?://(?:www|m)\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)")
_IRI = re.compile(r"(?:https?://[^/?#]+|urn:[A-Za-z0-9-]+:|info:)\S*")


def rename(draft: Draft, line: Line) -> Remark:
    """Give an entity another name; its id stays, and its old name becomes one of the others."""
    entity = draft.find(line.entity, line.type)
    if entity.name == line.value:
        return unchanged(line, f"{entity.id} has this name already")
    names = {entity.name, *entity.names} - {line.value}
    nameless = entity.anonymised and is_anonymised(line.value)
    draft.put(replace(entity, name=line.value, names=tuple(sorted(names)), anonymised=nameless))
    draft.note(line, entity.id, line.value)
    return changed(line, f"{entity.id}: {entity.name} is now {line.value}")


def add_alias(draft: Draft, line: Line) -> Remark:
    """Give an entity one more name."""
    entity = draft.find(line.entity, line.type)
    if line.value in (entity.name, *entity.names):
        return unchanged(line, f"{entity.id} has this name already")
    draft.put(replace(entity, names=tuple(sorted({*entity.names, line.value}))))
    draft.note(line, entity.id, line.value)
    return changed(line, f"{entity.id} is also called {line.value}")


def same_as(draft: Draft, line: Line) -> Remark:
    """Say that an entity is what an IRI of others stands for; Q1 is Wikidata's."""
    iri = iri_of(line.value)
    if draft.local(iri) != iri:
        raise WrongCorrection(f"{line.value} is an IRI of this graph; two of its entities are made one by merge")
    entity = draft.find(line.entity, line.type)
    if iri in draft.notes[entity.id].same_as:
        return unchanged(line, f"{entity.id} is said to be {iri} already")
    draft.notes[entity.id].same_as.add(iri)
    draft.note(line, entity.id, iri)
    return changed(line, f"{entity.id} is {iri}")


def iri_of(said: str) -> str:
    """The IRI that a cell means; WrongCorrection if it means none."""
    bare = said.removeprefix("<").removesuffix(">")
    if match := _WIKIDATA.fullmatch(bare):
        return f"http://www.wikidata.org/entity/{match[1]}"
    path = bare.replace("#", "", 1).replace("?", "")  # which are right in an IRI, but not in the name of a node
    if not _IRI.fullmatch(bare) or safe(path) != path:
        raise WrongCorrection(f"{said} is no IRI; write a number of Wikidata (Q42) or an IRI that begins with https://")
    return bare
