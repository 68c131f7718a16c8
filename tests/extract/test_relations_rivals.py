"""Rivals: what the other pairs of an article say of a pair, against a slow count of the same."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.features import read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.joined import join
from kg.extract.relations.layout import lay_out
from kg.extract.relations.rivals import FLOOR, read_rivals
from tests.extract.test_relations import SAMPLES

BY_SUBJECT, BY_OBJECT, OBJECTS, SUBJECTS, TURNED = 1, 3, 4, 5, 6  # columns


def test_a_relation_is_seen_beside_the_best_other_object_and_the_best_other_subject() -> None:
    layout = join([lay_out(document, referents, {}) for document, referents in SAMPLES() if len(referents) > 2])
    pairs = read_pairs(layout)
    shape = len(pairs.subject), len(PREDICATES)
    logits = np.random.default_rng(3).uniform(FLOOR, -FLOOR, shape).astype(np.float32)
    allowed = np.ones(shape, dtype=bool)
    pair_of, predicate_of = np.nonzero(allowed)
    found = read_rivals(layout, pairs, logits, allowed, (pair_of, predicate_of))
    told = {
        (int(s), int(o)): row for s, o, row in zip(pairs.subject, pairs.object, logits.astype(np.float64), strict=True)
    }
    for row, pair, predicate in zip(found, pair_of, predicate_of, strict=True):
        subject, obj = int(pairs.subject[pair]), int(pairs.object[pair])
        beside = [n for n, part in enumerate(layout.article) if part == layout.article[subject]]
        objects = [told[subject, n][predicate] if (subject, n) in told else FLOOR for n in beside if n != obj]
        subjects = [told[n, obj][predicate] if (n, obj) in told else FLOOR for n in beside if n != subject]
        turned = told[obj, subject][predicate] if (obj, subject) in told else FLOOR
        assert np.allclose(row[[BY_SUBJECT, BY_OBJECT, TURNED]], [max(objects), max(subjects), turned])
        for column, values in ((OBJECTS, objects), (SUBJECTS, subjects)):
            every = 1 / (1 + np.exp(-np.array([*values, logits[pair, predicate]])))
            assert np.allclose(row[column], np.log1p(every.sum()), rtol=1e-4)
