"""Train the scorer on some articles and read others with it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from batches import batch, damage, item, vocabularies
from corpus import Example
from network import Network

WEIGHTS = {"literary": 0.5, "register": 1.0, "real": 2.0}


def fit(examples: Sequence[Example], seed: int, epochs: int = 12, copies: int = 3) -> tuple[Network, dict, dict]:
    """Train on the examples, each in several damaged copies: (network, words, endings)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)
    words, ends = vocabularies(examples)
    items = [[item(example, words, ends) for example in examples]]
    items += [[item(damage(example, chance), words, ends) for example in examples] for _ in range(copies - 1)]
    first = items[0][0]
    inputs = first.pairs.local.shape[1], first.pairs.whole.shape[1]
    network = Network(len(words) + 1, len(ends) + 1, inputs)
    rate, steps = 3e-3, epochs * (len(examples) // 16 + 1)
    adam = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=steps, pct_start=0.15)
    for _ in range(epochs):
        network.train()
        order = list(range(len(examples)))
        chance.shuffle(order)
        for start in range(0, len(order), 16):
            rows = batch([items[chance.randrange(copies)][number] for number in order[start : start + 16]], WEIGHTS)
            loss = (
                torch.nn.functional.binary_cross_entropy_with_logits(
                    network(rows), rows.truth, weight=rows.weight, reduction="sum"
                )
                / 16
            )
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            adam.step()
            plan.step()
    network.eval()
    return network, words, ends


def read(network: Network, words: Mapping[str, int], ends: Mapping[str, int], examples: Sequence[Example]) -> list:
    """(item, logits) of each example."""
    found = []
    with torch.no_grad():
        for example in examples:
            entry = item(example, words, ends)
            logits = network(batch([entry], WEIGHTS)).numpy() if len(entry.pairs.subject) else np.zeros((0, 10))
            found.append((entry, logits))
    return found
