"""A few seconds of what `make fuzz` does for minutes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from kg.model import Page
from tests.fuzz.invariants import Tally, check_articles, check_file, check_reading
from tests.fuzz.samples import samples
from tests.fuzz.strategies import files, pages

quickly = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("suffix", sorted(samples()))
def test_the_files_that_are_changed_are_good_ones(suffix: str) -> None:
    for data in samples()[suffix]:
        tally = Tally()
        check_file(suffix, data, tally)
        assert tally.seen["Page"]
        assert not [name for name in tally.seen if name.endswith("Failed")]


@quickly
@given(files())
def test_any_file_gives_pages_or_reasons(found: tuple[str, bytes]) -> None:
    tally = Tally()
    tally.timed("files", lambda: check_file(*found, tally))


@quickly
@given(pages())
def test_any_page_parts_into_articles_of_its_own_lines(page: Page) -> None:
    tally = Tally()
    tally.timed("articles", lambda: check_articles(page, tally))


@settings(quickly, max_examples=8)
@given(pages())
def test_names_and_facts_stand_where_they_are_said_to(page: Page) -> None:
    tally = Tally()
    tally.timed("readings", lambda: check_reading(page, tally))
