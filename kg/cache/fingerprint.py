"""All that a reading depends on besides its file, as one hash: the code, the tables, the models and the options."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

# The rooms that a file and its pages go through until its readings are made, and the modules beside them.
_ROOMS = ("articles", "dates", "extract", "gazetteer", "names", "pages", "resolve", "tagger", "traditional")
_MODULES = ("dictionary.py", "model.py", "reader.py", "tables.py")
# Open files of some formats, and may be missing.
_EXTRAS = ("lxml", "pdfminer.six", "python-docx", "trafilatura")
_PACKAGES = ("ahocorasick-rs", "jieba", "numpy", "onnxruntime", "opencc", "rjieba")


def fingerprint(options: Mapping[str, str] | None = None) -> str:
    """A hash of the program as it is installed, and of the options that readings depend on; 64 hexadecimal digits."""
    return sha256(json.dumps([_program(), options or {}], sort_keys=True).encode()).hexdigest()


@cache
def _program() -> str:
    digest = sha256()
    # Floating-point sums of the models may end otherwise on another processor, Unicode in another Python.
    for said in (platform.machine(), *platform.python_version_tuple()[:2], *map(_version, (*_PACKAGES, *_EXTRAS))):
        digest.update(said.encode() + b"\0")
    for name, path in _sources():
        digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _sources() -> Iterator[tuple[str, Traversable]]:
    """Every file of the rooms, code and data, by its path in the package."""
    package = files("kg")
    for module in _MODULES:
        yield module, package.joinpath(module)
    for room in _ROOMS:
        yield from _below(room, package.joinpath(room))


def _below(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from _below(f"{name}/{path.name}", path)
        elif path.is_file() and not path.name.endswith(".pyc"):
            yield f"{name}/{path.name}", path
