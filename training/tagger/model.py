"""What is trained: the head, the chain and LAC's upper layer, as a setting of numbers makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.tagger.features import SPEECH, WIDTH
from training.tagger.corpus import Item
from training.tagger.decode import decode
from training.tagger.evaluate import Spans
from training.tagger.network import TAGS, Crf, Head, Lac
from training.tagger.prepare import Window
from training.tagger.vocabulary import lac_folder


@dataclass(frozen=True)
class Setting:
    """The numbers of a run."""

    epochs: int = 8
    rate: float = 3e-3
    batch: int = 32
    size: int = 128
    dropout: float = 0.35
    decay: float = 0.99  # of the running average of the weights
    augmented: float = 0.6  # share of articles that are told anew in an epoch
    real_times: int = 4  # how often the real pages are read in an epoch
    literary: float = 1.0  # share of the literary articles read in an epoch
    narrow: int = 0  # numbers a character that the head's GRU reads; 0 for all
    speech: bool = False  # whether parts of speech by jieba's dictionary are read; LAC's upper layer knows them better
    upper: bool = True  # whether LAC's upper layer is read; else the lower one, and words are told by the head
    upper_rate: float = 0.0  # learning rate of LAC's upper layer; 0 keeps it as it is
    upper_after: float = 0.3  # share of the run before it is let go
    keep: float = 0.0  # weight of the loss that keeps LAC's own tag probabilities as they were
    taught: float = 0.0  # weight of the loss that draws the scores to a teacher's
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """Windows as padded tensors."""

    lower: Tensor
    states: Tensor
    chances: Tensor
    known: Tensor
    allowed: Tensor
    taught: Tensor | None
    register: Tensor
    sizes: Tensor


_BITS = np.arange(len(TAGS))


def stack(group: Sequence[Window]) -> Batch:
    """Windows padded to the longest."""
    sizes = [len(window.known) for window in group]

    def padded(name: str) -> Tensor:
        first = getattr(group[0], name)
        out = np.zeros((len(group), max(sizes), *first.shape[1:]), np.float32 if first.ndim > 1 else np.int32)
        for row, window in enumerate(group):
            out[row, : sizes[row]] = getattr(window, name)
        return torch.from_numpy(out)

    allowed = (padded("allowed").numpy()[..., None] >> _BITS & 1).astype(bool)
    register = torch.tensor([window.register for window in group])
    rows = (padded(name) for name in ("lower", "states", "chances", "known"))
    taught = None if group[0].taught is None else padded("taught")
    return Batch(*rows, torch.from_numpy(allowed), taught, register, torch.tensor(sizes))


class Tagger(torch.nn.Module):
    """The trained part: head, chain, and LAC's upper layer where it is trained on."""

    loose = True  # whether LAC's upper layer is read anew

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.columns = WIDTH if setting.speech else SPEECH
        inputs = self.columns + (256 + 59 if setting.upper else 256)
        self.head = Head(inputs, setting.size, setting.narrow, setting.dropout)
        self.crf = Crf()
        self.words = None if setting.upper else torch.nn.Linear(2 * setting.size, 59)
        self.lac: Lac | None = None
        if setting.upper_rate:
            self.lac = Lac(lac_folder()).requires_grad_(False)
            del self.lac.embedding, self.lac.lower

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the tags, and the logs of the probabilities of LAC's tags."""
        known = batch.known[..., : self.columns]
        if self.words is not None:
            read = self.head.read(batch.lower, None, known, batch.register, batch.sizes)
            return self.head.out(read), self.words(read).log_softmax(-1)
        states, logs = batch.states, batch.chances.clamp_min(1e-6).log()
        if self.lac is not None and self.loose:
            states = self.lac.upper(batch.lower, batch.sizes)
            logs = self.lac.out(states).log_softmax(-1)
        return self.head.out(self.head.read(states, logs.exp(), known, batch.register, batch.sizes)), logs

    def loss(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """What is minimised, and the part of it that the annotation gives.

        Where LAC's upper layer learns, it is held to the tags that it gave before (Li and Hoiem 2017): LAC read far
        more text than we have, and its words are what tells names in new articles. Where a teacher is given, its
        scores are learnt too, as probabilities of each character's tags (Hinton, Vinyals and Dean 2015).
        """
        scores, logs = self(batch)
        loss = named = self.crf.loss(scores, batch.allowed, batch.sizes)
        real = torch.arange(logs.shape[1]) < batch.sizes[:, None]
        if self.setting.keep and (self.words is not None or (self.lac is not None and self.loose)):
            change = (batch.chances * (batch.chances.clamp_min(1e-6).log() - logs)).sum(-1)
            loss = loss + self.setting.keep * change[real].mean()
        if self.setting.taught and batch.taught is not None:
            wanted = batch.taught.log_softmax(-1)
            change = (wanted.exp() * (wanted - scores.log_softmax(-1))).sum(-1)
            loss = loss + self.setting.taught * change[real].mean()
        return loss, named

    def find(self, held: Sequence[Window], items: Sequence[Item]) -> dict[str, Spans]:
        """The spans found in these windows, by article."""
        self.eval()
        found: dict[str, Spans] = {items[window.item].id: [] for window in held}
        chain = [t.detach().numpy() for t in (self.crf.moves + self.crf.barred, self.crf.first, self.crf.last)]
        ordered = sorted(held, key=lambda window: len(window.known))
        for at in range(0, len(ordered), 32):
            group = ordered[at : at + 32]
            with torch.no_grad():
                scores = self(stack(group))[0].numpy()
            for row, window in enumerate(group):
                spans = decode(scores[row, : len(window.known)], *chain)
                found[items[window.item].id] += [(window.begin + b, window.begin + e, t) for b, e, t in spans]
        return found


def read_run(path: Path) -> Tagger:
    """The tagger of a run."""
    held = torch.load(path)
    tagger = Tagger(Setting(**held["setting"]))
    tagger.load_state_dict(held["weights"])
    return tagger
