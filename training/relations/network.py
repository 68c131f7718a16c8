"""The scorer as it is trained: the same sums as kg/extract/relations/scorer.py, in torch."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from kg.extract.relations.bags import BAGS
from kg.extract.relations.groups import PREDICATES
from training.relations.batches import Batch

WIDTH = 16  # numbers a word
ENDING = 12  # numbers an ending
SIZE = 96


class Network(nn.Module):
    """Local rows → hidden states, the largest of each pair; with the whole-article features and with the pairs that
    share an end → one logit a predicate."""

    def __init__(self, words: int, endings: int, inputs: tuple[int, int]) -> None:
        super().__init__()
        local, whole = inputs
        self.words = nn.Embedding(words, WIDTH, padding_idx=0)
        self.endings = nn.Embedding(endings, ENDING, padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.endings.weight, std=0.1)
        with torch.no_grad():
            self.words.weight[0] = 0
            self.endings.weight[0] = 0
        self.local = nn.Linear(local + 2 * BAGS * WIDTH, SIZE)
        self.whole = nn.Linear(whole + 2 * ENDING + SIZE, SIZE)
        self.last = nn.Linear(SIZE, len(PREDICATES))
        self.beside = nn.Linear(4 * SIZE, SIZE)
        self.drop = nn.Dropout(0.3)
        self.lose = nn.Dropout(0.1)

    def forward(self, batch: Batch) -> torch.Tensor:
        """(P, predicates) logits."""
        ids = batch.words
        if self.training:
            ids = ids * (torch.rand(ids.shape) > 0.1)
        sums = torch.cat([torch.zeros(1, WIDTH), torch.cumsum(self.words(ids), 0)])
        begin, end = batch.bags[:, :, 0], batch.bags[:, :, 1]
        bags = (sums[end] - sums[begin]) / (end - begin).clamp(min=1).sqrt()[:, :, None]
        flat = bags.reshape(len(bags), -1)
        forward = batch.forward[:, None]
        hidden = torch.relu(self.local(torch.cat([self.lose(batch.local), flat * forward, flat * ~forward], 1)))
        pooled = self.drop(_largest(hidden, batch.pair, len(batch.subject)))
        ends = self.endings(batch.endings).sum(1)
        rows = torch.cat([self.lose(batch.whole), ends[batch.subject], ends[batch.object], pooled], 1)
        seen = torch.relu(self.whole(rows))
        by_subject = _largest(seen, batch.subject, len(ends))[batch.subject]
        by_object = _largest(seen, batch.object, len(ends))[batch.object]
        turned = torch.cat([seen, torch.zeros(1, SIZE)])[batch.turned]
        beside = torch.cat([seen, by_subject, by_object, turned], 1)
        return self.last(self.drop(seen + torch.relu(self.beside(self.drop(beside)))))


def _largest(rows: torch.Tensor, group: torch.Tensor, count: int) -> torch.Tensor:
    """The largest of each group's rows, none of which is below 0."""
    index = group[:, None].expand(-1, rows.shape[1])
    return torch.zeros(count, rows.shape[1]).scatter_reduce(0, index, rows, "amax")


def weights(network: Network) -> dict[str, np.ndarray]:
    """The trained numbers by name."""
    return {name: value.detach().numpy().copy() for name, value in network.state_dict().items()}
