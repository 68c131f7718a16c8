"""Train the scorer on some articles and read others with it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from kg.extract.relations.groups import PREDICATES
from training.relations.batches import Arrays, Item, arrays, batch, damage, item, vocabularies
from training.relations.corpus import Example
from training.relations.network import Network

WEIGHTS = {"literary": 0.25, "register": 1.0, "real": 3.0}
LITERARY = 0.5  # the share of the literary articles that an epoch reads
EPOCHS, ARTICLES, RATE = 12, 16, 3e-3
# How often an article is read as marked, as marked and damaged, as read.
COPIES = ("marked", "damaged", "read"), (1, 1, 2)


@dataclass(frozen=True)
class Trained:
    """A network with its vocabularies."""

    network: Network
    words: dict[str, int]
    endings: dict[str, int]


def fit(examples: Sequence[Example], seed: int) -> Trained:
    """Train a network on the examples."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)
    words, ends = vocabularies(examples)
    copies = _copies(examples, words, ends, chance)
    literary = [name for name in copies if name[0] == "literary"]
    others = [name for name in copies if name[0] != "literary"]
    first = copies[others[0]]
    inputs = (next(iter(first.values()))["local"].shape[1], next(iter(first.values()))["whole"].shape[1])
    network = Network(len(words) + 1, len(ends) + 1, inputs)
    each = len(others) + int(LITERARY * len(literary))
    adam = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=EPOCHS * -(-each // ARTICLES), pct_start=0.15)
    network.train()
    for _ in range(EPOCHS):
        order = [*others, *chance.sample(literary, int(LITERARY * len(literary)))]
        chance.shuffle(order)
        for start in range(0, len(order), ARTICLES):
            rows = batch([_one_of(copies[name], chance) for name in order[start : start + ARTICLES]])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                network(rows), rows.truth, weight=rows.weight, reduction="sum"
            )
            adam.zero_grad()
            (loss / ARTICLES).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            adam.step()
            plan.step()
    network.eval()
    return Trained(network, words, ends)


def _copies(
    examples: Iterable[Example], words: dict[str, int], ends: dict[str, int], chance: random.Random
) -> dict[tuple[str, str], dict[str, Arrays]]:
    """The arrays of each article in each of its copies, by register and article."""
    found: dict[tuple[str, str], dict[str, Arrays]] = {}
    for example in examples:
        made = {example.reading: example}
        if example.reading == "marked":
            made["damaged"] = damage(example, chance)
        for name, copy in made.items():
            entry = item(copy, words, ends)
            if len(entry.pairs.subject):
                own = found.setdefault((example.register, example.document.article.id), {})
                own[name] = arrays(entry, WEIGHTS[example.register])
    return found


def _one_of(own: dict[str, Arrays], chance: random.Random) -> Arrays:
    names, often = zip(*((name, weight) for name, weight in zip(*COPIES, strict=True) if name in own), strict=True)
    return own[chance.choices(names, often)[0]]


def read(trained: Trained, examples: Iterable[Example]) -> list[tuple[Item, np.ndarray]]:
    """The logits of each example."""
    found = []
    with torch.no_grad():
        for example in examples:
            entry = item(example, trained.words, trained.endings)
            empty = np.zeros((0, len(PREDICATES)), dtype=np.float32)
            some = len(entry.pairs.subject)
            found.append((entry, trained.network(batch([arrays(entry, 1.0)])).numpy() if some else empty))
    return found
