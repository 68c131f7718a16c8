"""The scorer as it is trained: the same sums as kg/extract/relations/scorer.py, in torch."""

from __future__ import annotations

import numpy as np
import torch
from batches import Batch
from torch import nn

from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.local import BAGS

WIDTH = 16  # numbers a word


class Network(nn.Module):
    """Local rows → hidden states, the largest of each pair; with the whole-article features → one logit a predicate."""

    def __init__(self, words: int, endings: int, inputs: tuple[int, int], size: int = 96) -> None:
        super().__init__()
        local, whole = inputs
        self.words = nn.Embedding(words, WIDTH, padding_idx=0)
        self.endings = nn.Embedding(endings, 12, padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.endings.weight, std=0.1)
        with torch.no_grad():
            self.words.weight[0] = 0
            self.endings.weight[0] = 0
        self.local = nn.Linear(local + 2 * BAGS * WIDTH, size)
        self.whole = nn.Linear(whole + 24 + size, size)
        self.last = nn.Linear(size, len(PREDICATES))
        self.drop = nn.Dropout(0.3)
        self.lose = nn.Dropout(0.1)

    def forward(self, batch: Batch) -> torch.Tensor:
        """(P, predicates) logits."""
        ids = batch.words
        if self.training:
            ids = ids * (torch.rand(ids.shape) > 0.1)
        sums = torch.cat([torch.zeros(1, self.words.embedding_dim), torch.cumsum(self.words(ids), 0)])
        begin, end = batch.bags[:, :, 0], batch.bags[:, :, 1]
        bags = (sums[end] - sums[begin]) / (end - begin).clamp(min=1).sqrt()[:, :, None]
        flat = bags.reshape(len(bags), -1)
        forward = batch.forward[:, None]
        hidden = torch.relu(self.local(torch.cat([self.lose(batch.local), flat * forward, flat * ~forward], 1)))
        index = batch.pair[:, None].expand(-1, hidden.shape[1])
        pooled = torch.zeros(len(batch.subject), hidden.shape[1]).scatter_reduce(0, index, hidden, "amax")
        ends = self.endings(batch.endings).sum(1)
        rows = torch.cat([self.lose(batch.whole), ends[batch.subject], ends[batch.object], self.drop(pooled)], 1)
        return self.last(self.drop(torch.relu(self.whole(rows))))


def weights(network: Network) -> dict[str, np.ndarray]:
    """The trained numbers by name."""
    return {name: value.detach().numpy().copy() for name, value in network.state_dict().items()}
