"""Fuzz the readers and the segmenter for some minutes: python -m tests.fuzz.run --minutes 5.

Rounds of Hypothesis, each with its own seed, so that a finding comes again with --seed. Prints a summary; the exit
status is 1 if anything was found. A file or page on which it hangs ends the run with the place in the code.
"""

from __future__ import annotations

import argparse
import faulthandler
import platform
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.invariants import Tally, check_articles, check_file, check_reading
from tests.fuzz.strategies import files, pages

HANGS = 1200  # seconds that a round's share of one target never takes
EXAMPLES = {"files": 150, "articles": 100, "readings": 15}  # of a round
PACKAGES = ("hypothesis", "pdfminer.six", "python-docx", "lxml", "trafilatura")


def round_of(number: int, tally: Tally) -> list[str]:
    """One round; gives what was found."""

    def read_file(found: tuple[str, bytes]) -> None:
        tally.timed("files", partial(check_file, *found, tally))

    def part_page(page: Any) -> None:
        tally.timed("articles", partial(check_articles, page, tally))

    def read_page(page: Any) -> None:
        tally.timed("readings", partial(check_reading, page, tally))

    targets: dict[str, tuple[Callable[[Any], None], Any]] = {
        "files": (read_file, files()), "articles": (part_page, pages()), "readings": (read_page, pages()),
    }  # fmt: skip
    findings = []
    for name, (target, strategy) in targets.items():
        limits = settings(
            max_examples=EXAMPLES[name], deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink), print_blob=False,
        )  # fmt: skip
        faulthandler.dump_traceback_later(HANGS, exit=True)
        try:
            seed(number)(limits(given(strategy)(target)))()  # type: ignore[no-untyped-call]
        except Exception as error:
            notes = "\n".join(getattr(error, "__notes__", []))
            findings.append(f"{name}, --seed {number}:\n{''.join(traceback.format_exception(error)[-3:])}\n{notes}")
        finally:
            faulthandler.cancel_dump_traceback_later()
    return findings


def main() -> int:
    """Run, and say what was seen."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=5.0)
    arguments.add_argument("--seed", type=int, default=1, help="of the first round; the next ones count on")
    asked = arguments.parse_args()
    warnings.simplefilter("ignore")
    tally, begin, number = Tally(), time.monotonic(), asked.seed
    findings: list[str] = []
    while time.monotonic() - begin < asked.minutes * 60:
        found = round_of(number, tally)
        for finding in found:
            print(finding, flush=True)
        findings += found
        number += 1
    print(f"rounds {asked.seed} to {number - 1} in {(time.monotonic() - begin) / 60:.1f} minutes")
    print(f"Python {platform.python_version()}, {platform.system()}; " + ", ".join(map(_version, PACKAGES)))
    for name, examples in tally.examples.items():
        print(f"{name}: {examples:,} examples, the slowest {tally.slowest[name]:.1f} s")
    print("seen: " + ", ".join(f"{count:,} {name}" for name, count in sorted(tally.seen.items())))
    print(f"findings: {len(findings)}")
    return 1 if findings else 0


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


if __name__ == "__main__":
    sys.exit(main())
