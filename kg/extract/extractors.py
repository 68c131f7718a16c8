"""Extractors of other packages: what an installed package says of an article's names, beside our own sources.

A package offers a function Document → Iterable[Span] as an entry point of the group "newskg.extractors"; every build
asks all that are installed. Its spans are taken at the score that it gives them: the regression that weighs our own
sources has learned nothing of it. docs/python.md tells how to write one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from kg.errors import BrokenExtractor, ExtractorFailed
from kg.model import EntityType, Kind
from kg.tagger import Document
from kg.tagger.span import Span

GROUP = "newskg.extractors"
Find = Callable[[Document], Iterable[Span]]
_ADVICE = "mend it, uninstall its package, or build with --no-extractors"


@dataclass(frozen=True, slots=True)
class Extractor:
    """A function that finds names, the name under which its package offers it, and the package with its version."""

    name: str
    package: str  # "newskg-own-names 0.1.0"
    find: Find
    digest: str = ""  # SHA-256 over the files of its package: a version may stay while a table changes

    def __str__(self) -> str:
        """As a report and the errors name it."""
        return f"{self.name} ({self.package})"


@cache
def installed() -> tuple[Extractor, ...]:
    """The extractors that are installed, by name; BrokenExtractor where one cannot be loaded."""
    found = []
    for point in entry_points(group=GROUP):
        package = f"{point.dist.name} {point.dist.version}" if point.dist else "a package without a name"
        found.append(Extractor(point.name, package, _loaded(point, package), _digest(point.module)))
    return tuple(sorted(found, key=lambda extractor: (extractor.name, extractor.package)))


def find(document: Document, extractors: Sequence[Extractor]) -> Iterator[Span]:
    """Yield what the extractors find; ExtractorFailed, an error of this page, where one fails or gives no spans."""
    for extractor in extractors:
        try:
            found = [(span, _wrong(span, document)) for span in extractor.find(document)]
        except Exception as error:
            reason = f"the extractor {extractor} failed ({type(error).__name__}: {error}); {_ADVICE}"
            raise ExtractorFailed(document.article.page, reason) from error
        for span, wrong in found:
            if wrong:
                raise ExtractorFailed(document.article.page, f"the extractor {extractor} gave {wrong}; {_ADVICE}")
            # Its own name for the source could be one of ours, of which more is known.
            yield replace(span, source=f"extractor {extractor.name}")


def _wrong(span: object, document: Document) -> str:
    """What is wrong with a span of an extractor; "" if nothing is."""
    if not isinstance(span, Span):
        return f"{span!r:.80}, which is no kg.Span"
    if not 0 <= span.begin < span.end <= len(document.text):
        return f"text[{span.begin}:{span.end}] of a text of {len(document.text)} characters"
    if "\n" in document.text[span.begin : span.end]:
        return f"text[{span.begin}:{span.end}], which runs over the end of a line"
    if not isinstance(span.type, EntityType) or not isinstance(span.kind, Kind) or span.kind.type is not span.type:
        return f"the type {span.type!s} and the kind {span.kind!s}, which do not belong together"
    if not 0 <= span.score <= 1:
        return f"a score of {span.score}, which does not lie between 0 and 1"
    return ""


def _loaded(point: EntryPoint, package: str) -> Find:
    try:
        found = point.load()
    except Exception as error:
        raise BrokenExtractor(
            f"the extractor {point.name} of {package} cannot be loaded ({type(error).__name__}: {error}); {_ADVICE}"
        ) from error
    if not callable(found):
        raise BrokenExtractor(f"the extractor {point.name} of {package} is no function but {found!r:.80}; {_ADVICE}")
    checked: Find = found
    return checked


def _digest(module: str) -> str:
    """Over all files of the package that a module lies in; over the module alone if it lies in none."""
    top = sys.modules.get(module.partition(".")[0])
    file = getattr(top, "__file__", None) or getattr(sys.modules.get(module), "__file__", None)
    if not file:
        return ""
    path = Path(file)
    files = [path] if path.name != "__init__.py" else [found for found in path.parent.rglob("*") if found.is_file()]
    digest = sha256()
    for found in sorted(files):
        if "__pycache__" not in found.parts:
            content = found.read_bytes()
            digest.update(f"{found.relative_to(path.parent).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
