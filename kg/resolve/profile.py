"""What any number of referents of one entity say of it together, in a size that does not grow with their number.

Profiles of parts of a corpus are merged into that of the whole, in any order: so an entity that every article names
costs a cluster one profile a part, and every engine makes entities by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from kg.model import Candidate, Entity, EntityType, Kind, Referent


@dataclass(slots=True)
class Profile:
    """The names, kinds and candidates of an entity, counted over referents."""

    first: tuple[str, EntityType, str, bool]  # of the referent with the smallest id: id, type, code, anonymised
    unsure: tuple[int, str, tuple[Candidate, ...]]  # most candidates first: their number below 0, a referent's id, they
    names: dict[str, int]  # the fullest name of each referent, and how many have it
    kinds: dict[Kind, int]
    surfaces: set[str]

    @classmethod
    def of(cls, referent: Referent) -> Profile:
        """What one referent says."""
        return cls(
            (referent.id, referent.type, referent.code, referent.anonymised),
            (-len(referent.candidates), referent.id, referent.candidates),
            {referent.name: 1},
            {referent.kind: 1},
            set(referent.surfaces),
        )

    def merge(self, other: Profile) -> Profile:
        """Add what another profile of the same entity says; the other is left as it is."""
        self.first = min(self.first, other.first)
        self.unsure = min(self.unsure, other.unsure)
        for name, number in other.names.items():
            self.names[name] = self.names.get(name, 0) + number
        for kind, number in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + number
        self.surfaces |= other.surfaces
        return self

    def entity(self, identity: str, referents: Iterable[str] = ()) -> Entity:
        """The entity of that id; it lists the referents given."""
        # The fullest name, of those that are equally full the most frequent, then the first in order of characters.
        name = min(self.names, key=lambda name: (-len(name), -self.names[name], name))
        _, entity_type, code, anonymised = self.first
        return Entity(
            id=identity,
            type=entity_type,
            kind=min(self.kinds, key=lambda kind: (-self.kinds[kind], kind)),
            name=name,
            names=tuple(sorted((self.surfaces | self.names.keys()) - {name})),
            referents=tuple(referents),
            code=code,
            candidates=self.unsure[2],
            anonymised=anonymised,
        )


def profiled(referents: Iterable[Referent]) -> Profile:
    """The profile of referents of one entity, of which there is at least one."""
    return reduce(Profile.merge, map(Profile.of, referents))
