"""Corrections that make one entity of several, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.corrections.draft import Draft, article_of, typed
from kg.corrections.line import Action, Line, Remark, changed, contradictory, unchanged, wrong
from kg.errors import NotThere, WrongCorrection
from kg.extract.people import is_anonymised
from kg.model import Entity

Refuse = Callable[[Line, Exception], Remark]


def merge(draft: Draft, lines: Iterable[Line], refuse: Refuse, named: Iterable[str] = ()) -> Iterator[Remark]:
    """Make the line's entity part of its object, which keeps its id, its name, its type and its code.

    The object may be an official division that nothing else names. Lines of a circle, and lines that merge one
    entity into two, are not followed. Those named are ids of entities that get a name in full.
    """
    goals: defaultdict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        try:
            source = draft.find(line.entity, line.type)
            target = _target(draft, line)
        except (NotThere, WrongCorrection) as error:
            yield refuse(line, error)
            continue
        if source.id == target.id:
            yield unchanged(line, f"{source.id} is one already")
        elif target.id in goals[source.id]:
            yield unchanged(line, f"line {goals[source.id][target.id].number} says so already")
        else:
            goals[source.id][target.id] = line
    steps: dict[str, tuple[str, Line]] = {}
    for source_id, targets in goals.items():
        if len(targets) > 1:
            yield from contradictory(targets.values(), f"merge {source_id} into different entities")
        elif targets:
            ((target_id, line),) = targets.items()
            steps[source_id] = (target_id, line)
    circles = {source_id for source_id in steps if _end(source_id, steps) == ""}
    for circle in sorted({tuple(_circle(source_id, steps)) for source_id in circles}):
        yield from contradictory((steps[one][1] for one in circle), "merge in a circle")
    members: defaultdict[str, list[str]] = defaultdict(list)
    for source_id in steps:
        if source_id not in circles:
            members[_end(source_id, steps)].append(source_id)
    for root, sources in sorted(members.items()):
        whole = draft.entities.get(root) or draft.place(root)
        assert whole
        parts = [draft.entities[source] for source in sorted(sources)]
        if _nameless(draft, [whole, *parts], set(named)):
            for part in parts:
                yield wrong(steps[part.id][1], "people not named in full stay apart; rename one to a name in full")
            continue
        for part in parts:
            del draft.entities[part.id]
        unite(draft, whole, parts)
        for part in parts:
            line = steps[part.id][1]
            draft.move(part.id, root)
            draft.note(line, root, part.id)
            yield changed(line, f"{part.id} is now {root} ({whole.name})")


def delete(draft: Draft, line: Line) -> Remark:
    """Take out an entity with its mentions and claims."""
    entity = draft.find(line.entity, line.type)
    for referent in draft.referents_of(entity):
        del draft.referents[referent.id]
    draft.remove(entity.id, line)
    return changed(line, f"{entity.id} ({entity.name}) is out")


def unite(draft: Draft, whole: Entity, parts: Iterable[Entity]) -> None:
    """Make the parts belong to the whole, whose type their mentions take over."""
    parts = list(parts)
    for part in parts:
        for referent in draft.referents_of(part):
            if referent.type is not whole.type:
                draft.referents[referent.id] = typed(referent, whole.kind)
    everything = [whole, *parts]
    draft.put(
        replace(
            whole,
            names=tuple(sorted({name for one in everything for name in (one.name, *one.names)} - {whole.name})),
            referents=tuple(sorted({referent for one in everything for referent in one.referents})),
            candidates=() if whole.code else whole.candidates,
            anonymised=all(one.anonymised for one in everything),
        )
    )


def _target(draft: Draft, line: Line) -> Entity:
    try:
        return draft.find(line.object)
    except NotThere:
        place = draft.place(line.object)
        if not place:
            raise
        return place


def _end(start: str, steps: dict[str, tuple[str, Line]]) -> str:
    """Where the steps from an entity lead; "" if they lead nowhere but round."""
    seen = {start}
    at = start
    while at in steps:
        at = steps[at][0]
        if at in seen:
            return ""
        seen.add(at)
    return at


def _circle(start: str, steps: dict[str, tuple[str, Line]]) -> list[str]:
    """The entities of the circle into which the steps run, in the order of their names; with it go the ways there."""
    seen: list[str] = []
    at = start
    while at not in seen:
        seen.append(at)
        at = steps[at][0]
    inside = set(seen[seen.index(at) :])
    return sorted(one for one in steps if inside & _way(one, steps))


def _way(start: str, steps: dict[str, tuple[str, Line]]) -> set[str]:
    seen: set[str] = set()
    at = start
    while at in steps and at not in seen:
        seen.add(at)
        at = steps[at][0]
    return seen


def _nameless(draft: Draft, members: list[Entity], named: set[str]) -> bool:
    """Whether the members would make one nameless person of several articles."""
    if not all(member.anonymised for member in members) or named & {member.id for member in members}:
        return False
    return len({article_of(referent) for member in members for referent in draft.referents_of(member)}) > 1


def gets_full_name(line: Line) -> bool:
    """Whether a line gives a name in full."""
    return line.action is Action.RENAME and not is_anonymised(line.value)
