"""What one article says about where it plays: names side by side, places that are certain, the place most is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.gazetteer.finder import Hit
from kg.gazetteer.lookup import Gazetteer

_MOST_COUNTED = 3  # a name printed twenty times says little more of the rest than one printed three times


class Others(NamedTuple):
    """What the other names of an article are known to mean, by code."""

    certain: Mapping[str, int]  # how often each division is meant for certain, up to a few times
    support: Mapping[str, int]  # the certain mentions of each division and of all that lies in it
    total: int  # of all certain mentions


class Scene:
    """The hits of one article with what is already known of them: the ground that evidence stands on."""

    def __init__(self, places: Gazetteer, hits: Sequence[Hit], known: Sequence[str], home: str = "") -> None:
        """Known gives for each hit the code that it is taken to have, or "" where that is not clear yet."""
        self.places = places
        self.hits = hits
        self.home = home
        begins = {(hit.field, hit.begin): index for index, hit in enumerate(hits)}
        # Names with nothing between them, as in 湖州市德清县钟管镇: index of the next and the previous name.
        self.next = [begins.get((hit.field, hit.end)) for hit in hits]
        self.previous: list[int | None] = [None] * len(hits)
        for index, following in enumerate(self.next):
            if following is not None:
                self.previous[following] = index
        self.printed = frozenset(hit.surface for hit in hits)  # every name
        self._know(known)

    def knowing(self, known: Sequence[str]) -> Scene:
        """The same hits, of which more is known."""
        scene = copy(self)
        scene._know(known)
        return scene

    def _know(self, known: Sequence[str]) -> None:
        self.known = known
        self._named: dict[str, dict[str, int]] = {}  # what each name is known to mean, and how often
        for hit, code in zip(self.hits, known, strict=True):
            if code:
                codes = self._named.setdefault(hit.surface, {})
                codes[code] = codes.get(code, 0) + 1
        self._others: dict[str, Others] = {}  # by the name left out
        self._provinces: dict[str, set[str]] = {}  # by the first two digits of codes: names known to mean what has them
        for name, codes in self._named.items():
            for code in codes:
                self._provinces.setdefault(code[:2], set()).add(name)

    def is_beside(self, index: int) -> bool:
        """Whether another name stands right before or behind a hit."""
        return self.previous[index] is not None or self.next[index] is not None

    def others(self, but: str) -> Others:
        """What is certain of all names but this one.

        No name is evidence for itself: else 鄱阳, once read as the county, would speak for the town of 鄱阳 in it.
        """
        left_out = but if but in self._named else ""  # to leave out one of which nothing is known is to leave out none
        if left_out not in self._others:
            counts: dict[str, int] = {}
            for name, codes in self._named.items():
                if name != left_out:
                    for code, count in codes.items():
                        counts[code] = counts.get(code, 0) + count
            certain = {code: min(count, _MOST_COUNTED) for code, count in counts.items()}
            support: dict[str, int] = {}
            for code, count in certain.items():
                for division in self.places.chain(code):
                    support[division.code] = support.get(division.code, 0) + count
            self._others[left_out] = Others(certain, support, sum(certain.values()))
        return self._others[left_out]

    def names_province(self, code: str, but: str) -> bool:
        """Whether a name other than this one is known to mean a place in the province of a code."""
        return not self._provinces.get(code[:2], set()) <= {but}

    def meanings(self, index: int) -> tuple[Division, ...]:
        """What a hit may mean: the division that it is known to be, or all that have its name, if it is a name."""
        code = self.known[index]
        if self.hits[index].doubt and not code:
            return ()
        divisions = self.hits[index].divisions
        return tuple(division for division in divisions if division.code == code) or divisions
