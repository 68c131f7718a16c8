"""python -m tests.gate.raise_floors: build, evaluate, and raise each floor to what is reached now, less a margin.

A floor that would fall stays where it is; a figure below its floor is named, and the exit status is 1. --lower lets
floors fall. Measures whose files are not at hand keep their floors.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.gate.measure import FLOORS, MEASURES, floor_of, read_floors

Floors = dict[str, dict[str, float | str]]


def raised(floors: dict[str, float | str], figures: dict[str, float], lower: bool) -> dict[str, float | str]:
    """The floors moved up to the figures; down too where lower is set."""
    moved: dict[str, float | str] = {}
    for name, figure in figures.items():
        before, now = floors.get(name, 0.0), floor_of(name, figure)
        assert isinstance(before, float)
        moved[name] = now if lower or now > before else before
    return moved


def main(arguments: list[str]) -> int:
    """Raise all floors and write them; 1 if one would have fallen."""
    lower = "--lower" in arguments
    floors: Floors = read_floors() if FLOORS.is_file() else {}
    status = 0
    for measure in MEASURES:
        if not measure.here:
            print(f"{measure.name}: not here, its floors stay")
            continue
        with tempfile.TemporaryDirectory() as folder:
            figures = measure.figures(measure.build(Path(folder) / "output"))
        before = floors.get(measure.name, {})
        moved = raised(before, figures, lower)
        for name, figure in figures.items():
            fell = figure < float(moved[name])
            status |= fell
            note = "  below it: mend what fell, or give --lower" if fell else ""
            print(
                f"{measure.name:10}{name:20}{figure:8.4f}  floor {before.get(name, 0.0):.4f} → {moved[name]:.4f}{note}"
            )
        floors[measure.name] = {**moved, "sha256": measure.digest()}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
