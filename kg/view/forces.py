"""Springs and repulsion over all nodes at once (Fruchterman and Reingold 1991), then no overlaps.

Every step uses only + - * / and square roots, which are the same on every processor, and rounds to 1/1024 pixel: so
that a difference in the last bit (sums are not taken in the same order everywhere) can't grow into another picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

GAP = 90.0  # pixels between linked nodes at scale 1: room for a label
GOLDEN_TURN = (-0.7373688780783197, 0.6754902942615238)  # cosine and sine of 137.5 degrees
BAND = 16_384  # pairs of nodes that are looked at together: what is computed of them stays in a processor's cache
PAIRS = 12_000_000  # pairs of nodes looked at in all, which bounds the time: about one second
STEPS = 150
ROUNDS, STEPS_A_ROUND = 40, 10  # of pushing overlapping nodes apart; most pictures need few
TOUCH = 0.5  # pixels by which margins may overlap
GRAVITY = 0.09
REPULSION = 2.0


def spread(size: int, gap: float) -> np.ndarray:
    """Lay size points on a sunflower's spiral around the origin, about gap apart; shape (size, 2)."""
    import numpy as np

    points = np.zeros((size, 2))
    x, y = 1.0, 0.0
    for index in range(size):
        distance = gap * 0.6 * float(np.sqrt(index))
        points[index] = (x * distance, y * distance)
        x, y = x * GOLDEN_TURN[0] - y * GOLDEN_TURN[1], x * GOLDEN_TURN[1] + y * GOLDEN_TURN[0]
    return _rounded(points)


def relax(places: np.ndarray, ends: np.ndarray, weights: np.ndarray, wide: float = 1.0) -> np.ndarray:
    """Let linked nodes pull and all nodes push, in small steps that grow smaller; returns new places.

    places has shape (nodes, 2), ends (links, 2) of node numbers, weights (links,). With wide above 1 gravity flattens
    the picture to that ratio of width to height. Beyond about 2,000 nodes the places come back as they are.
    """
    import numpy as np

    size = len(places)
    steps = min(STEPS, PAIRS // max(1, size * size))
    if size < 2 or steps < 3:
        return places
    degree = np.maximum(np.bincount(ends.ravel(), minlength=size), 1)
    # A hub with many links would drag all of them into one ball: its links pull less.
    pull = weights / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))
    gravity = GRAVITY * np.array([[1.0], [wide]])
    # Both coordinates go through each call together: most pictures are small, and a call has its own time.
    one, other = ends.T
    at_one, at_other = (np.concatenate((end, end + size)) for end in (one, other))
    points = np.ascontiguousarray(places.T)
    for step in range(steps):
        force = _push(points)
        along = points[:, one] - points[:, other]
        drawn = (along * (pull * _lengths(along) / GAP)).ravel()
        force -= np.bincount(at_one, drawn, 2 * size).reshape(2, size)
        force += np.bincount(at_other, drawn, 2 * size).reshape(2, size)
        force -= points * gravity
        length = _lengths(force) + 1e-9
        limit = GAP * (1.0 - step / steps)
        points = _rounded(points + force * (np.minimum(length, limit) / length))
    places = np.ascontiguousarray(points.T)
    return _rounded(places - places.mean(axis=0))


def settle(places: np.ndarray, radii: np.ndarray, margin: float = 0.0) -> np.ndarray:
    """Push apart nodes nearer to each other than their radii and a margin (pixels) until none overlap."""
    import numpy as np

    size = len(places)
    if size < 2 or size * size > PAIRS:
        return places
    # Nodes on the very same spot have no direction to go: a small spiral gives them one.
    places = _rounded(places + spread(size, 0.05))
    reach = radii + margin / 2
    for _ in range(ROUNDS):
        near, far = _close(places, reach)
        if not len(near):
            break
        for _ in range(STEPS_A_ROUND):
            apart = places[near] - places[far]
            distance = _lengths(apart.T) + 1e-6
            lack = np.maximum(reach[near] + reach[far] - distance, 0.0)
            move = apart * (lack / distance * 0.5)[:, None]
            for axis in (0, 1):
                places[:, axis] += np.bincount(near, move[:, axis], size)
                places[:, axis] -= np.bincount(far, move[:, axis], size)
            places = _rounded(places)
    return places


def _push(points: np.ndarray) -> np.ndarray:
    """How all nodes together push each, as arrows; both have shape (2, nodes)."""
    import numpy as np

    push = REPULSION * GAP * GAP * GAP
    force = np.empty(points.shape)
    size = points.shape[1]
    rows = max(1, BAND // size)
    for begin in range(0, size, rows):
        some = slice(begin, begin + rows)
        apart = points[:, some, None] - points[:, None, :]
        square = apart[0] * apart[0] + apart[1] * apart[1] + 1.0
        force[:, some] = (apart * (push / (square * np.sqrt(square)))).sum(axis=2)
    return force


def _close(places: np.ndarray, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the pairs of nodes that overlap, or soon may; empty where none overlap."""
    import numpy as np

    apart_x, apart_y = np.subtract.outer(places[:, 0], places[:, 0]), np.subtract.outer(places[:, 1], places[:, 1])
    lack = np.triu(np.add.outer(reach, reach) - np.sqrt(apart_x * apart_x + apart_y * apart_y), 1)
    if lack.max() <= TOUCH:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    near, far = np.nonzero(np.triu(lack > -GAP / 3, 1))
    return near, far


def _lengths(vectors: np.ndarray) -> np.ndarray:
    """The lengths of vectors of shape (2, any number)."""
    import numpy as np

    lengths: np.ndarray = np.sqrt(vectors[0] * vectors[0] + vectors[1] * vectors[1])
    return lengths


def _rounded(places: np.ndarray) -> np.ndarray:
    import numpy as np

    rounded: np.ndarray = np.rint(places * 1024.0) / 1024.0
    return rounded
