"""Inputs → the files behind them, and the bytes of these."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path, PurePath

from kg.errors import OversizedPage, PageError, UnreadablePage, UsageError
from kg.folder import OUTPUTS
from kg.pages.formats import is_page
from kg.pages.limits import largest, too_large
from kg.pages.paths import page_path

STANDARD_INPUT = Path("-")
STDIN = "stdin"  # its page's path; its kind is told by what it holds
_LEFT_OUT = (
    "it holds a built graph and is left out with all that lies in it; if there are pages in it, give it by itself too"
)
BUILT = "graph.ttl"  # a folder that holds it is an output of ours


def find_files(inputs: Iterable[Path]) -> tuple[dict[Path, str], list[PageError]]:
    """The files behind some inputs, each with the path its page is to have, and what cannot be a page though it seems.

    One file reached in two ways (itself, and its folder) is one page, under the longer path. Links that lead out of the
    folder given are not followed. Raises UsageError for an input that does not exist.
    """
    found: dict[Path, str] = {}
    errors: list[PageError] = []
    inputs = list(inputs)
    tops = {os.path.normpath(given.absolute()) for given in inputs}
    for given in inputs:
        for item in _expand(given, tops):
            if isinstance(item, PageError):
                errors.append(item)
                continue
            file, path = item
            key = file if file == STANDARD_INPUT else Path(os.path.normpath(file.absolute()))
            found[key] = max(found.get(key, ""), path, key=lambda p: (p.count("/"), p))
    return found, errors


def read_bytes(file: Path, path: str) -> bytes:
    """The bytes of a file, or of standard input. Raises UnreadablePage, or OversizedPage before it is read."""
    suffix = PurePath(path).suffix
    try:
        if file == STANDARD_INPUT:
            data = sys.stdin.buffer.read(largest(suffix) + 1)
        else:
            with file.open("rb") as stream:
                if reason := too_large(suffix, os.fstat(stream.fileno()).st_size):
                    raise OversizedPage(path, reason)
                data = stream.read(largest(suffix) + 1)  # a pipe, a device tell no size
    except OSError as error:
        raise UnreadablePage(path, f"the file cannot be opened: {error.strerror}") from error
    if reason := too_large(suffix, len(data)):
        raise OversizedPage(path, reason)
    return data


def _expand(given: Path, tops: Collection[str]) -> Iterator[tuple[Path, str] | PageError]:
    if given == STANDARD_INPUT:
        yield given, STDIN
    elif stat.S_ISDIR(_mode(given)):
        yield from _walk(given, tops)
    elif _mode(given):
        yield given, page_path(given.name)
    else:
        raise UsageError(f"{page_path(str(given))}: there is no such file or folder; check the path")


def _walk(top: Path, tops: Collection[str]) -> Iterator[tuple[Path, str] | PageError]:
    """The pages of a folder and of all below it; hidden ones and what a build wrote are left out.

    A folder below it that holds a build is left out whole, for what was exported or copied there may be no page; this
    is said, unless that folder is given too.
    """
    root = Path(os.path.realpath(top))
    waiting = [str(top)]
    while waiting:
        here = waiting.pop()
        try:
            with closing(os.scandir(here)) as listed:
                entries = list(listed)
        except OSError as error:
            yield UnreadablePage(_path(here, top), f"the folder cannot be opened: {error.strerror}")
            continue
        entries = [entry for entry in entries if not entry.name.startswith(".")]
        if any(entry.name == BUILT for entry in entries):
            entries = [entry for entry in entries if entry.name not in OUTPUTS]
            if here != str(top):
                rest = any(entry.is_dir(follow_symlinks=False) or is_page(PurePath(entry.name)) for entry in entries)
                if rest and os.path.normpath(Path(here).absolute()) not in tops:
                    yield UnreadablePage(_path(here, top), _LEFT_OUT)
                continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif reason := _refused(entry, root):
                yield UnreadablePage(_path(entry.path, top), reason)
            elif is_page(PurePath(entry.name)) and not stat.S_ISDIR(_mode(Path(entry.path))):
                yield Path(entry.path), _path(entry.path, top)


def _path(file: str, top: Path) -> str:
    return page_path(PurePath(file).relative_to(top).as_posix())


def _refused(entry: os.DirEntry[str], root: Path) -> str:
    """Why something that is no folder is not read; "" if it may be, or if nobody would take it for a page."""
    may_be_page, mode = is_page(PurePath(entry.name)), _mode(Path(entry.path))
    is_folder = stat.S_ISDIR(mode)
    if entry.is_symlink() and mode and (may_be_page or is_folder):
        target = os.path.realpath(entry.path)
        if not PurePath(target).is_relative_to(root):
            return "it is a link that leads out of the folder given, which is not followed; give its target too"
    if may_be_page and mode and not is_folder and not stat.S_ISREG(mode):
        return "it is no file but a pipe, a socket or a device"
    return ""  # what cannot be told (a link that leads nowhere, or to itself) is opened, and the reason is told


def _mode(file: Path) -> int:
    """What a path leads to, as stat.S_ISREG and others ask it; 0 if to nothing."""
    try:
        return file.stat().st_mode
    except (OSError, ValueError):
        return 0
