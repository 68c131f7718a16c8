"""The commands in the user's language: help, errors, and what they say when they are done."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kg.messages import Language, language, translated

_SAID = "kg.lang"  # what --lang says, in click's own store
_NOTES = re.compile(r"(?P<help>.*?)(?:  \[(?P<notes>[^\]]*)\])?", re.DOTALL)
_COLUMNS = re.compile(r"(?P<left>.*\S {2,})(?P<right>\S.*)")
_UNWRAPPED = 10_000  # columns: click counts a Chinese character as one and looks for spaces, so terminals wrap


def current(context: click.Context | None = None) -> Language:
    """The language of --lang, else of kg.toml, else of the locale; without a context, that of the command that runs."""
    context = context or click.get_current_context(silent=True)
    root = context.find_root() if context else None
    said = root.meta.get(_SAID) or getattr(root.obj, "lang", "") if root else ""
    return language(os.environ, str(said))


def say(text: str) -> str:
    """The text in the user's language."""
    return translated(text, current())


def choose(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Keep what --lang says for all that is said later."""
    context.meta[_SAID] = value


@contextmanager
def told() -> Iterator[None]:
    """Show what click raises in the user's language: usage, hint and message, with the same exit status."""
    try:
        yield
    except click.ClickException as error:
        if current(getattr(error, "ctx", None)) == "en":
            raise
        english = io.StringIO()
        error.show(english)
        click.echo(_chinese(english.getvalue()), err=True, nl=False)
        raise click.exceptions.Exit(error.exit_code) from error


class Context(click.Context):
    """A context whose help is in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """As click's, with translation where the language is not English."""
        return super().make_formatter() if current(self) == "en" else Formatter(width=_UNWRAPPED)


class Formatter(click.HelpFormatter):
    """Help in Chinese, built of the same parts."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of use."""
        args = " ".join(map(_chinese, args.split(" ")))
        super().write_usage(prog, args, prefix or _chinese("Usage:"))

    def write_heading(self, heading: str) -> None:
        """The heading of options, of commands."""
        self.write(f"{'':>{self.current_indent}}{_chinese(heading)}：\n")

    def write_text(self, text: str) -> None:
        """The help: paragraphs, and examples as they stand with what is said beside them."""
        parts = re.split(r"\n\n", text)
        super().write_text("\n\n".join(_examples(part) if part.startswith("\b") else paragraph(part) for part in parts))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Options or commands with their help."""
        super().write_dl([(first, _with_notes(second)) for first, second in rows], *args, **kwargs)


def _chinese(text: str) -> str:
    return translated(text, "zh")


def paragraph(text: str) -> str:
    """A paragraph that was broken into lines, translated as a whole."""
    return _chinese(" ".join(text.split("\n")))


def _examples(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        columns = _COLUMNS.fullmatch(line)
        lines.append(columns["left"] + _chinese(columns["right"]) if columns else _chinese(line))
    return "\n".join(lines)


def _with_notes(text: str) -> str:
    match = _NOTES.fullmatch(text)
    assert match
    notes = "; ".join(_chinese(note) for note in (match["notes"] or "").split("; ") if note)
    return _chinese(match["help"]) + (f"  [{notes}]" if notes else "")
