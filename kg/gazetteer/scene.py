"""What one article says about where it plays: names side by side, places that are certain, the place most is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kg.gazetteer.division import Division
from kg.gazetteer.finder import Hit
from kg.gazetteer.lookup import Gazetteer

_MOST_COUNTED = 3  # a name printed twenty times says little more of the rest than one printed three times


class Scene:
    """The hits of one article with what is already known of them: the ground that evidence stands on."""

    def __init__(self, places: Gazetteer, hits: Sequence[Hit], known: Sequence[str], home: str = "") -> None:
        """Known gives for each hit the code that it is taken to have, or "" where that is not clear yet."""
        self.places = places
        self.hits = hits
        self.known = known
        self.home = home
        self._certain: dict[str, Counter[str]] = {}  # by the name left out
        self._support: dict[str, Counter[str]] = {}
        begins = {(hit.field, hit.begin): index for index, hit in enumerate(hits)}
        # Names with nothing between them, as in 湖州市德清县钟管镇: index of the next and the previous name.
        self.next = [begins.get((hit.field, hit.end)) for hit in hits]
        self.previous: list[int | None] = [None] * len(hits)
        for index, following in enumerate(self.next):
            if following is not None:
                self.previous[following] = index

    def certain(self, but: str) -> Counter[str]:
        """How often each division is meant for certain by other names than this one, up to a few times.

        No name is evidence for itself: else 鄱阳, once read as the county, would speak for the town of 鄱阳 in it.
        """
        if but not in self._certain:
            pairs = zip(self.hits, self.known, strict=True)
            counted = Counter(code for hit, code in pairs if code and hit.surface != but)
            self._certain[but] = Counter({code: min(count, _MOST_COUNTED) for code, count in counted.items()})
        return self._certain[but]

    def support(self, but: str) -> Counter[str]:
        """The certain mentions of each division and of all that lies in it, by other names than this one."""
        if but not in self._support:
            support: Counter[str] = Counter()
            for code, count in self.certain(but).items():
                for division in self.places.chain(code):
                    support[division.code] += count
            self._support[but] = support
        return self._support[but]

    @cached_property
    def printed(self) -> frozenset[str]:
        """Every name that is printed."""
        return frozenset(hit.surface for hit in self.hits)

    def meanings(self, index: int) -> tuple[Division, ...]:
        """What a hit may mean: the division that it is known to be, or all that have its name, if it is a name."""
        code = self.known[index]
        if self.hits[index].doubt and not code:
            return ()
        divisions = self.hits[index].divisions
        return tuple(division for division in divisions if division.code == code) or divisions

    def share(self, code: str, but: str) -> float:
        """How much of the certain places, named otherwise than so, are this division or lie in it, 0 to 1."""
        total = self.certain(but).total()
        return self.support(but)[code] / total if total else 0.0
