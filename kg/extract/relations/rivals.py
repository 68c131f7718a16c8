"""What the other pairs of an article say of a pair: a programme with a sure doer needs no second one, and names on one
list share what holds of the others."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.columns import side_by_side
from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Bools, Floats, Ints, Layout

FLOOR = -8.0  # the logit of what cannot be
HOPELESS = -6.0  # below it a relation is not looked at again


def read_rivals(layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools, judged: tuple[Ints, Ints]) -> Floats:
    """For each relation that is judged, a pair and a predicate, its own logit and those around it: (N, features).

    Own; the best of the subject's other objects, and the lead over it; the best of the object's other subjects; how
    many objects and subjects are to be expected; the same relation turned round; the best other relation of the pair;
    the mean of the subject's and of the object's neighbours on a list; all relations of the pair.
    """
    pair, predicate = judged
    count = len(layout.type)
    logits = np.where(allowed, np.clip(logits, FLOOR, -FLOOR), FLOOR).astype(np.float32)
    cube = np.full((count, count, logits.shape[1]), FLOOR, dtype=np.float32)
    cube[pairs.subject, pairs.object] = logits
    likely = 1 / (1 + np.exp(-cube))
    subject, obj = pairs.subject[pair], pairs.object[pair]
    own, every = logits[pair, predicate], logits[pair]
    by_subject = _other(np.partition(cube, count - 2, axis=1)[:, -2:][subject, :, predicate], own)
    by_object = _other(np.partition(cube, count - 2, axis=0)[-2:][:, obj, predicate].T, own)
    others = every.copy()
    others[np.arange(len(pair)), predicate] = FLOOR
    columns = [
        own, by_subject, own - by_subject, by_object, np.log1p(likely.sum(axis=1)[subject, predicate]),
        np.log1p(likely.sum(axis=0)[obj, predicate]), cube[obj, subject, predicate], others.max(axis=1),
        *_neighbours(layout, pairs, cube, (subject, obj, predicate)),
    ]  # fmt: skip
    return np.concatenate((side_by_side(columns), np.clip(every, HOPELESS, -HOPELESS)), axis=1)


def _other(two: Floats, own: Floats) -> Floats:
    """The largest of a row without its own number; two: the second largest and the largest of all, (N, 2)."""
    result: Floats = np.where(own >= two[:, 1], two[:, 0], two[:, 1])
    return result


def _neighbours(layout: Layout, pairs: Pairs, cube: Floats, judged: tuple[Ints, Ints, Ints]) -> tuple[Floats, Floats]:
    """The mean logits of those that share a list with the subject, and with the object; one below FLOOR for none."""
    subject, obj, predicate = judged
    count, width = len(layout.type), cube.shape[2]
    none = np.full(len(subject), FLOOR - 1, dtype=np.float32)
    listed = np.zeros((int(layout.chain.max(initial=0)) + 1, count), dtype=np.float32)
    listed[layout.chain, layout.referent] = 1
    shared = (listed.T @ listed) > 0
    np.fill_diagonal(shared, val=False)
    if not shared.any():
        return none, none
    share = shared.astype(np.float32)
    known = np.zeros((count, count), dtype=np.float32)
    known[pairs.subject, pairs.object] = 1
    held = cube * known[:, :, None]
    ours = (share @ held.reshape(count, -1)).reshape(count, count, width)[subject, obj, predicate]
    theirs = (share @ held.transpose(1, 0, 2).reshape(count, -1)).reshape(count, count, width)[obj, subject, predicate]
    many, much = (share @ known)[subject, obj], (known @ share)[subject, obj]
    return (
        np.where(many > 0, ours / np.maximum(many, 1), none),
        np.where(much > 0, theirs / np.maximum(much, 1), none),
    )
