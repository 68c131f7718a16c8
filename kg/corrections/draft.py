"""What the articles say while it is being corrected: entities and their referents, and where each was moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from urllib.parse import unquote

from kg.corrections.line import Line
from kg.errors import NotThere, WrongCorrection
from kg.gazetteer import gazetteer
from kg.graph import Edit
from kg.model import Article, Claim, Entity, EntityType, Kind, Reading, Referent
from kg.traditional import simplified

MAX_LISTED = 6  # namesakes in a message
_PREFIXED = re.compile(r"(place|agency|programme|person|article):(?!//)")
_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?")


@dataclass
class Notes:
    """What people said of one entity."""

    same_as: set[str] = field(default_factory=set)
    replaces: set[str] = field(default_factory=set)  # names of nodes that have become this one
    edits: set[Edit] = field(default_factory=set)


class Draft:
    """Readings and entities that corrections change; entities are known by the names of their nodes."""

    def __init__(self, readings: Iterable[Reading], entities: Iterable[Entity], base_iri: str) -> None:
        self.articles: dict[str, Article] = {}
        self.referents: dict[str, Referent] = {}
        self.claims: dict[str, tuple[Claim, ...]] = {}  # by article
        for reading in readings:
            self.articles[reading.article.id] = reading.article
            self.claims[reading.article.id] = reading.claims
            self.referents.update((referent.id, referent) for referent in reading.referents)
        self.entities = {entity.id: entity for entity in entities}
        self.moved: dict[str, str] = {}
        self.removed: dict[str, int] = {}  # the line that did it
        self.notes: defaultdict[str, Notes] = defaultdict(Notes)
        self._base = base_iri
        self._written: dict[str, str] = {}  # an id without escapes, as a browser shows it → the id
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._others: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for entity in self.entities.values():
            self._learn(entity)

    def find(self, said: str, entity_type: EntityType | None = None) -> Entity:
        """The entity of an IRI, its local part, or a name; names in full are asked for before other names.

        A name in traditional characters stands for its simplified form too.
        Raises NotThere if nothing is called so, WrongCorrection if several things are.
        """
        known = self._written.get(unquote(self.local(said)))
        if known:
            return self._now(known)
        forms = dict.fromkeys((said, simplified(said)))
        for index, form in product((self._names, self._others), forms):
            ids = {self._latest(found) for found in index.get(form, ()) if self._latest(found) in self.entities}
            found = [self.entities[id_] for id_ in sorted(ids)]
            fitting = [entity for entity in found if entity_type in (None, entity.type)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                listed = ", ".join(f"{entity.id} ({entity.name})" for entity in fitting[:MAX_LISTED])
                more = f" and {len(fitting) - MAX_LISTED} more" if len(fitting) > MAX_LISTED else ""
                raise WrongCorrection(f"{said} is the name of several: {listed}{more}; write the one that you mean")
        known_as = (id_ for form in forms for id_ in self._names.get(form, ()))
        gone = next((self.removed[id_] for id_ in known_as if id_ in self.removed), None)
        if gone:
            raise WrongCorrection(f"line {gone} deletes {said}; leave one of the two")
        raise NotThere(f"nothing is called {said}{f' ({entity_type})' if entity_type else ''}")

    def place(self, said: str) -> Entity | None:
        """The official division of an IRI, its local part or a code, as an entity that no article needs to name."""
        code = self.local(said).removeprefix("place/")
        division = gazetteer().division(code) if _CODE.fullmatch(code) else None
        if not division:
            return None
        return Entity(f"place/{division.code}", EntityType.PLACE, division.level, division.name, (), (), division.code)

    def local(self, said: str) -> str:
        """As local_part, by the base of this graph."""
        return local_part(said, self._base)

    def articles_called(self, said: str) -> list[str]:
        """The articles of an IRI, its local part, a page or a headline; NotThere if there is none."""
        if (whole := self.local(said)) in self.articles:
            return [whole]
        found = self._articles_by_words.get(said, [])
        if not found:
            raise NotThere(f"there is no article {said}; write its IRI, its page or its headline")
        return found

    def put(self, entity: Entity) -> None:
        """Add an entity, or put it in the place of the one with its id."""
        self.entities[entity.id] = entity
        self._learn(entity)

    def called(self, entity: str, name: str) -> None:
        """Let an entity be found by a name that it is yet to get."""
        self._names[name][entity] = None

    def remove(self, entity: str, line: Line) -> None:
        """Take an entity out."""
        del self.entities[entity]
        self.removed[entity] = line.number

    def move(self, former: str, now: str) -> None:
        """Say that what an id stood for has another one."""
        self.moved.pop(now, None)  # two entities may have changed places
        self.moved[former] = now
        notes = self.notes.pop(former, Notes())
        kept = self.notes[now]
        kept.edits |= notes.edits
        kept.replaces |= notes.replaces | {former}

    def note(self, line: Line, entity: str, value: str) -> None:
        """Keep that a person has said something of an entity."""
        self.notes[entity].edits.add(Edit(line.action.value, value, line.by))

    def referents_of(self, entity: Entity) -> list[Referent]:
        """The referents of an entity that are still there."""
        return [self.referents[referent] for referent in entity.referents if referent in self.referents]

    def corrected(self) -> tuple[list[Reading], list[Entity]]:
        """The readings and entities as they are now, without claims whose ends are gone or do not fit any more."""
        owner = {referent: entity for entity in self.entities.values() for referent in entity.referents}
        referents: defaultdict[str, list[Referent]] = defaultdict(list)
        for referent in self.referents.values():
            if referent.id in owner:
                referents[article_of(referent)].append(referent)
        readings = [
            Reading(
                article,
                tuple(referents[article.id]),
                tuple(claim for claim in self.claims[article.id] if self._fits(claim, owner)),
            )
            for article in self.articles.values()
        ]
        return readings, [entity for _, entity in sorted(self.entities.items())]

    def misfits(self, entity: Entity) -> int:
        """How many claims do not fit an entity's type."""
        own = dict.fromkeys(entity.referents, entity.type)
        about = {claim for referent in own for claim in self._claims_about.get(referent, ())}
        ends = ((claim, self.referents.get(claim.subject), self.referents.get(claim.object)) for claim in about)
        return sum(
            not claim.predicate.accepts(own.get(subject.id, subject.type), own.get(obj.id, obj.type))
            for claim, subject, obj in ends
            if subject and obj
        )

    @cached_property
    def _articles_by_words(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for article in self.articles.values():
            for words in {article.page, article.headline}:
                found[words].append(article.id)
        return found

    @cached_property
    def _claims_about(self) -> Mapping[str, Sequence[Claim]]:
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claims in self.claims.values():
            for claim in claims:
                found[claim.subject].append(claim)
                found[claim.object].append(claim)
        return found

    def _fits(self, claim: Claim, owner: Mapping[str, Entity]) -> bool:
        if claim.subject not in owner or claim.object not in owner:
            return False
        return claim.predicate.accepts(owner[claim.subject].type, owner[claim.object].type)

    def _learn(self, entity: Entity) -> None:
        self._written[unquote(entity.id)] = entity.id
        self._names[entity.name][entity.id] = None
        for name in entity.names:
            self._others[name][entity.id] = None

    def _latest(self, entity: str) -> str:
        while entity in self.moved:
            entity = self.moved[entity]
        return entity

    def _now(self, known: str) -> Entity:
        latest = self._latest(known)
        if latest in self.entities:
            return self.entities[latest]
        if latest in self.removed:
            raise WrongCorrection(f"line {self.removed[latest]} deletes {known}; leave one of the two")
        raise NotThere(f"nothing is left of {known}")


def local_part(said: str, base_iri: str) -> str:
    """The local part of an IRI, written in full, with a prefix, or as a code; anything else as it stands."""
    bare = said.removeprefix("<").removesuffix(">").removeprefix(base_iri)
    if _CODE.fullmatch(bare):
        return f"place/{bare}"
    return _PREFIXED.sub(r"\1/", bare) if _PREFIXED.match(bare) else bare


def article_of(referent: Referent) -> str:
    """The id of the article that a referent belongs to."""
    return referent.id.partition("#")[0]


def typed(referent: Referent, kind: Kind) -> Referent:
    """A referent of another kind, and with it another type."""
    mentions = tuple(replace(mention, type=kind.type) for mention in referent.mentions)
    place = kind.type is EntityType.PLACE
    return replace(
        referent, type=kind.type, kind=kind, mentions=mentions, code=referent.code if place else "",
        candidates=referent.candidates if place else (),
    )  # fmt: skip
