"""report.json: what a build read, skipped and found, and with what it was made; no time of day."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from kg.corrections import Corrections, Outcome, Remark
from kg.errors import PageError
from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN, edges
from kg.model import EntityType, Page
from kg.rdf.terms import clean, replaced

if TYPE_CHECKING:
    import networkx as nx

# What the graph's content depends on; the writers of files are named by their formats' tests instead.
_TOOLS = ("ahocorasick-rs", "jieba", "networkx", "numpy", "onnxruntime", "pyvis", "rdflib", "rjieba")


@dataclass(frozen=True)
class Report:
    """The outcome of a build."""

    pages: Sequence[Page]
    skipped: Sequence[PageError]
    graph: nx.MultiDiGraph[str]
    options: Mapping[str, Any]
    corrections: Corrections = field(default_factory=Corrections)
    remarks: Sequence[Remark] = ()  # what came of each line of the corrections

    def counts(self) -> dict[str, Any]:
        """Articles, entities by type and kind, mentions, claims by relation, and characters that no file can hold."""
        types: Counter[str] = Counter(str(kind) for _, kind in self.graph.nodes(data="type"))
        kinds = Counter(
            f"{data['type']}/{data['kind']}" for _, data in self.graph.nodes(data=True) if data["type"] != ARTICLE
        )
        relations: Counter[str] = Counter()
        mentions = 0
        for _, _, data in edges(self.graph):
            relations[data["relation"]] += 1
            mentions += len(data["mentions"]) if data["relation"] == MENTIONED_IN else 0
        return {
            "pages": len(self.pages),
            "skipped": len(self.skipped),
            "articles": types[ARTICLE],
            "reprints": sum(bool(original) for _, original in self.graph.nodes(data="reprint_of")),
            "entities": {entity_type.value: types[entity_type] for entity_type in EntityType},
            "kinds": dict(sorted(kinds.items())),
            "mentions": mentions,
            "claims": {relation: relations[relation] for relation in sorted(CLAIMS)},
            "bylines": relations[AUTHOR],
            # Lone surrogates of articles and of their pages' names, which every file has as U+FFFD.
            "replaced_characters": sum(
                replaced(data[text])
                for _, data in self.graph.nodes(data=True)
                if data["type"] == ARTICLE
                for text in ("page", "headline", "byline", "body")
            ),
        }

    def reprints(self) -> Iterator[dict[str, str]]:
        """Each article that repeats another, with its headline and pages, in the order of the articles."""
        for article, data in self.graph.nodes(data=True):
            if original := data.get("reprint_of"):
                first = self.graph.nodes[original]
                yield {"article": article, "headline": data["headline"], "page": data["page"], "date": data["date"],
                       "reprint_of": original, "first_page": first["page"], "first_date": first["date"]}  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Everything, in the order in which it is written."""
        return {
            "counts": self.counts(),
            "pages": [_page(page, hashed="people" not in self.options) for page in self.pages],
            "skipped": [{"page": error.page, "reason": error.reason} for error in self.skipped],
            "reprints": list(self.reprints()),
            **({"corrections": self._corrections()} if self.corrections.name else {}),
            "made_with": made_with(self.options),
        }

    def outcomes(self) -> dict[str, int]:
        """How many lines of the corrections changed something, said what is so, matched nothing, or were wrong."""
        counts = Counter(remark.outcome for remark in self.remarks)
        return {outcome.value: counts[outcome] for outcome in Outcome}

    def _corrections(self) -> dict[str, Any]:
        return {
            "file": self.corrections.name,
            "sha256": self.corrections.digest,
            "counts": {**self.outcomes(), "undecided": self.corrections.undecided},
            "ignored_columns": list(self.corrections.ignored),
            "lines": [remark._asdict() for remark in self.remarks],
        }

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=2)
        path.write_bytes(clean(text).encode() + b"\n")


def made_with(options: Mapping[str, Any]) -> dict[str, Any]:
    """The versions, data, model and options that a graph follows from."""
    return {
        "newskg": kg.__version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "packages": {name: version(name) for name in _TOOLS},
        "gazetteer": _gazetteer(),
        "model": _model(),
        "tables": _tables(),
        "options": dict(sorted(options.items())),
    }


def _page(page: Page, *, hashed: bool) -> dict[str, str]:
    """What is said of a page; of its issue only what is known, and no hash where names of it are withheld."""
    said = {"page": page.path, "encoding": page.encoding, **({"sha256": page.digest} if hashed else {})}
    issue = {"date": page.date, "paper": page.paper, "number": page.number}
    return said | {name: value for name, value in issue.items() if value}


def _gazetteer() -> dict[str, Any]:
    from kg.gazetteer import gazetteer

    return {**gazetteer().about, "sha256": gazetteer().digest}


def _model() -> dict[str, str]:
    """The hashes of the tagger's files."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in _data("tagger")}


def _tables() -> str:
    """One hash over the tables of knowledge and weights that the rooms read."""
    digest = sha256()
    for room in ("articles", "dates", "extract", "extract/relations", "gazetteer/tables", "names", "pages", "resolve"):
        for path in _data(room):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _data(room: str) -> list[Traversable]:
    """The files of a room that hold no code, by name."""
    found = (path for path in files("kg").joinpath(room).iterdir() if path.is_file())
    return sorted((path for path in found if not path.name.endswith((".py", ".pyc"))), key=lambda path: path.name)
