"""Files of different inputs whose paths are equal, told apart by the names of the folders that they lie in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from kg.pages.limits import too_large
from kg.pages.paths import page_path


def told_apart(found: Mapping[Path, str]) -> dict[str, list[Path]]:
    """The files by the path that the page of each is to have.

    Files with one path and different bytes get as many names of folders put before it as tell them apart; files with
    the same bytes are one page and stay together, and so does what nothing tells apart. All other paths stay.
    """
    files: dict[str, list[Path]] = {}
    for file, path in sorted(found.items()):
        files.setdefault(path, []).append(file)
    for path, namesakes in list(files.items()):
        contents = _by_content(path, namesakes) if len(namesakes) > 1 else []
        if len(contents) > 1 and (longer := _longer(path, [same[0] for same in contents], files)):
            told = {file for same in contents for file in same}
            files[path] = [file for file in namesakes if file not in told]
            for name, same in zip(longer, contents, strict=True):
                files[name] = same
    return {path: same for path, same in files.items() if same}


def _by_content(path: str, files: list[Path]) -> list[list[Path]]:
    """The files that can be read, those with the same bytes together."""
    same: dict[str, list[Path]] = {}
    for file in files:
        try:
            if not file.is_file() or too_large(PurePath(path).suffix, file.stat().st_size):
                continue  # what is a pipe can be read only once, and what is too large not at all
            with file.open("rb") as stream:
                same.setdefault(hashlib.file_digest(stream, "sha256").hexdigest(), []).append(file)
        except OSError:
            continue  # the reason is told where it is read
    return list(same.values())


def _longer(path: str, files: list[Path], taken: Mapping[str, object]) -> list[str]:
    """A path for each of some files, all different and none of them taken; nothing where there are no such paths."""
    folders = [Path(os.path.normpath(file.absolute())).parts[1 : -len(PurePath(path).parts)] for file in files]
    for depth in range(1, max(map(len, folders)) + 1):
        longer = [page_path("/".join((*parents[-depth:], path))) for parents in folders]
        if len(set(longer)) == len(files) and not taken.keys() & set(longer):
            return longer
    return []
