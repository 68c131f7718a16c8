"""Examples as tensors, with what is known of every pair."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from corpus import Example

from kg.extract.relations.features import Pairs, ending_numbers, read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import Layout, lay_out
from kg.model import Predicate


@dataclass
class Item:
    """One article: its arrays and, for every pair and predicate, whether it holds and whether that counts."""

    example: Example
    layout: Layout
    pairs: Pairs
    endings: np.ndarray
    truth: np.ndarray  # (P, predicates) bool
    counts: np.ndarray  # (P, predicates) bool


@dataclass
class Batch:
    """Several articles put one after the other."""

    words: torch.Tensor
    endings: torch.Tensor
    subject: torch.Tensor
    object: torch.Tensor
    whole: torch.Tensor
    pair: torch.Tensor
    forward: torch.Tensor
    local: torch.Tensor
    bags: torch.Tensor
    truth: torch.Tensor
    weight: torch.Tensor


def vocabularies(examples: Sequence[Example], least: int = 5) -> tuple[dict[str, int], dict[str, int]]:
    """Words and name endings that stand in several articles, numbered from 1."""
    words, tags, endings = Counter(), set(), Counter()
    for example in examples:
        text = example.document.text
        words.update({text[word.begin : word.end] for word in example.document.words})
        tags |= {f"<{word.tag}>" for word in example.document.words}
        endings.update({end for pair in lay_out(example.document, example.referents, {}).names.endings for end in pair})
    kept = [*sorted(tags), *(word for word, count in sorted(words.items()) if count >= least)]
    ends = [end for end, count in sorted(endings.items()) if count >= least]
    return (
        {word: number for number, word in enumerate(kept, 1)},
        {end: number for number, end in enumerate(ends, 1)},
    )


def damage(example: Example, chance: random.Random) -> Example:
    """The article as an imperfect extractor would read it: mentions missed, codes and full names not found."""
    referents = []
    lost = 0.12 if chance.random() < 0.7 else 0.0
    for referent in example.referents:
        mentions = tuple(mention for mention in referent.mentions if chance.random() >= lost)
        changed = replace(referent, mentions=mentions)
        if changed.code and chance.random() < 0.15:
            changed = replace(changed, code="")
        if mentions and chance.random() < 0.25:
            changed = replace(changed, name=max(changed.surfaces, key=len))
        referents.append(changed)
    return replace(example, referents=tuple(referents))


def item(example: Example, words: Mapping[str, int], ends: Mapping[str, int]) -> Item:
    """Read an article's pairs and mark them."""
    layout = lay_out(example.document, example.referents, words)
    pairs = read_pairs(layout)
    truth = np.zeros((len(pairs.subject), len(PREDICATES)), dtype=bool)
    counts = pairs.allowed.copy()
    numbers = layout.numbers
    gold, loose = set(), set()
    for triples, out in ((example.gold, gold), (example.loose, loose)):
        for subject, predicate, obj in triples:
            out.add((subject, predicate, obj))
            if predicate is Predicate.COOPERATES_WITH:
                out.add((obj, predicate, subject))
    for row, (subject, obj) in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True)):
        one, two = numbers[subject], numbers[obj]
        for column, predicate in enumerate(PREDICATES):
            truth[row, column] = (one, predicate, two) in gold
            if one in example.optional or two in example.optional or (one, predicate, two) in loose:
                counts[row, column] = False
    return Item(example, layout, pairs, ending_numbers(layout, ends), truth, counts)


def batch(items: Sequence[Item], weights: Mapping[str, float]) -> Batch:
    """Put articles one after the other."""
    words, referents, pairs = 0, 0, 0
    parts: dict[str, list[np.ndarray]] = {}
    for entry in items:
        found = entry.pairs
        truth = entry.truth.astype(np.float32)
        for name, value in {
            "words": entry.layout.words, "endings": entry.endings, "subject": found.subject + referents,
            "object": found.object + referents, "whole": found.whole, "pair": found.pair + pairs,
            "forward": found.forward, "local": found.local, "bags": found.bags + words, "truth": truth,
            "weight": entry.counts * np.float32(weights[entry.example.register]),
        }.items():  # fmt: skip
            parts.setdefault(name, []).append(value)
        words += len(entry.layout.words)
        referents += len(entry.layout.type)
        pairs += len(found.subject)
    return Batch(**{name: torch.from_numpy(np.concatenate(values)) for name, values in parts.items()})
