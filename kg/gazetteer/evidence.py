"""Evidence for what a place name means: small functions, and one table of their weights.

Each takes a case, a name of a scene with one division that it may mean, and returns 0 (nothing speaks for it) to 1.
What stands beside a name is not the same wherever it is printed: what looks there takes the number of the hit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.gazetteer.division import Division, level
from kg.gazetteer.finder import Doubt, Hit
from kg.gazetteer.scene import Others, Scene
from kg.model import Kind

_BY_LEVEL = {Kind.PROVINCE: 1.0, Kind.PREFECTURE: 0.6, Kind.COUNTY: 0.4, Kind.TOWNSHIP: 0.2, Kind.VILLAGE: 0.0}


class Case(NamedTuple):
    """A name in a scene, one division that it may mean, and what is certain of the other names."""

    scene: Scene
    hit: Hit
    division: Division
    others: Others


def follows_its_parent(scene: Scene, at: int, division: Division) -> bool:
    """It is printed right after a division that contains it: 金华市|永康市."""
    previous = scene.previous[at]
    for outer in () if previous is None else scene.meanings(previous):
        if scene.places.contains(outer.code, division.code):
            return True
    return False


def precedes_its_child(scene: Scene, at: int, division: Division) -> bool:
    """A division within it is printed right after it."""
    following = scene.next[at]
    for inner in () if following is None else scene.meanings(following):
        if scene.places.contains(division.code, inner.code):
            return True
    return False


def parent_named(case: Case) -> float:
    """A division that contains it is named in the article; the nearer the better.

    Not one that the name itself may mean: 柯桥区 in print says that 柯桥 is the district, not 柯桥街道 within it.
    """
    certain, rivals = case.others.certain, case.hit.divisions
    for distance, outer in enumerate(case.scene.places.chain(case.division.code)[-2::-1]):
        if outer.code in certain and outer not in rivals:
            return 1.0 / (1 + distance)
    return 0.0


def child_named(case: Case) -> float:
    """A division within it is named in the article."""
    code, others = case.division.code, case.others
    return float(others.support.get(code, 0) > others.certain.get(code, 0))


def full_name_printed(case: Case) -> float:
    """Its full name is printed in the article, here or elsewhere."""
    return float(case.division.name in case.scene.printed)


def near_the_rest(case: Case) -> float:
    """The share of the article's certain places that lie in the same county, prefecture and province."""
    _, support, total = case.others
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
CHAINED = 8.0
RULES = (
    Rule(parent_named, 4.0),
    Rule(child_named, 3.0),
    Rule(full_name_printed, 2.0),
    Rule(near_the_rest, 3.0),
    Rule(at_home, 2.0),
    Rule(of_high_level, 4.0),
)


def chained(scene: Scene, at: int, division: Division) -> float:
    """What stands right before and behind it says; the only evidence that is not the same wherever the name stands."""
    return CHAINED * (follows_its_parent(scene, at, division) + precedes_its_child(scene, at, division))


def score(case: Case, chain: float) -> float:
    """All evidence together, in the weights' own unit, where the chains that the name stands in say so much."""
    total = chain
    for evidence, weight in RULES:
        total += weight * evidence(case)
    return total


# Thousands of townships have been merged into others. Papers of their time still name them, and the only one of the
# name that is left may lie at the other end of the country: what follows keeps the two apart.


def contradicted(scene: Scene, at: int, division: Division) -> bool:
    """Whether a township is printed right behind a place of another prefecture; boundaries move within one."""
    previous = scene.previous[at]
    if previous is None or division.level is not Kind.TOWNSHIP:
        return False
    outer = scene.meanings(previous)
    return bool(outer) and not any(division.code.startswith(_prefecture(place)) for place in outer)


def remote(scene: Scene, surface: str, division: Division) -> bool:
    """Whether a township lies in a province of which the article says nothing, while it names counties of others."""
    if scene.names_province(division.code, but=surface):
        return False
    return any(level(code) is Kind.COUNTY for code in scene.others(surface).certain)


def _prefecture(division: Division) -> str:
    """What the codes of all that lies in a division's prefecture begin with; of a province, what its own do."""
    return division.code[: 2 if division.level is Kind.PROVINCE else 4]


def full_name_elsewhere(case: Case) -> float:
    """Its full name is printed, and this is a shorter form of it."""
    return full_name_printed(case) if case.hit.surface != case.division.name else 0.0


def near_parent_named(case: Case) -> float:
    """The division right above it is named in the article, or the county of a village."""
    return float(parent_named(case) >= (0.5 if case.division.level is Kind.VILLAGE else 1.0))


def directly_chained(scene: Scene, at: int, division: Division) -> bool:
    """Whether the division directly above it, or one directly below it, is printed right beside it."""
    previous, following = scene.previous[at], scene.next[at]
    parent = scene.places.parent
    if previous is not None and parent(division.code) in scene.meanings(previous):
        return True
    return following is not None and any(parent(inner.code) == division for inner in scene.meanings(following))


# What shows beside a chain that a name is meant as a place at all, by how far it is to be doubted.
NEEDED = {
    Doubt.SUPPORT: (full_name_elsewhere, child_named, near_parent_named),
    Doubt.PRINTED: (full_name_elsewhere,),
}
