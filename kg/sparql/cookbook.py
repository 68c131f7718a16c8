"""The questions of ontology/queries: what is asked, in Chinese and English, and its SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.rdf.vocabulary import vocabulary_file


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the cookbook."""

    name: str  # its file's name without .rq
    chinese: str
    english: str
    sparql: str  # the whole file, with its comments


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name; DataError where the installation lacks them."""
    return tuple(_read(path) for path in sorted((vocabulary_file("newskg.ttl").parent / "queries").glob("*.rq")))


def question(name: str) -> Question:
    """The question of this name; UsageError, with the names that there are, where there is none."""
    for found in questions():
        if found.name == name:
            return found
    raise UsageError(f"no question is named {name}; there are {', '.join(found.name for found in questions())}")


def _read(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    said: dict[str, str] = {}
    for line in sparql.split("\n"):
        language, colon, text = line.removeprefix("# ").partition(": ")
        if colon and line.startswith("# ") and language in ("zh", "en"):
            said.setdefault(language, text.strip())
    if set(said) != {"zh", "en"}:
        raise DataError(f"{path}: a query of the cookbook begins with the lines “# zh: …” and “# en: …”")
    return Question(path.stem, said["zh"], said["en"], sparql)
