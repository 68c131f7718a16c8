"""The commands in the user's language: help, errors, and what they say when they are done."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

import click

from kg.messages import language, translated
from kg.messages.language import Language

_SAID = "kg.lang"  # what --lang says, in click's own store
_NOTES = re.compile(r"(?P<help>.*?)(?:  \[(?P<notes>[^\]]*)\])?", re.DOTALL)
_COLUMNS = re.compile(r"(?P<left>.*\S {2,})(?P<right>\S.*)")
_UNWRAPPED = 10_000  # columns: click counts a Chinese character as one and looks for spaces, so terminals wrap


def current() -> Language:
    """The language of --lang, else of kg.toml, else of the locale."""
    context = click.get_current_context(silent=True)
    root = context.find_root() if context else None
    said = root.meta.get(_SAID) or getattr(root.obj, "lang", "") if root else ""
    return language(os.environ, str(said))


def say(text: str) -> str:
    """The text in the user's language."""
    return translated(text, current())


def choose(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Keep what --lang says for all that is said later."""
    context.meta[_SAID] = value


class Context(click.Context):
    """A context whose help is in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """As click's, with translation where the language is not English."""
        return super().make_formatter() if current() == "en" else Formatter(width=_UNWRAPPED)


class Formatter(click.HelpFormatter):
    """Help in Chinese, built of the same parts."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of use."""
        super().write_usage(prog, args, prefix or say("Usage:"))

    def write_heading(self, heading: str) -> None:
        """The heading of options, of commands."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """The help: paragraphs, and examples as they stand with what is said beside them."""
        parts = re.split(r"\n\n", text)
        super().write_text("\n\n".join(_examples(part) if part.startswith("\b") else paragraph(part) for part in parts))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Options or commands with their help."""
        super().write_dl([(first, _with_notes(second)) for first, second in rows], *args, **kwargs)


def paragraph(text: str) -> str:
    """A paragraph that was broken into lines, translated as a whole."""
    return say(" ".join(text.split("\n")))


def _examples(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        columns = _COLUMNS.fullmatch(line)
        lines.append(columns["left"] + say(columns["right"]) if columns else say(line))
    return "\n".join(lines)


def _with_notes(text: str) -> str:
    match = _NOTES.fullmatch(text)
    assert match
    notes = "; ".join(say(note) for note in (match["notes"] or "").split("; ") if note)
    return say(match["help"]) + (f"  [{notes}]" if notes else "")
