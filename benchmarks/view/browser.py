"""A page in headless Chromium, and what is measured there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

SCREEN = {"width": 1280, "height": 720}
PAN_SECONDS = 4.0
# Runs before the page's own scripts. The names are the last of a drawing: the first of them ends the first picture.
WATCH = """
(() => {
  window.watched = { first: null, frames: [] };
  const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
  let drawn = false;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    drawn = true;
    return clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (...text) {
    if (window.watched.first === null) {
      window.watched.first = 0;
      requestAnimationFrame(() => setTimeout(() => { window.watched.first = performance.now(); }));
    }
    return fillText.apply(this, text);
  };
  const frame = (now) => {
    if (drawn) window.watched.frames.push(now);
    drawn = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
"""
# The pointer moves once before every frame: were it moved from outside, its way here would be what is measured.
DRAG = """
async (seconds) => {
  const canvas = document.querySelector("#canvas canvas");
  const box = canvas.getBoundingClientRect();
  const send = (type, step) => canvas.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: "mouse", button: 0,
    buttons: type === "pointerup" ? 0 : 1, clientX: box.left + box.width / 2 + 3 * Math.abs(step % 120 - 60),
    clientY: box.top + 12 + 2 * Math.abs(step % 120 - 60),  // the rim, where hardly a node is taken hold of
  }));
  let step = 60;
  send("pointerdown", step);
  window.watched.frames.length = 0;
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    send("pointermove", step += 1);
  }
  send("pointerup", step);
  return window.watched.frames;
}
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """What one visit showed."""

    first: float  # seconds from opening the file to the first picture with its names
    frames: float  # frames drawn a second while panning
    longest: float  # seconds between two of them, at most


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless Chromium of this machine, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        # Containers run as root and without a GPU.
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def measured(browser: Any, page: Path, visits: int) -> Speed:
    """The median of each figure over so many visits."""
    speeds = [_visit(browser, page) for _ in range(visits)]
    return Speed(
        median(speed.first for speed in speeds), median(speed.frames for speed in speeds),
        median(speed.longest for speed in speeds),
    )  # fmt: skip


def _visit(browser: Any, path: Path) -> Speed:
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_function("window.watched.first > 0")
    first = page.evaluate("window.watched.first") / 1000
    page.wait_for_timeout(500)
    frames = _pan(page)
    context.close()
    gaps = [(after - before) / 1000 for before, after in pairwise(frames)]
    return Speed(first, len(gaps) / sum(gaps), max(gaps))


def _pan(page: Any) -> list[float]:
    """Drag the map to and fro; returns the times of the frames drawn meanwhile, in milliseconds."""
    frames: list[float] = page.evaluate(DRAG, PAN_SECONDS)
    return frames
