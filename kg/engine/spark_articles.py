"""Pages → what each article says, on a worker: everything that follows from that article alone is written here.

An entity's id follows from one referent, so an article's triples, mentions and claims need no other article. What does
need others goes on: profiles of its entities, its text for reprints, and the counts of the data set.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kg.engine.local import Read, read_all
from kg.errors import PageError
from kg.export.tables import TABLES
from kg.graph import MENTIONED_IN, to_graph
from kg.model import Page, Reading, Referent
from kg.rdf.data_set import Tally
from kg.rdf.description import descriptions
from kg.rdf.terms import Description, clean, replaced
from kg.rdf.turtle import to_turtle
from kg.resolve.corpus import identity_of, united
from kg.resolve.profile import profiled

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def columns(table: str, without: Iterable[str] = ()) -> list[tuple[str, pa.DataType]]:
    """The columns of a table of kg.export.tables."""
    return [(name, _TYPES[kind]) for name, kind in TABLES[table].columns.items() if name not in set(without)]


MENTIONS = columns("mentions", ["article"])
CLAIMS = columns("claims", ["article", "subject_name", "object_name"])
ARTICLES = columns("articles", ["id", "reprint_of"])
# A row is what its kind says: a page that was read, one that was not, an article, or the counts of a partition.
READ = pa.schema(
    [
        ("kind", pa.string()), ("file", pa.string()), ("reason", pa.string()), ("encoding", pa.string()),
        ("sha256", pa.string()), ("article", pa.string()), *ARTICLES, ("replaced", pa.int64()),
        ("mentions", pa.list_(pa.struct(MENTIONS))), ("claims", pa.list_(pa.struct(CLAIMS))),
        ("entities", pa.list_(pa.struct([("id", pa.string()), ("mentions", pa.int64()), ("profile", pa.binary())]))),
        ("reading", pa.binary()), ("triples", pa.string()), ("tally", pa.binary()),
    ]
)  # fmt: skip
Rows = Iterator[pa.RecordBatch]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageReader:
    """How pages are read and written."""

    read: Read
    base_iri: str
    mentions: bool

    def __call__(self, batches: Rows) -> Rows:
        """Read the pages of a partition, which holds all pages of a path; what comes twice is taken once."""
        tally, pages, articles = Tally(), set[str](), set[str]()
        for batch in batches:
            rows: list[Row] = []
            found: list[Page] = []
            told: list[Row] = []
            for row in batch.to_pylist():
                page: Page | None = row["page"] and pickle.loads(row["page"])
                if page is None:
                    rows.append({"kind": "error", **_named(row)})
                elif f"{page.path}\n{page.digest}" not in pages:
                    pages.add(f"{page.path}\n{page.digest}")
                    found.append(page)
                    told.append(_named(row))
            for (page, result), named in zip(read_all(found, self.read), told, strict=True):
                rows += self._rows(page, result, named, articles, tally)
            yield pa.RecordBatch.from_pylist(rows, schema=READ)
        yield pa.RecordBatch.from_pylist([{"kind": "tally", "tally": pickle.dumps(tally)}], schema=READ)

    def _rows(
        self, page: Page, result: list[Reading] | PageError, named: Row, articles: set[str], tally: Tally
    ) -> Iterator[Row]:
        if isinstance(result, PageError):
            yield {"kind": "error", **named, "reason": clean(result.reason)}
            return
        issue = {"date": page.date, "paper": clean(page.paper), "number": clean(page.number)}
        yield {"kind": "page", **named, **issue, "encoding": page.encoding, "sha256": page.digest}
        for reading in result:
            if reading.article.id not in articles:
                articles.add(reading.article.id)
                yield {"kind": "article", **self._told(reading, tally)}

    def _told(self, reading: Reading, tally: Tally) -> Row:
        groups: dict[str, list[Referent]] = defaultdict(list)
        for referent in reading.referents:
            groups[identity_of(referent)].append(referent)
        graph = to_graph([reading], [united(identity, group) for identity, group in groups.items()])
        said = list(_own(descriptions(graph, self.mentions)))
        for description in said:
            tally.add(description)
        counts = {
            entity: len(edge["mentions"])
            for entity, _, edge in graph.edges(data=True)
            if edge["relation"] == MENTIONED_IN
        }
        article = reading.article
        (told,) = (dict(zip(TABLES["articles"].columns, row, strict=True)) for row in TABLES["articles"].rows(graph))
        return {
            **{name: told[name] for name, _ in ARTICLES},
            "article": article.id,
            "replaced": sum(map(replaced, (article.page, article.headline, article.byline, article.body))),
            "mentions": _rows(graph, "mentions"),
            "claims": _rows(graph, "claims"),
            "entities": [
                {"id": identity, "mentions": counts.get(identity, 0), "profile": pickle.dumps(profiled(group))}
                for identity, group in groups.items()
            ],
            "reading": pickle.dumps(reading),
            "triples": ntriples(said, self.base_iri),
        }


def ntriples(said: Iterable[Description], base_iri: str) -> str:
    """Descriptions as N-Triples, a line each, without the last line's end."""
    import pyoxigraph

    # By way of Turtle, whose writer all graphs go through.
    triples = pyoxigraph.parse(to_turtle(said, base_iri), pyoxigraph.RdfFormat.TURTLE)
    written = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert written is not None  # it is, where no file is given to write to
    return written.decode().rstrip("\n")


def _own(said: Iterable[Description]) -> Iterator[Description]:
    """What one article alone says; of its entities only that they are mentioned in it."""
    for description in said:
        if description.kind in ("kg:Article", "rdf:Statement", "kg:Mention"):
            yield description
        elif named := [one for one in description.properties if one[0] == "kg:mentionedIn"]:
            yield Description(description.subject, "", named)


def _rows(graph: Any, table: str) -> list[Row]:
    return [dict(zip(TABLES[table].columns, row, strict=True)) for row in TABLES[table].rows(graph)]


def _named(row: Row) -> Row:
    return {"file": row["file"], "page": row["path"], "reason": row["reason"]}
