"""Pictures of the page's main states, for the documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

PHONE = {"width": 390, "height": 780}
SIZE = {"width": 1200, "height": 676}  # small enough for files under 300 kB
SETTLED = 900  # milliseconds until the map has moved


def take(browser: Any, page: Path, folder: Path) -> list[Path]:
    """Take every picture of PICTURES; returns their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, (options, go) in PICTURES.items():
        context = browser.new_context(**{"viewport": SIZE, **options})
        visit = context.new_page()
        visit.goto(page.as_uri())
        visit.wait_for_selector("#panel .lead")
        go(visit)
        visit.wait_for_timeout(SETTLED)
        files.append(folder / f"{name}.png")
        visit.screenshot(path=files[-1])
        context.close()
    return files


def _first_agency(visit: Any) -> None:
    """The card of the agency that most articles name."""
    visit.locator("#panel h4", has_text="机构").locator("xpath=following-sibling::*[1]").locator("a").first.click()


def _article(visit: Any) -> None:
    _first_agency(visit)
    visit.locator("#panel figcaption a").first.click()


def _places(visit: Any) -> None:
    visit.click("#as-places")
    visit.locator(".place").first.click()


def _programmes(visit: Any) -> None:
    visit.click("#as-programmes")
    visit.locator("td[class*=shade] button").first.click()


PICTURES: dict[str, tuple[dict[str, Any], Callable[[Any], None]]] = {
    "graph": ({}, lambda _: None),
    "view-card": ({}, _first_agency),
    "view-article": ({"color_scheme": "dark"}, _article),
    "view-places": ({}, _places),
    "view-programmes": ({}, _programmes),
    "view-phone": ({"viewport": PHONE, "color_scheme": "dark", "has_touch": True}, _first_agency),
}
