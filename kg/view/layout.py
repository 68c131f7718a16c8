"""Where the nodes stand: computed once, when the page is built, and the same on every machine.

The overview is laid out by forces, community by community and then as a whole; every other node gets the free place
nearest to the neighbour that explains it, so that what a reader opens appears where it belongs and nothing moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from math import isqrt
from typing import TYPE_CHECKING

from kg.view.forces import GAP, relax, settle, spread

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

ACROSS = 0.25  # pull of a link between communities, where one inside has 1
SEED = 20  # for Louvain's order of visits; any number will do, but always the same one
CELL = 52  # side of the squares in which nodes outside the overview are put; a little over a node's width
FAR = 1_000_003  # squares, more than lie in a column; odd, so that numbers fall into different places of a set
BLOCK = 4  # squares a side of the blocks within which one search for a free square begins where another ended
ROOM = 78.0  # side of the square that a node of the overview has to itself, on average
MARGIN = 24.0  # pixels between neighbouring nodes at least
WIDE = 1.4  # width over height of the whole, as on most screens

Point = tuple[int, int]
Link = tuple[int, int, float]


def communities(size: int, links: Sequence[Link]) -> list[list[int]]:
    """Split nodes 0 … size-1 into groups that are densely linked, largest first (Louvain; Blondel et al. 2008)."""
    import networkx as nx

    # Integers, because networkx goes through sets of nodes: their order is fixed for integers only.
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other, weight in links:
        before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(one, other, weight=before + weight)
    parts: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))


def lay_out(size: int, links: Sequence[Link], radii: Sequence[float]) -> list[Point]:
    """Give each of the nodes 0 … size-1 its place, in pixels at scale 1, around the origin.

    links are (node, node, weight); radii are the nodes' own sizes in pixels. Nodes of one community stand together,
    and no two nodes overlap.
    """
    import numpy as np

    if size == 0:
        return []
    parts = communities(size, links)
    group = np.zeros(size, dtype=np.int64)
    for number, part in enumerate(parts):
        group[part] = number
    places = np.zeros((size, 2))
    for part, centre in zip(parts, _centres(parts, group, links), strict=True):
        places[part] = _inside(part, links) + centre
    ends, weights = _arrays(links)
    weights = np.where(group[ends[:, 0]] == group[ends[:, 1]], weights, weights * ACROSS)
    places = relax(places, ends, weights, wide=WIDE)
    places = settle(_drawn_in(places), np.asarray(radii, dtype=np.float64), MARGIN)
    return [(int(x), int(y)) for x, y in np.rint(places)]


def _drawn_in(places: np.ndarray) -> np.ndarray:
    """Shrink the picture until its nodes have ROOM each on average: what drifted off far does not make all tiny."""
    import numpy as np

    width, height = np.ptp(places, axis=0)
    wanted = len(places) * ROOM * ROOM
    return places * min(1.0, float(np.sqrt(wanted / max(1.0, width * height))))


def _inside(part: list[int], links: Sequence[Link]) -> np.ndarray:
    """Lay out one community around the origin."""
    number = {node: index for index, node in enumerate(part)}
    own = [(number[one], number[other], weight) for one, other, weight in links if one in number and other in number]
    ends, weights = _arrays(own)
    return relax(spread(len(part), GAP), ends, weights)


def _centres(parts: list[list[int]], group: np.ndarray, links: Sequence[Link]) -> np.ndarray:
    """Place the communities as discs, linked ones near each other."""
    import numpy as np

    radii = np.array([GAP * 0.75 * len(part) ** 0.5 for part in parts])
    between: dict[tuple[int, int], float] = {}
    for one, other, weight in links:
        low, high = sorted((int(group[one]), int(group[other])))
        if low != high:
            between[low, high] = between.get((low, high), 0.0) + weight
    ends, weights = _arrays([(low, high, weight) for (low, high), weight in sorted(between.items())])
    mean = float(radii.mean())
    places = relax(spread(len(parts), 2 * mean), ends, weights / (weights.max() if len(weights) else 1.0))
    return settle(places * (2 * mean / GAP), radii)


def _arrays(links: Iterable[Link]) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    rows = list(links)
    ends = np.array([(one, other) for one, other, _ in rows], dtype=np.int64).reshape(-1, 2)
    return ends, np.array([weight for *_, weight in rows], dtype=np.float64)


def place_rest(places: dict[str, Point], nodes: Iterable[str], neighbours: dict[str, list[str]]) -> dict[str, Point]:
    """Put each further node on the free square nearest to a neighbour that has a place; returns all places.

    neighbours lists, for a node, those that explain it best first. Nodes linked to nothing placed come last, below
    the picture. Time grows with the number of nodes, not with its square.
    """
    places = dict(places)
    taken = {_number(_cell(place)) for place in places.values()}
    spiral = _Spiral()
    waiting, left = list(nodes), -1
    while len(waiting) != left:
        left, later = len(waiting), []
        for node in waiting:
            anchor = _anchor(node, places, neighbours)
            if anchor is None:
                later.append(node)
            else:
                places[node] = spiral.free_near(_cell(anchor), taken)
        waiting = later
    bottom = (0, max((y for _, y in places.values()), default=0) + 6 * CELL)
    for node in waiting:
        anchor = _anchor(node, places, neighbours)
        places[node] = spiral.free_near(_cell(anchor or bottom), taken)
    return places


def _anchor(node: str, places: dict[str, Point], neighbours: dict[str, list[str]]) -> Point | None:
    """The place of the first neighbour that has one."""
    return next((places[other] for other in neighbours.get(node, ()) if other in places), None)


def _cell(place: Point) -> Point:
    return place[0] // CELL, place[1] // CELL


def _number(cell: Point) -> int:
    """A square as one number, so that the number of an offset can be added to it."""
    return cell[0] * FAR + cell[1]


class _Spiral:
    """Offsets of squares by distance, and how far around which squares all others are known to be taken."""

    def __init__(self) -> None:
        self._offsets: list[Point] = []
        self._steps: list[int] = []  # the same as numbers
        self._squares: list[int] = []  # their distances, squared
        self._reach = 0
        self._next: dict[Point, int] = {}  # a centre → the first offset around it that was not taken when last asked
        self._full: dict[Point, tuple[Point, int]] = {}  # block of squares → a centre in it, distance squared

    def free_near(self, centre: Point, taken: set[int]) -> Point:
        """Take the free square nearest to centre; returns the middle of it, in pixels."""
        index = self._free(centre, self._first(centre), taken)
        dx, dy = self._offsets[index]
        cell = (centre[0] + dx, centre[1] + dy)
        self._next[centre] = index + 1
        self._full[_block(centre)] = centre, self._squares[index]
        taken.add(_number(cell))
        return cell[0] * CELL + CELL // 2, cell[1] * CELL + CELL // 2

    def _free(self, centre: Point, index: int, taken: set[int]) -> int:
        """The first offset from index on whose square is free."""
        here = _number(centre)
        while True:
            for at, step in enumerate(islice(self._steps, index, None), index):
                if here + step not in taken:
                    return at
            index = len(self._steps)
            self._grow()

    def _first(self, centre: Point) -> int:
        """The first offset that may be free: what is full around a centre near by is full around this one too."""
        known = self._next.get(centre, 0)
        near, square = self._full.get(_block(centre), (centre, 0))
        if near == centre:
            return known
        apart = isqrt((near[0] - centre[0]) ** 2 + (near[1] - centre[1]) ** 2 - 1) + 1
        # Squares as far away as the last one found are looked at again: only nearer ones are known to be taken.
        return max(known, bisect_left(self._squares, max(0, isqrt(square) - apart) ** 2))

    def _grow(self) -> None:
        """Add the next ring: all squares whose distance lies between the old reach and the new one."""
        old, new = self._reach, max(8, self._reach * 2)
        span = range(-new, new + 1)
        ring = sorted((dx * dx + dy * dy, dx, dy) for dx in span for dy in span)
        ring = [found for found in ring if old * old <= found[0] < new * new]
        self._offsets += [(dx, dy) for _, dx, dy in ring]
        self._steps += [_number((dx, dy)) for _, dx, dy in ring]
        self._squares += [square for square, _, _ in ring]
        self._reach = new


def _block(cell: Point) -> Point:
    return cell[0] // BLOCK, cell[1] // BLOCK
