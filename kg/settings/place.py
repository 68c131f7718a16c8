"""Where the settings lie: in the working folder, or in the nearest folder above it that has some."""

from __future__ import annotations

from pathlib import Path

NAME = "kg.toml"
LANGUAGES = ("en", "zh")


def find_settings(start: Path) -> Path | None:
    """The kg.toml in a folder, or in the nearest one above it."""
    start = start.absolute()
    return next((path for folder in (start, *start.parents) if (path := folder / NAME).is_file()), None)
