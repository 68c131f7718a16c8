"""What articles say of their entities → one row an entity; a hot one costs one row a partition, not one a mention."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from kg.rdf.terms import clean
from kg.resolve.profile import Profile

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HELD = 20_000  # profiles that a worker holds before it passes them on; a few hundred bytes each
PARTS = pa.schema([("id", pa.string()), ("mentions", pa.int64()), ("profile", pa.binary())])
NODES = pa.schema(
    [
        ("id", pa.string()), ("type", pa.string()), ("kind", pa.string()), ("name", pa.string()),
        ("names", pa.list_(pa.string())), ("code", pa.string()), ("anonymised", pa.bool_()),
        ("mentions", pa.int64()), ("candidates", pa.string()), ("entity", pa.binary()),
    ]
)  # fmt: skip
Rows = Iterator[pa.RecordBatch]


def nodes(articles: DataFrame) -> DataFrame:
    """The entities of all articles, with the number of their mentions."""
    parts = articles.select(f.explode("entities").alias("one")).select("one.*")
    combined = parts.mapInArrow(_combined, from_arrow_schema(PARTS))
    return combined.groupBy("id").applyInArrow(_united, from_arrow_schema(NODES))


def _combined(batches: Rows) -> Rows:
    held: dict[str, tuple[int, Profile]] = {}
    for batch in batches:
        for row in batch.to_pylist():
            _add(held, row)
        if len(held) >= HELD:
            yield _passed_on(held)
    yield _passed_on(held)


def _add(held: dict[str, tuple[int, Profile]], row: dict[str, Any]) -> None:
    profile: Profile = pickle.loads(row["profile"])
    if row["id"] in held:
        mentions, known = held[row["id"]]
        held[row["id"]] = (mentions + row["mentions"], known.merge(profile))
    else:
        held[row["id"]] = (row["mentions"], profile)


def _passed_on(held: dict[str, tuple[int, Profile]]) -> pa.RecordBatch:
    rows = [
        {"id": identity, "mentions": mentions, "profile": pickle.dumps(profile)}
        for identity, (mentions, profile) in held.items()
    ]
    held.clear()
    return pa.RecordBatch.from_pylist(rows, schema=PARTS)


def _united(group: pa.Table) -> pa.Table:
    """One entity of its parts."""
    held: dict[str, tuple[int, Profile]] = {}
    for batch in group.to_batches():
        for row in batch.to_pylist():
            _add(held, row)
    ((identity, (mentions, profile)),) = held.items()
    entity = profile.entity(identity)
    row = {
        "id": identity, "type": entity.type.value, "kind": entity.kind.value, "name": clean(entity.name),
        "names": [clean(name) for name in entity.names], "code": entity.code, "anonymised": entity.anonymised,
        "mentions": mentions, "entity": pickle.dumps(entity),
        "candidates": " ".join(f"{candidate.code}:{candidate.score}" for candidate in entity.candidates),
    }  # fmt: skip
    return pa.Table.from_pylist([row], schema=NODES)
