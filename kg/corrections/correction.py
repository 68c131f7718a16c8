"""A table of corrections, followed: readings and entities → readings and entities, then the graph of them.

Lines are followed by what they ask for, never by where they stand: their order says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.corrections import claims, naming, parts, unions
from kg.corrections.draft import Draft
from kg.corrections.line import Action, Corrections, Line, Outcome, Remark, contradictory, unchanged
from kg.errors import CorrectionError, NotThere
from kg.model import Entity, Reading
from kg.rdf.terms import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx

Step = Callable[[Draft, Line], Remark]


@dataclass(frozen=True)
class Corrected:
    """What the articles say once corrected, with what is left to be done when their graph is made."""

    readings: list[Reading]
    entities: Sequence[Entity]
    corrections: Corrections
    draft: Draft
    remarks: tuple[Remark, ...]
    left: tuple[Line, ...]  # that speak of claims


def correct(
    readings: Iterable[Reading], entities: Iterable[Entity], corrections: Corrections, base_iri: str = DEFAULT_BASE
) -> Corrected:
    """Follow the lines that speak of entities; those that speak of claims wait for amend.

    First mentions go, so that no part of an entity hangs on them; then parts become entities, types change, entities
    go, and what is left is merged; names come last, for an entity has to be there to be named.
    """
    readings, entities = list(readings), list(entities)
    by_action: defaultdict[Action, list[Line]] = defaultdict(list)
    remarks = list(corrections.wrong)
    lines, repeated = _distinct(corrections.lines)
    remarks += repeated
    draft = Draft(readings, entities, base_iri) if lines else Draft((), (), base_iri)
    for line in lines:
        by_action[line.action].append(line)
    mentions = [line for line in by_action[Action.DELETE] if line.value or line.article]
    wholes = [line for line in by_action[Action.DELETE] if not (line.value or line.article)]
    _announce(draft, by_action[Action.RENAME])
    remarks += _each(draft, mentions, parts.delete_mentions)
    remarks += _shapes(draft, by_action[Action.SPLIT], by_action[Action.RETYPE])
    remarks += _each(draft, wholes, unions.delete)
    full = [line for line in by_action[Action.RENAME] if unions.gets_full_name(line)]
    remarks += unions.merge(draft, by_action[Action.MERGE], refused, _found(draft, full))
    remarks += _agreed(draft, by_action[Action.RENAME], naming.rename, "give one entity different names")
    remarks += _each(draft, by_action[Action.ALIAS], naming.add_alias)
    remarks += _each(draft, by_action[Action.SAME_AS], naming.same_as)
    remarks += _each(draft, by_action[Action.KEEP], _keep)
    left = (*by_action[Action.REJECT], *by_action[Action.ADD])
    if lines:
        readings, entities = draft.corrected()
    return Corrected(readings, entities, corrections, draft, tuple(remarks), left)


def amend(graph: nx.MultiDiGraph[str], corrected: Corrected) -> list[Remark]:
    """Follow the lines that speak of claims, mark what people said, and tell what came of every line, in their order.

    Claims that are wrong go first, so that a person may state with a better sentence what the machine misread.
    """
    draft = corrected.draft
    remarks = list(corrected.remarks)
    remarks += _each(draft, _on_claims(corrected, Action.REJECT), lambda d, line: claims.reject(d, graph, line))
    remarks += _each(draft, _on_claims(corrected, Action.ADD), lambda d, line: claims.add(d, graph, line))
    for node, notes in sorted(draft.notes.items()):
        said: dict[str, Any] = {
            "same_as": tuple(sorted(notes.same_as)),
            "replaces": tuple(sorted(notes.replaces)),
            "edits": tuple(sorted(notes.edits)),
        }
        if node in graph:
            graph.nodes[node].update({name: found for name, found in said.items() if found})
    return sorted(remarks)


def refused(line: Line, error: Exception) -> Remark:
    """Why a line was not followed."""
    outcome = Outcome.UNMATCHED if isinstance(error, NotThere) else Outcome.WRONG
    return Remark(line.number, line.action.value, outcome, str(error))


def _on_claims(corrected: Corrected, action: Action) -> list[Line]:
    return [line for line in corrected.left if line.action is action]


def _distinct(lines: Iterable[Line]) -> tuple[list[Line], list[Remark]]:
    """The lines in an order that follows from what they say alone, without those that repeat another."""
    first: dict[tuple[str, ...], Line] = {}
    repeated = []
    for line in sorted(lines, key=lambda line: line.number):
        content = tuple(str(value or "") for value in astuple(replace(line, number=0)))
        if content in first:
            repeated.append(unchanged(line, f"line {first[content].number} says the same"))
        else:
            first[content] = line
    return [line for _, line in sorted(first.items())], repeated


def _each(draft: Draft, lines: Iterable[Line], follow: Step) -> Iterator[Remark]:
    for line in lines:
        try:
            yield follow(draft, line)
        except CorrectionError as error:
            yield refused(line, error)


def _agreed(draft: Draft, lines: Iterable[Line], follow: Step, what: str) -> Iterator[Remark]:
    """Follow the lines, but none of those that want different values for one entity."""
    about: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        try:
            about[draft.find(line.entity, line.type).id].append(line)
        except CorrectionError as error:
            yield refused(line, error)
    for _, found in sorted(about.items()):
        if len({line.value for line in found}) > 1:
            yield from contradictory(found, what)
        else:
            yield from _each(draft, found, follow)


def _shapes(draft: Draft, splits: list[Line], retypes: list[Line]) -> Iterator[Remark]:
    """Split and retype until nothing more is found: a part may get another type, and what has another type be split."""
    while True:
        pending: list[Remark] = []
        again: tuple[list[Line], list[Line]] = ([], [])
        what = "give one entity different kinds"
        for place, remarks in enumerate(
            (parts.split(draft, splits, refused), _agreed(draft, retypes, parts.retype, what))
        ):
            lines = {line.number: line for line in (splits, retypes)[place]}
            for remark in remarks:
                if remark.outcome is Outcome.UNMATCHED:
                    pending.append(remark)
                    again[place].append(lines[remark.line])
                else:
                    yield remark
        if (len(again[0]), len(again[1])) == (len(splits), len(retypes)):
            yield from pending
            return
        splits, retypes = again


def _found(draft: Draft, lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        try:
            yield draft.find(line.entity, line.type).id
        except CorrectionError:
            continue  # told where the line is followed


def _announce(draft: Draft, renames: Iterable[Line]) -> None:
    """Let entities be found by the names that people give them, in whatever step."""
    found = [(line, entity) for line in renames for entity in _found(draft, [line])]
    for line, entity in found:
        draft.called(entity, line.value)


def _keep(draft: Draft, line: Line) -> Remark:
    return unchanged(line, f"{draft.find(line.entity, line.type).id} is as it is")
