"""Writes what trained taggers together say of every article that was prepared, for a smaller one to learn from."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.tagger.model import Tagger, read_run, stack
from training.tagger.prepare import Window, load

_BATCH = 32


def scores_of(taggers: Sequence[Tagger], held: Sequence[Window]) -> Tensor:
    """The mean scores of every character of the windows, one under another, in half precision."""
    order = sorted(range(len(held)), key=lambda number: len(held[number].known))
    rows: list[Tensor] = [torch.empty(0)] * len(held)
    for at in range(0, len(order), _BATCH):
        numbers = order[at : at + _BATCH]
        batch = stack([held[number] for number in numbers])
        with torch.no_grad():
            scores = torch.stack([tagger(batch)[0] for tagger in taggers]).mean(0)
        for row, number in enumerate(numbers):
            rows[number] = scores[row, : len(held[number].known)].half()
    return torch.cat(rows)


def main() -> None:
    """Command line: the prepared articles, the file to write, the teachers' .pt files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("read", type=Path, help="folder that prepare.py wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args()
    torch.set_num_threads(1)
    taggers = [read_run(path).eval() for path in args.runs]
    chains = [tagger.crf.state_dict() for tagger in taggers]
    chain = {name: torch.stack([each[name] for each in chains]).mean(0) for name in chains[0]}
    args.output.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"scores": scores_of(taggers, load(args.read)), "chain": chain}, args.output)


if __name__ == "__main__":
    main()
