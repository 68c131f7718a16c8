"""What the other pairs of an article say of a pair: a programme with a sure doer needs no second one, and names on one
list share what holds of the others."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.columns import side_by_side
from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Bools, Floats, Ints, Layout, Part

FLOOR = -8.0  # the logit of what cannot be
HOPELESS = -6.0  # below it a relation is not looked at again


def read_rivals(layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools, judged: tuple[Ints, Ints]) -> Floats:
    """For each relation that is judged, a pair and a predicate, its own logit and those around it: (N, features).

    Own; the best of the subject's other objects, and the lead over it; the best of the object's other subjects; how
    many objects and subjects are to be expected; the same relation turned round; the best other relation of the pair;
    the mean of the subject's and of the object's neighbours on a list; all relations of the pair.
    """
    pair, predicate = judged
    count, width = len(layout.type), logits.shape[1]
    logits = np.where(allowed, np.clip(logits, FLOOR, -FLOOR), FLOOR).astype(np.float32)
    table = np.full((len(pairs.number), width), FLOOR, dtype=np.float32)
    table[pairs.cell] = logits
    likely = 1 / (1 + np.exp(-table))
    best_objects, best_subjects = (np.empty((count, 2, width), dtype=np.float32) for _ in range(2))
    objects, subjects = (np.empty((count, width), dtype=np.float32) for _ in range(2))
    for part in layout.parts:
        own, size = part.referents, part.referents.stop - part.referents.start
        cube, sure = (values[part.cells].reshape(size, size, width) for values in (table, likely))
        best_objects[own] = np.partition(cube, size - 2, axis=1)[:, -2:]
        best_subjects[own] = np.partition(cube, size - 2, axis=0)[-2:].swapaxes(0, 1)
        objects[own], subjects[own] = sure.sum(axis=1), sure.sum(axis=0)
    subject, obj = pairs.subject[pair], pairs.object[pair]
    own_logit, every = logits[pair, predicate], logits[pair]
    by_subject = _other(best_objects[subject, :, predicate], own_logit)
    by_object = _other(best_subjects[obj, :, predicate], own_logit)
    turned = table[layout.row[obj] + subject, predicate]
    others = every.copy()
    others[np.arange(len(pair)), predicate] = FLOOR
    columns = [
        own_logit, by_subject, own_logit - by_subject, by_object, np.log1p(objects[subject, predicate]),
        np.log1p(subjects[obj, predicate]), turned, others.max(axis=1),
        *_neighbours(layout, pairs, table, judged),
    ]  # fmt: skip
    return np.concatenate((side_by_side(columns), np.clip(every, HOPELESS, -HOPELESS)), axis=1)


def _other(two: Floats, own: Floats) -> Floats:
    """The largest of a row without its own number; two: the second largest and the largest of all, (N, 2)."""
    result: Floats = np.where(own >= two[:, 1], two[:, 0], two[:, 1])
    return result


def _neighbours(layout: Layout, pairs: Pairs, table: Floats, judged: tuple[Ints, Ints]) -> tuple[Floats, Floats]:
    """The mean logits of those that share a list with the subject, and with the object; one below FLOOR for none."""
    pair, predicate = judged
    known = pairs.number < len(pairs.subject)
    held, width = np.where(known[:, None], table, np.float32(0)), table.shape[1]
    # Sums, and of how many, for the subject and the object; for the object and the subject.
    (ours, many), (theirs, much) = ((np.zeros_like(held), np.zeros(len(held), dtype=np.float32)) for _ in range(2))
    for part in layout.parts:
        share = _shared(layout, part)
        if share.any():
            cube, there = held[part.cells].reshape(*share.shape, width), known[part.cells].reshape(share.shape)
            ours[part.cells] = (share @ cube.reshape(len(share), -1)).reshape(-1, width)
            many[part.cells] = (share @ there).ravel()
            theirs[part.cells] = (share @ cube.swapaxes(0, 1).reshape(len(share), -1)).reshape(-1, width)
            much[part.cells] = (share @ there.T).ravel()
    cell, back = pairs.cell[pair], layout.row[pairs.object[pair]] + pairs.subject[pair]
    return _mean(ours[cell, predicate], many[cell]), _mean(theirs[back, predicate], much[back])


def _mean(total: Floats, count: Floats) -> Floats:
    found: Floats = np.where(count > 0, total / np.maximum(count, 1), np.float32(FLOOR - 1))
    return found


def _shared(layout: Layout, part: Part) -> Floats:
    """1 where two referents of an article share a list: (R, R)."""
    chain, count = layout.chain[part.mentions], part.referents.stop - part.referents.start
    listed = np.zeros((int(chain.max(initial=0)) + 1, count), dtype=np.float32)
    listed[chain, layout.referent[part.mentions] - part.referents.start] = 1
    shared = (listed.T @ listed) > 0
    np.fill_diagonal(shared, val=False)
    return shared.astype(np.float32)
