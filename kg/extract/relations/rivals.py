"""What the other pairs of an article say of a pair: a programme with a sure doer needs no second one, and names on one
list share what holds of the others."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.layout import Bools, Floats, Layout

FLOOR = -8.0  # the logit of what cannot be
HOPELESS = -6.0  # below it a relation is not looked at again


def read_rivals(layout: Layout, pairs: Pairs, logits: Floats, allowed: Bools) -> Floats:
    """For each pair and predicate its own logit and those around it: (P, predicates, features).

    Own; the best of the subject's other objects, and the lead over it; the best of the object's other subjects; how
    many objects and subjects are to be expected; the same relation turned round; the best other relation of the pair;
    the mean of the subject's and of the object's neighbours on a list; all relations of the pair.
    """
    count, width = len(layout.type), logits.shape[1]
    own = np.where(allowed, np.clip(logits, FLOOR, -FLOOR), FLOOR).astype(np.float32)
    subject, obj = pairs.subject, pairs.object
    cube = np.full((count, count, width), FLOOR, dtype=np.float32)
    cube[subject, obj] = own
    likely = 1 / (1 + np.exp(-cube))
    by_subject = _others(np.partition(cube, count - 2, axis=1)[:, -2:].transpose(0, 2, 1)[subject], own)
    by_object = _others(np.partition(cube, count - 2, axis=0)[-2:].transpose(1, 2, 0)[obj], own)
    other = _others(np.repeat(np.partition(own, width - 2, axis=1)[:, None, -2:], width, axis=1), own)
    ours, theirs = _neighbours(layout, pairs, cube)
    columns = [
        own, by_subject, own - by_subject, by_object, np.log1p(likely.sum(axis=1)[subject]),
        np.log1p(likely.sum(axis=0)[obj]), cube[obj, subject], other, ours, theirs,
    ]  # fmt: skip
    around = np.repeat(np.clip(own, HOPELESS, -HOPELESS)[:, None, :], width, axis=1)
    return np.concatenate((np.stack(columns, axis=2), around), axis=2).astype(np.float32)


def _others(two: Floats, own: Floats) -> Floats:
    """The largest of a row without its own number; two: the second largest and the largest of all."""
    result: Floats = np.where(own >= two[..., 1], two[..., 0], two[..., 1])
    return result


def _neighbours(layout: Layout, pairs: Pairs, cube: Floats) -> tuple[Floats, Floats]:
    """The mean logits of those that share a list with the subject, and with the object; one below FLOOR for none."""
    count, width = len(layout.type), cube.shape[2]
    none = np.full((len(pairs.subject), width), FLOOR - 1, dtype=np.float32)
    listed = np.zeros((int(layout.chain.max(initial=0)) + 1, count), dtype=np.float32)
    listed[layout.chain, layout.referent] = 1
    shared = ((listed.T @ listed) > 0) & ~np.eye(count, dtype=bool)
    if not shared.any():
        return none, none
    share = shared.astype(np.float32)
    known = np.zeros((count, count), dtype=np.float32)
    known[pairs.subject, pairs.object] = 1
    held = cube * known[:, :, None]
    subjects, objects = share @ known, known @ share
    ours = (share @ held.reshape(count, -1)).reshape(count, count, width)[pairs.subject, pairs.object]
    theirs = (share @ held.transpose(1, 0, 2).reshape(count, -1)).reshape(count, count, width)[
        pairs.object, pairs.subject
    ]
    many, much = subjects[pairs.subject, pairs.object][:, None], objects[pairs.subject, pairs.object][:, None]
    return (
        np.where(many > 0, ours / np.maximum(many, 1), none),
        np.where(much > 0, theirs / np.maximum(much, 1), none),
    )
