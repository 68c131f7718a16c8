"""Evidence for what a place name means: small functions, and one table of their weights.

Each takes a case, a hit of a scene with one division that it may mean, and returns 0 (nothing speaks for it) to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.gazetteer.finder import Doubt, Hit
from kg.gazetteer.scene import Scene
from kg.model import Kind

_BY_LEVEL = {Kind.PROVINCE: 1.0, Kind.PREFECTURE: 0.6, Kind.COUNTY: 0.4, Kind.TOWNSHIP: 0.2, Kind.VILLAGE: 0.0}


class Case(NamedTuple):
    """A hit of a scene, and one division that it may mean."""

    scene: Scene
    at: int  # index of the hit
    division: Division

    @property
    def hit(self) -> Hit:
        """The hit."""
        return self.scene.hits[self.at]


def follows_its_parent(case: Case) -> float:
    """It is printed right after a division that contains it: 金华市|永康市."""
    previous = case.scene.previous[case.at]
    if previous is None:
        return 0.0
    return float(
        any(case.scene.places.contains(outer.code, case.division.code) for outer in case.scene.meanings(previous))
    )


def precedes_its_child(case: Case) -> float:
    """A division within it is printed right after it."""
    following = case.scene.next[case.at]
    if following is None:
        return 0.0
    return float(
        any(case.scene.places.contains(case.division.code, inner.code) for inner in case.scene.meanings(following))
    )


def parent_named(case: Case) -> float:
    """A division that contains it is named in the article; the nearer the better.

    Not one that the name itself may mean: 柯桥区 in print says that 柯桥 is the district, not 柯桥街道 within it.
    """
    certain, rivals = case.scene.others(case.hit.surface).certain, case.hit.divisions
    for distance, outer in enumerate(case.scene.places.chain(case.division.code)[-2::-1]):
        if outer.code in certain and outer not in rivals:
            return 1.0 / (1 + distance)
    return 0.0


def child_named(case: Case) -> float:
    """A division within it is named in the article."""
    code, others = case.division.code, case.scene.others(case.hit.surface)
    return float(others.support.get(code, 0) > others.certain.get(code, 0))


def full_name_printed(case: Case) -> float:
    """Its full name is printed in the article, here or elsewhere."""
    return float(case.division.name in case.scene.printed)


def near_the_rest(case: Case) -> float:
    """The share of the article's certain places that lie in the same county, prefecture and province."""
    _, support, total = case.scene.others(case.hit.surface)
    large = case.scene.places.chain(case.division.code)[:3]
    shares = [support.get(outer.code, 0) / total for outer in large] if total else [0.0]
    return sum(shares) / len(shares)


def at_home(case: Case) -> float:
    """It is, contains, or lies in the place that the page is known to be about."""
    places, code, home = case.scene.places, case.division.code, case.scene.home
    return float(bool(home) and (code == home or places.contains(home, code) or places.contains(code, home)))


def of_high_level(case: Case) -> float:
    """A large place is named more often than a small one of the same name."""
    division = case.division
    # 昌吉 and 大理 are as often the city as the 自治州 around it.
    city_like = division.level is not Kind.PREFECTURE or division.name.endswith("市")
    return _BY_LEVEL[division.level if city_like else Kind.COUNTY]


class Rule(NamedTuple):
    """One kind of evidence and how much it counts."""

    evidence: Callable[[Case], float]
    weight: float


# Set by hand, not fitted.
# A chain in print decides; what else the article names comes next; habit of language only breaks ties.
CHAINS = (
    Rule(follows_its_parent, 8.0),
    Rule(precedes_its_child, 8.0),
)
RULES = (
    Rule(parent_named, 4.0),
    Rule(child_named, 3.0),
    Rule(full_name_printed, 2.0),
    Rule(near_the_rest, 3.0),
    Rule(at_home, 2.0),
    Rule(of_high_level, 4.0),
)


def chained(case: Case) -> float:
    """What stands right before and behind it says; the only evidence that is not the same wherever the name stands."""
    return sum(weight * evidence(case) for evidence, weight in CHAINS)


def score(case: Case, chain: float) -> float:
    """All evidence together, in the weights' own unit, where the chains that the name stands in say so much."""
    total = chain
    for evidence, weight in RULES:
        total += weight * evidence(case)
    return total


def full_name_elsewhere(case: Case) -> float:
    """Its full name is printed, and this is a shorter form of it."""
    return full_name_printed(case) if case.hit.surface != case.division.name else 0.0


def near_parent_named(case: Case) -> float:
    """The division right above it is named in the article, or the county of a village."""
    return float(parent_named(case) >= (0.5 if case.division.level is Kind.VILLAGE else 1.0))


def follows_its_direct_parent(case: Case) -> float:
    """It is printed right after the division directly above it."""
    previous = case.scene.previous[case.at]
    above = case.scene.places.parent(case.division.code)
    return float(previous is not None and above is not None and above in case.scene.meanings(previous))


def precedes_its_direct_child(case: Case) -> float:
    """It is printed right before a division directly below it."""
    following = case.scene.next[case.at]
    below = () if following is None else case.scene.meanings(following)
    return float(any(case.scene.places.parent(inner.code) == case.division for inner in below))


def directly_chained(case: Case) -> bool:
    """Whether the division directly above it, or one directly below it, is printed right beside it."""
    return bool(follows_its_direct_parent(case) or precedes_its_direct_child(case))


# What shows beside a chain that a name is meant as a place at all, by how far it is to be doubted.
NEEDED = {
    Doubt.SUPPORT: (full_name_elsewhere, child_named, near_parent_named),
    Doubt.PRINTED: (full_name_elsewhere,),
}
