"""Corrections of what an entity is made of: mentions that are no name, parts that are something else, another type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.corrections.draft import Draft, article_of, typed
from kg.corrections.line import Line, Remark, changed, contradictory, unchanged
from kg.corrections.unions import unite
from kg.corrections.words import word
from kg.errors import NotThere, WrongCorrection
from kg.gazetteer import gazetteer
from kg.model import KINDS, Entity, EntityType, Kind, Referent
from kg.resolve.corpus import slug, united


def delete_mentions(draft: Draft, line: Line) -> Remark:
    """Take out an entity's mentions by what is printed, by their article, or by both; with the last goes the entity."""
    entity = draft.find(line.entity, line.type)
    articles = draft.articles_called(line.article) if line.article else None
    count = 0
    for referent in draft.referents_of(entity):
        if articles is not None and article_of(referent) not in articles:
            continue
        kept = tuple(mention for mention in referent.mentions if line.value not in ("", mention.surface))
        count += len(referent.mentions) - len(kept)
        if kept:
            draft.referents[referent.id] = replace(referent, mentions=kept)
        else:
            del draft.referents[referent.id]
    if not count:
        if not line.value:
            raise NotThere(f"{entity.id} is not named in {line.article}")
        if line.article:
            raise NotThere(f"{entity.id} is not printed {line.value} in {line.article}")
        raise NotThere(f"{entity.id} is not printed {line.value}")
    left = draft.referents_of(entity)
    if left:
        draft.put(united(entity.id, left))
        draft.note(line, entity.id, line.value or line.article)
    else:
        draft.remove(entity.id, line)
    return changed(line, f"{count} mentions of {entity.id} are out{'' if left else ', and so is the entity'}")


def split(draft: Draft, lines: Iterable[Line], refuse: Callable[[Line, Exception], Remark]) -> Iterator[Remark]:
    """Make parts of an entity, by article or by the place in which its articles play, entities of their own.

    A part's name is that of the whole and, behind ~, the line's value, else the article or the place.
    """
    wanted: defaultdict[str, list[tuple[Line, str]]] = defaultdict(list)  # of a referent: to which part it is to go
    moves: list[tuple[Line, Entity, str, list[str]]] = []
    for line in lines:
        try:
            entity = draft.find(line.entity, line.type)
            part, referents = _part(draft, line, entity)
        except (NotThere, WrongCorrection) as error:
            yield refuse(line, error)
            continue
        moves.append((line, entity, part, [referent.id for referent in referents]))
        for referent in referents:
            wanted[referent.id].append((line, part))
    at_odds = {
        frozenset(line for line, _ in found) for found in wanted.values() if len({part for _, part in found}) > 1
    }
    for found in sorted(at_odds, key=lambda found: min(line.number for line in found)):
        yield from contradictory(found, "want the same mentions in different parts")
    moves = [move for move in moves if not any(move[0] in found for found in at_odds)]
    going: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, entity, part, referents_ in moves:
        going[entity.id][part].update(referents_)
    for whole, parts in sorted(going.items()):
        before = draft.entities[whole]
        taken = set().union(*parts.values())
        rest = [referent for referent in draft.referents_of(before) if referent.id not in taken]
        for part, members in sorted(parts.items()):
            if part in draft.entities:
                members.update(referent.id for referent in draft.referents_of(draft.entities[part]))
            draft.put(united(part, [draft.referents[member] for member in sorted(members)]))
        if rest:
            draft.put(united(whole, rest))
        else:
            del draft.entities[whole]
    for line, entity, part, referents_ in moves:
        draft.note(line, part, entity.id)
        yield changed(line, f"{entity.id} in {_articles(referents_)} is now {part}")


def retype(draft: Draft, line: Line) -> Remark:
    """Give an entity another kind; where that is one of another type, the entity's id begins with that type."""
    entity, kind = draft.find(line.entity, line.type), kind_called(line.value)
    if kind is entity.kind:
        return unchanged(line, f"{entity.id} is a {kind} already")
    if kind.type is entity.type:
        draft.put(replace(entity, kind=kind))
        draft.note(line, entity.id, kind.value)
        return changed(line, f"{entity.id} is now a {kind}")
    for referent in draft.referents_of(entity):
        draft.referents[referent.id] = typed(referent, kind)
    now = f"{kind.type.lower()}/{entity.id.partition('/')[2]}"
    made = replace(
        entity, id=now, type=kind.type, kind=kind, code="", candidates=(),
        anonymised=entity.anonymised and kind.type is EntityType.PERSON,
    )  # fmt: skip
    lost = draft.misfits(made)
    del draft.entities[entity.id]
    if now in draft.entities:
        unite(draft, replace(draft.entities[now], kind=kind), [made])
    else:
        draft.put(made)
    draft.move(entity.id, now)
    draft.note(line, now, kind.value)
    return changed(
        line, f"{entity.id} is now {now}, a {kind}" + (f"; {lost} claims do not fit any more" if lost else "")
    )


def kind_called(said: str) -> Kind:
    """The kind of a word such as company, Agency/company or 企业; WrongCorrection if it is none."""
    found = word("kind", said.rpartition("/")[2])
    if found:
        return Kind(found)
    if of_type := word("type", said):
        raise WrongCorrection(f"of which kind? {said} may be {', '.join(KINDS[EntityType(of_type)])}")
    raise WrongCorrection(f"{said} is no kind; there are {', '.join(Kind)}")


def _part(draft: Draft, line: Line, entity: Entity) -> tuple[str, list[Referent]]:
    """The id of the part that a line speaks of, and the referents that belong to it."""
    found = draft.referents_of(entity)
    if line.article:
        articles = draft.articles_called(line.article)
        found = [referent for referent in found if article_of(referent) in articles]
        apart = articles[0].removeprefix("article/")
    else:
        place = draft.place(line.object) or draft.find(line.object, EntityType.PLACE)
        if not place.code:
            raise WrongCorrection(f"{line.object} has no official code; split by article instead")
        found = [
            referent
            for referent in found
            if place.code in [division.code for division in gazetteer().chain(referent.home)]
        ]
        apart = place.code
    if not found:
        raise NotThere(f"{entity.id} is not named in {line.article or line.object}")
    return f"{entity.id}~{slug(line.value or apart)}", found


def _articles(referents: Iterable[str]) -> str:
    return ", ".join(sorted({referent.partition("#")[0] for referent in referents}))
