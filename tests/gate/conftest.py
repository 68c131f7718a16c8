"""Builds of the pages that the gate measures, each made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.gate.measure import Measure

ENGINES = ["local", pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.filterwarnings("default")])]


@pytest.fixture(scope="session", params=ENGINES)
def folder_of(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Measure], Path]:
    """The built folder of a measure, by each engine; skips where its pages are not at hand."""

    @cache
    def folder_of(measure: Measure) -> Path:
        if request.param == "spark":
            on_spark: Callable[[Path], Path] = request.getfixturevalue("on_spark")
            return on_spark(measure.pages.resolve())
        if measure.name == "examples":
            return built
        return measure.build(tmp_path_factory.mktemp(measure.name) / "output")

    def or_skip(measure: Measure) -> Path:
        if not measure.here:
            pytest.skip(f"{measure.pages} is not here")
        return folder_of(measure)

    return or_skip
