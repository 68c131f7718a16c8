"""The second look: logits of the first, with those of rival pairs, to calibrated probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from kg.extract.relations.decode import join_partners
from kg.extract.relations.groups import GROUP_COUNT, GROUPS, PREDICATES
from kg.extract.relations.rivals import HOPELESS, read_rivals
from training.relations.batches import Item

# Pages as they come: what the annotators of literary articles list is no measure for them.
WEIGHTS = {"literary": 0.0, "register": 1.0, "real": 2.0}
SIZE = 32
EPOCHS = 20


def rows(item: Item, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is judged again: (N, inputs), the pairs and the predicates."""
    joined, allowed = join_partners(item.pairs, logits)
    pair, predicate = np.nonzero(allowed & (joined > HOPELESS))
    found = read_rivals(item.layout, item.pairs, joined, allowed, (pair, predicate))
    kind = item.layout.type
    group = GROUPS[kind[item.pairs.subject], kind[item.pairs.object]][pair]
    inputs = [found, np.eye(len(PREDICATES))[predicate], np.eye(GROUP_COUNT)[group]]
    return np.concatenate(inputs, axis=1).astype(np.float32), pair, predicate


def fit(readings: Sequence[tuple[Item, np.ndarray]], seed: int) -> dict[str, np.ndarray]:
    """Train on readings by networks that had not seen the articles: the layers' numbers, input by output.

    Articles are as an extractor read them that had not seen them either, and a relation with a name misread does not
    hold: so the probability is that of a claim on a page, not of one between names that are given.
    """
    inputs, truth, weight = [], [], []
    for item, logits in readings:
        if len(item.pairs.subject) and item.example.reading == "read":
            found, pair, predicate = rows(item, logits)
            inputs.append(found)
            truth.append(item.truth[pair, predicate])
            weight.append(item.counts[pair, predicate] * WEIGHTS[item.example.register])
    x, y, w = np.concatenate(inputs), np.concatenate(truth).astype(np.float32), np.concatenate(weight)
    x, y, w = x[w > 0], y[w > 0], w[w > 0].astype(np.float32)
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-3
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    network = torch.nn.Sequential(
        torch.nn.Dropout(0.05), torch.nn.Linear(x.shape[1], SIZE), torch.nn.ReLU(), torch.nn.Dropout(0.2),
        torch.nn.Linear(SIZE, 1),
    )  # fmt: skip
    xs, ys, ws = torch.from_numpy((x - middle) / spread), torch.from_numpy(y), torch.from_numpy(w)
    adam = torch.optim.AdamW(network.parameters(), lr=5e-3, weight_decay=0.05)
    steps = EPOCHS * (len(x) // 256 + 1)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, 5e-3, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(x))
        for start in range(0, len(x), 256):
            part = order[start : start + 256]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(xs[part])[:, 0], ys[part], ws[part])
            adam.zero_grad()
            loss.backward()
            adam.step()
            plan.step()
    first, last = network[1], network[4]
    matrix = first.weight.detach().numpy() / spread
    return {
        "again": matrix.T, "again_bias": first.bias.detach().numpy() - matrix @ middle,
        "again_last": last.weight.detach().numpy().T, "again_last_bias": last.bias.detach().numpy(),
    }  # fmt: skip


def probabilities(item: Item, logits: np.ndarray, layers: Sequence[dict[str, np.ndarray]]) -> np.ndarray:
    """(P, predicates), the mean over the networks; what was hopeless is 0."""
    result = np.zeros((len(item.pairs.subject), len(PREDICATES)))
    if len(result):
        found, pair, predicate = rows(item, logits)
        for layer in layers:
            hidden = np.maximum(found @ layer["again"] + layer["again_bias"], 0)
            score = (hidden @ layer["again_last"] + layer["again_last_bias"])[:, 0]
            result[pair, predicate] += 1 / (1 + np.exp(-np.clip(score, -30, 30))) / len(layers)
    return result
