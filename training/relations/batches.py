"""Examples as tensors, with what is known of every pair."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from kg.extract.relations.features import Pairs, ending_numbers, read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import TYPES, Layout, lay_out
from kg.model import Predicate
from training.relations.corpus import Example

Arrays = Mapping[str, np.ndarray]


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
    turned: torch.Tensor
    whole: torch.Tensor
    pair: torch.Tensor
    forward: torch.Tensor
    local: torch.Tensor
    bags: torch.Tensor
    truth: torch.Tensor
    weight: torch.Tensor


def vocabularies(examples: Sequence[Example], least: int = 5) -> tuple[dict[str, int], dict[str, int]]:
    """Words and name endings that stand in several articles, numbered from 1."""
    words, endings = Counter(), Counter()
    tags = {f"<{kind.value}>" for kind in TYPES}
    for example in examples:
        if example.reading == "marked":
            text = example.document.text
            words.update({text[word.begin : word.end] for word in example.document.words})
            tags |= {f"<{word.tag}>" for word in example.document.words}
            named = lay_out(example.document, example.referents, {}).names.endings
            endings.update({ending for own in named for ending in own})
    kept = [*sorted(tags), *(word for word, count in sorted(words.items()) if count >= least)]
    ends = [end for end, count in sorted(endings.items()) if count >= least]
    return (
        {word: number for number, word in enumerate(kept, 1)},
        {end: number for number, end in enumerate(ends, 1)},
    )


def damage(example: Example, chance: random.Random) -> Example:
    """The article as a worse extractor would read it: mentions missed, codes not found."""
    lost = 0.12 if chance.random() < 0.7 else 0.0
    referents = []
    for referent in example.referents:
        mentions = tuple(mention for mention in referent.mentions if chance.random() >= lost)
        code = "" if referent.code and chance.random() < 0.1 else referent.code
        referents.append(replace(referent, mentions=mentions, code=code))
    return replace(example, referents=tuple(referents))


def item(example: Example, words: Mapping[str, int], ends: Mapping[str, int]) -> Item:
    """Read an article's pairs and mark them: with a name misread no relation holds."""
    layout = lay_out(example.document, example.referents, words)
    pairs = read_pairs(layout)
    truth = np.zeros((len(pairs.subject), len(PREDICATES)), dtype=bool)
    counts = pairs.allowed.copy()
    misread = {number for number, key in enumerate(example.keys) if key.startswith("?")}
    # A marked name that comes to no annotated entity is another reading of one.
    aside = example.optional | (misread if example.reading == "marked" else set())
    gold, loose = _both_ways(example.gold), _both_ways(example.loose)
    for row, (subject, obj) in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True)):
        one, two = layout.numbers[subject], layout.numbers[obj]
        for column, predicate in enumerate(PREDICATES):
            truth[row, column] = (one, predicate, two) in gold
            if one in aside or two in aside or (one, predicate, two) in loose:
                counts[row, column] = False
    return Item(example, layout, pairs, ending_numbers(layout, ends), truth, counts)


def _both_ways(triples: frozenset[tuple[int, Predicate, int]]) -> set[tuple[int, Predicate, int]]:
    turned = {(obj, p, subject) for subject, p, obj in triples if p is Predicate.COOPERATES_WITH}
    return turned | triples


def arrays(entry: Item, weight: float) -> Arrays:
    """What a batch holds of one article."""
    found = entry.pairs
    return {
        "words": entry.layout.words, "endings": entry.endings, "subject": found.subject, "object": found.object,
        "turned": found.turned, "whole": found.whole.table(found.subject, found.object), "pair": found.pair,
        "forward": found.forward, "local": found.local[found.place], "bags": found.bags.all(),
        "truth": entry.truth.astype(np.float32), "weight": entry.counts * np.float32(weight),
    }  # fmt: skip


def batch(entries: Sequence[Arrays]) -> Batch:
    """Put articles one after the other."""
    words, referents, pairs = 0, 0, 0
    every = sum(len(entry["subject"]) for entry in entries)
    parts: dict[str, list[np.ndarray]] = {}
    for entry in entries:
        own = len(entry["subject"])
        moved = {
            "subject": entry["subject"] + referents, "object": entry["object"] + referents,
            "turned": np.where(entry["turned"] == own, every, entry["turned"] + pairs),
            "pair": entry["pair"] + pairs, "bags": entry["bags"] + words,
        }  # fmt: skip
        for name, value in {**entry, **moved}.items():
            parts.setdefault(name, []).append(value)
        words += len(entry["words"])
        referents += len(entry["endings"])
        pairs += own
    return Batch(**{name: torch.from_numpy(np.concatenate(values)) for name, values in parts.items()})
