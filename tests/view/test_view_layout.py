"""Places: always the same, communities apart, nothing on top of anything else."""

from __future__ import annotations

import random
from math import dist
from time import perf_counter

import pytest

from kg.view.layout import CELL, Link, communities, lay_out, place_rest


def groups(count: int, each: int) -> list[Link]:
    """Links of so many groups of nodes, dense inside, and one link from each group to the next."""
    chance = random.Random(3)
    links: list[Link] = []
    for group in range(count):
        first = group * each
        links += [
            (first + one, first + other, 1.0)
            for one in range(each)
            for other in range(one)
            if one - other == 1 or chance.random() < 6 / each
        ]
        links.append((first, (first + each) % (count * each), 1.0))
    return links


def test_communities_are_found_and_stand_apart() -> None:
    links = groups(6, 12)
    assert sorted(communities(72, links)) == [list(range(first, first + 12)) for first in range(0, 72, 12)]
    places = lay_out(72, links, [10.0] * 72)
    centres = [
        (sum(x for x, _ in part) / 12, sum(y for _, y in part) / 12)
        for part in (places[first : first + 12] for first in range(0, 72, 12))
    ]
    for node, place in enumerate(places):
        nearest = min(range(6), key=lambda group: dist(place, centres[group]))
        assert nearest == node // 12


def test_no_node_lies_on_another() -> None:
    radii = [8.0 + node % 5 * 6 for node in range(90)]
    places = lay_out(90, groups(6, 15), radii)
    for one in range(90):
        for other in range(one):
            assert dist(places[one], places[other]) > radii[one] + radii[other]


def test_layout_is_the_same_every_time() -> None:
    assert lay_out(60, groups(4, 15), [9.0] * 60) == lay_out(60, groups(4, 15), [9.0] * 60)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_tiny_graphs_have_places(size: int) -> None:
    links = [(0, 1, 1.0)] if size == 2 else []
    assert len(set(lay_out(size, links, [9.0] * size))) == size


def test_unlinked_nodes_have_places_of_their_own() -> None:
    assert len(set(lay_out(40, [], [9.0] * 40))) == 40


def test_a_thousand_nodes_are_laid_out_in_seconds() -> None:
    began = perf_counter()
    lay_out(1000, groups(40, 25), [9.0] * 1000)
    # 1.6 s where it was measured; a layout that grows with the cube would take minutes.
    assert perf_counter() - began < 20


def test_further_nodes_stand_by_the_neighbour_that_explains_them() -> None:
    shown = {"a": (0, 0), "b": (2000, 0)}
    neighbours = {"c": ["b", "a"], "d": ["c"], "e": ["unknown"]}
    places = place_rest(shown, ["e", "d", "c"], neighbours)
    assert {node: places[node] for node in shown} == shown
    assert dist(places["c"], shown["b"]) < 3 * CELL
    assert dist(places["d"], places["c"]) < 3 * CELL
    assert places["e"][1] > 100


def test_twenty_thousand_nodes_find_free_places() -> None:
    shown = {f"s{number}": (number % 20 * 100, number // 20 * 100) for number in range(300)}
    nodes = [f"n{number}" for number in range(20_000)]
    neighbours = {node: [f"s{number % 300 // 7}"] for number, node in enumerate(nodes)}
    places = place_rest(shown, nodes, neighbours)
    assert len({places[node] for node in nodes}) == 20_000


def test_a_search_for_a_free_square_may_begin_where_another_ended() -> None:
    """Many nodes around the same few: each stands on the nearest square that was free when its turn came."""
    anchors = {"a": (0, 0), "b": (2 * CELL, CELL), "c": (-9 * CELL, 3 * CELL)}
    nodes = [f"n{number}" for number in range(600)]
    places = place_rest(anchors, nodes, {node: ["abc"[number % 3]] for number, node in enumerate(nodes)})
    taken = {(x // CELL, y // CELL) for x, y in anchors.values()}
    for number, node in enumerate(nodes):
        centre = tuple(part // CELL for part in anchors["abc"[number % 3]])
        cell = (places[node][0] // CELL, places[node][1] // CELL)
        apart = (cell[0] - centre[0]) ** 2 + (cell[1] - centre[1]) ** 2
        span = range(-30, 31)
        nearer = {(centre[0] + x, centre[1] + y) for x in span for y in span if x * x + y * y < apart}
        assert nearer <= taken
        assert cell not in taken
        taken.add(cell)
