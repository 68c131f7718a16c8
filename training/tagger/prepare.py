"""Reads every article, as it is and told anew, with the frozen LAC encoder, once for all runs."""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from kg.tagger.features import WIDTH, features, windows
from kg.tagger.lexicon import Lexicon, shipped_lexicon
from training.tagger.augment import Pools, augment
from training.tagger.corpus import Item, Register, read_corpus
from training.tagger.names import classes
from training.tagger.network import REGISTERS, TAGS, Lac
from training.tagger.vocabulary import Vocabulary, lac_folder

WINDOW = 256  # characters of the stretches that are learnt from
_TAG = {tag: index for index, tag in enumerate(TAGS)}
_BITS = np.array([1 << index for index in range(len(TAGS))], np.int32)
_MAY_BEGIN = sum(1 << index for index, tag in enumerate(TAGS) if tag[0] in "OBS")
_MAY_END = sum(1 << index for index, tag in enumerate(TAGS) if tag[0] in "OES")
ARRAYS = ("lower", "states", "chances", "known", "allowed")


def allowed_tags(item: Item) -> npt.NDArray[np.int32]:
    """A bit set of the tags that each character may have: one, or any where the annotation is in doubt."""
    out = np.full(len(item.text), _BITS[0])
    for begin, end in item.masks:
        out[begin:end] = _BITS.sum()
    for begin, end, kind in item.spans:
        if end - begin == 1:
            out[begin] = _BITS[_TAG[f"S-{kind}"]]
        else:
            out[begin + 1 : end - 1] = _BITS[_TAG[f"I-{kind}"]]
            out[begin], out[end - 1] = _BITS[_TAG[f"B-{kind}"]], _BITS[_TAG[f"E-{kind}"]]
    return out


@dataclass(frozen=True)
class Window:
    """A stretch of an article as the head reads it: what LAC makes of it, our features, and the tags allowed."""

    item: int
    version: int
    begin: int
    register: int
    lower: npt.NDArray[np.float16]
    states: npt.NDArray[np.float16]
    chances: npt.NDArray[np.float16]
    known: npt.NDArray[np.uint8]
    allowed: npt.NDArray[np.int32]
    taught: npt.NDArray[np.float16] | None = None  # a teacher's scores of the tags


class Reader:
    """The frozen part of the tagger."""

    def __init__(self) -> None:
        self.lac = Lac(lac_folder()).requires_grad_(False)
        self.vocabulary = Vocabulary.of_lac()
        self.lexicon: Lexicon = shipped_lexicon()

    def read(self, number: int, version: int, item: Item) -> Iterator[Window]:
        """The windows of an article; one that would begin or end inside a span is left out."""
        (known,) = features([item.text], self.lexicon)
        ids, allowed = self.vocabulary.ids(item.text), allowed_tags(item)
        cuts = windows(item.text, WINDOW)
        sizes = [end - begin for begin, end in cuts]
        batch = np.zeros((len(cuts), max(sizes)), np.int64)
        for row, (begin, end) in enumerate(cuts):
            batch[row, : sizes[row]] = ids[begin:end]
        with torch.no_grad():
            lower, states, scores = self.lac(torch.tensor(batch), torch.tensor(sizes))
        for row, (begin, end) in enumerate(cuts):
            part = slice(begin, end)
            yield Window(
                number,
                version,
                begin,
                REGISTERS.index(item.register),
                lower[row, : sizes[row]].numpy().astype(np.float16),
                states[row, : sizes[row]].numpy().astype(np.float16),
                scores[row, : sizes[row]].softmax(-1).numpy().astype(np.float16),
                known[part],
                allowed[part],
            )


def whole(window: Window) -> bool:
    """Whether a window cuts no span."""
    return bool(window.allowed[0] & _MAY_BEGIN) and bool(window.allowed[-1] & _MAY_END)


def make_pools(items: Sequence[Item], tables: Path) -> Pools:
    """The pools of names: from the literary articles, which are never held out, and of official places."""
    names = classes(tables)
    with (tables / "villages.csv").open(encoding="utf8") as file:
        rows = [row["name"] for number, row in enumerate(csv.DictReader(file)) if number % 40 == 0]
    for long, brief in (("社区居委会", "社区"), ("社区居民委员会", "社区"), ("村委会", "村"), ("村民委员会", "村")):
        rows = [row.removesuffix(long) + brief if row.endswith(long) else row for row in rows]
    literary = [item for item in items if item.register == Register.LITERARY]
    return Pools.of(literary, [*names["division"], *names["township"]], [row for row in rows if len(row) <= 7])


def save(windows_read: Iterable[Window], folder: Path) -> None:
    """Writes windows as arrays, one under another, with an index (item, version, begin, register, rows)."""
    held = list(windows_read)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", np.concatenate([getattr(window, name) for window in held]))
    index = [(w.item, w.version, w.begin, w.register, len(w.known)) for w in held]
    np.save(folder / "index.npy", np.array(index, np.int32))


def load(folder: Path, taught: npt.NDArray[np.float16] | None = None) -> list[Window]:
    """The windows that `save` wrote, with a teacher's scores of all their characters; the arrays stay on disk."""
    held = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS]
    if taught is not None:
        held.append(taught)
    out, at = [], 0
    for item, version, begin, register, size in np.load(folder / "index.npy").tolist():
        out.append(Window(item, version, begin, register, *(array[at : at + size] for array in held)))
        at += size
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("divisions", type=Path, help="folder of the division tables")
    parser.add_argument("output", type=Path)
    parser.add_argument("--versions", type=int, default=4, help="the plain text and so many less one told anew")
    args = parser.parse_args()
    torch.set_num_threads(1)
    items = read_corpus(args.corpus)
    pools, reader = make_pools(items, args.divisions), Reader()

    def all_windows() -> Iterator[Window]:
        for version in range(args.versions):
            rng = random.Random(version)
            for number, item in enumerate(items):
                yield from reader.read(number, version, augment(item, pools, rng) if version else item)

    save((window for window in all_windows() if window.version == 0 or whole(window)), args.output)
    print(json.dumps({"articles": len(items), "features": WIDTH}))


if __name__ == "__main__":
    main()
