"""The quality gate: no figure may fall below the floor that was reached before.

Floors are raised by `python -m tests.gate.raise_floors`, which lowers none unless told to.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.measure import MEASURES, Measure, below, floor_of, read_floors
from tests.gate.raise_floors import raised

measured = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure.name))


@measured
def test_no_figure_falls_below_its_floor(measure: Measure, folder_of: Callable[[Measure], Path]) -> None:
    fallen = below(measure.figures(folder_of(measure)), read_floors()[measure.name])
    assert not fallen, f"{measure.name}: " + "; ".join(fallen)


@measured
def test_floors_hold_for_the_annotations_that_are_here(measure: Measure) -> None:
    if not measure.here:
        pytest.skip(f"{measure.pages} is not here")
    message = "pages or annotations have changed: look at the figures, then run python -m tests.gate.raise_floors"
    assert read_floors()[measure.name]["sha256"] == measure.digest(), message


@measured
def test_every_figure_has_a_floor(measure: Measure) -> None:
    floors = {name: floor for name, floor in read_floors()[measure.name].items() if name != "sha256"}
    assert set(floors) == {
        "articles", "lines_b3", "mentions", "mentions.Place", "mentions.Agency", "mentions.Programme",
        "mentions.Person", "entities", "relations", "links", "codes", "evidence",
    }  # fmt: skip
    assert all(isinstance(floor, float) and 0 < floor <= 1 for floor in floors.values())
    assert floors["evidence"] == 1.0


def test_what_fell_is_named_with_both_figures() -> None:
    floors: dict[str, float | str] = {"mentions": 0.9, "links": 0.5, "codes": 0.7, "sha256": "0"}
    assert below({"mentions": 0.8, "links": 0.5}, floors) == [
        "mentions is 0.8000, below its floor of 0.9000",
        "codes is 0.0000, below its floor of 0.7000",
    ]


def test_a_floor_stands_a_margin_below_what_was_reached() -> None:
    assert floor_of("mentions", 0.91239) == 0.9023
    assert floor_of("evidence", 1.0) == 1.0


def test_floors_are_raised_and_lowered_only_when_told() -> None:
    floors: dict[str, float | str] = {"mentions": 0.9, "links": 0.5, "sha256": "0"}
    figures = {"mentions": 0.8, "links": 0.8, "codes": 0.7}
    assert raised(floors, figures, lower=False) == {"mentions": 0.9, "links": 0.79, "codes": 0.69}
    assert raised(floors, figures, lower=True) == {"mentions": 0.79, "links": 0.79, "codes": 0.69}
