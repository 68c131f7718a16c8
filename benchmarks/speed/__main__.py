"""What a build costs: characters a second by stage, memory, growth, and other tools on the same pages, as Markdown.

    python -m benchmarks.speed [--corpus CORPUS/train] [--pages 100 1000] [--jobs 1 2]

Pages are made by training/damage of the annotated articles of a folder, or of the example pages. All figures of one run
come from one machine within minutes of each other: compare them with each other, not with another run's.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.speed.corpora import make_corpus, sources
from benchmarks.speed.peers import POSSEG, speeds

PEER_CHARACTERS = 300_000  # of each corpus are given to the other tools
MOST_WHOLE_PAGES = 1000  # on larger corpora only stages are measured


def stages(folder: Path) -> dict[str, Any]:
    """The figures of one build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed.stages", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_single())
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def wall(folder: Path, jobs: int, tagger: str = "best") -> float:
    """Seconds on the clock of `kg build` as a user runs it, start-up and outputs included, the cache left out."""
    with tempfile.TemporaryDirectory() as output:
        return _timed(["build", str(folder), "-o", output, "--no-cache", "--jobs", str(jobs), "--tagger", tagger])


def start_up(page: Path, times: int = 3) -> dict[str, float]:
    """Seconds on the clock, the least of several, of a call that does almost nothing and of a build of one page."""
    with tempfile.TemporaryDirectory() as output:
        calls = {
            "kg --help": ["--help"],
            "kg build of one page": ["build", str(page), "-o", output, "--no-cache", "--jobs", "1"],
        }
        return {name: min(_timed(call) for _ in range(times)) for name, call in calls.items()}


def _timed(arguments: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, check=True, env=_single())
    return time.perf_counter() - begun


def _single() -> dict[str, str]:
    """The environment, with one thread for numpy, and modules compiled once, as those of an installed package are."""
    without = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**without, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def stage_table(measured: dict[int, dict[str, Any]]) -> list[str]:
    """Characters a second by stage; the last rows: all stages together, memory, size."""
    sizes = list(measured)
    rows = ["| | " + " | ".join(f"{size:,} pages" for size in sizes) + " |", "|---|" + "---|" * len(sizes)]
    for stage in measured[sizes[0]]["seconds"]:
        if stage != "loading":
            rows.append(_row(stage, [_speed(measured[s]["characters"], measured[s]["seconds"][stage]) for s in sizes]))
    work = {size: sum(t for stage, t in one["seconds"].items() if stage != "loading") for size, one in measured.items()}
    rows.append(_row("**all together**", [f"**{_speed(measured[s]['characters'], work[s])}**" for s in sizes]))
    rows.append(_row("loading, once (s)", [f"{measured[s]['seconds']['loading']:.1f}" for s in sizes]))
    rows.append(_row("peak memory (MiB)", [f"{measured[s]['memory']:,.0f}" for s in sizes]))
    for what in ("characters", "articles", "nodes", "edges"):
        rows.append(_row(what, [f"{measured[s][what]:,}" for s in sizes]))
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        growth = math.log(work[last] / work[first]) / math.log(
            measured[last]["characters"] / measured[first]["characters"]
        )
        rows += ["", f"Time grows as characters to the power of {growth:.2f}, from {first:,} to {last:,} pages."]
    return rows


def _speed(characters: int, seconds: float) -> str:
    return f"{characters / seconds:,.0f}" if seconds else "–"


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def whole(folder: Path, characters: int, jobs: Sequence[int]) -> Iterator[str]:
    """Rows of builds as a user runs them and of the other tools, each also as a multiple of jieba.posseg."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    chosen = texts[: max(1, len(texts) * PEER_CHARACTERS // max(PEER_CHARACTERS, sum(map(len, texts))))]
    found = {f"kg build --jobs {number}": characters / wall(folder, number) for number in jobs}
    found["kg build --jobs 1 --tagger fast"] = characters / wall(folder, 1, "fast")
    peers = dict(speeds(chosen))
    beside = peers.get(POSSEG)
    for name, speed in (found | peers).items():
        yield _row(name, [f"{speed:,.0f}" + (f" ({speed / beside:.2f})" if beside else "")])


def main() -> None:
    """Make the corpora, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="annotated articles (t*.txt); else those of the example pages")
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    articles = sources(args.corpus)
    names = ("newskg", "jieba", "numpy", "onnxruntime", "networkx", "pyoxigraph")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()};")
    print(", ".join(f"{name} {version(name)}" for name in names) + ".\n")
    measured: dict[int, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for size in sorted(args.pages):
            folder = Path(temporary, str(size))
            make_corpus(articles, size, folder)
            print(f"### {size:,} pages\n\n| whole | characters a second (times jieba.posseg) |\n|---|---|", flush=True)
            measured[size] = stages(folder)
            if size <= MOST_WHOLE_PAGES:
                for row in whole(folder, measured[size]["characters"], args.jobs):
                    print(row, flush=True)
            print()
        page = next(Path(temporary, str(min(args.pages))).iterdir())
        print("### Start-up\n\n| | seconds |\n|---|---|")
        for name, seconds in start_up(page).items():
            print(_row(f"`{name}`", [f"{seconds:.2f}"]), flush=True)
        print()
    print("### By stage, characters a second of one core\n")
    print("\n".join(stage_table(measured)))


if __name__ == "__main__":
    main()
