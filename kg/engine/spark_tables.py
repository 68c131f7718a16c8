"""The tables of a build on Spark: nodes, edges, mentions, claims, articles, pages, errors; counts; the small graph."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from kg.engine.spark_articles import CLAIMS, MENTIONS, ntriples
from kg.graph import CLAIMS as RELATIONS
from kg.graph import to_graph
from kg.model import Entity, EntityType, Reading
from kg.rdf.data_set import Tally
from kg.rdf.description import descriptions, newspaper_id
from kg.rdf.terms import Description, Ref, Text, safe
from kg.resolve.corpus import identity_of

if TYPE_CHECKING:
    import networkx as nx
    from pyspark.sql import DataFrame

# graph.ttl and graph.html hold no more than this of a corpus; what fits on a page of the view.
MOST_ENTITIES = 5_000
MOST_ARTICLES = 2_000
SUMS = 16  # into so many the counts of all partitions are added up before the driver has them
STATED = pa.schema([("triples", pa.string()), ("tally", pa.binary())])
Rows = Iterator[pa.RecordBatch]
Tables = dict[str, "DataFrame"]


def article_tables(articles: DataFrame, reprints: DataFrame) -> Tables:
    """The tables that follow from articles: themselves, mentions, claims, and edges, which are claims counted."""
    repeated = reprints.select("article", f.col("original").alias("reprint_of"))
    told = ("date", "paper", "number", "page", "lines", "headline", "byline", "body")
    with_original = articles.join(repeated, "article", "left")
    mentions = articles.select("article", f.explode("mentions").alias("one"))
    claims = articles.select("article", f.explode("claims").alias("one"))
    of_claims = claims.select("article", *(f"one.{name}" for name, _ in CLAIMS))
    return {
        "articles": with_original.select(f.col("article").alias("id"), *told, "reprint_of", "authors"),
        "mentions": mentions.select("article", *(f"one.{name}" for name, _ in MENTIONS)),
        "claims": of_claims,
        "edges": of_claims.groupBy("subject", "relation", "object").agg(
            f.count("*").alias("articles"), f.max("confidence").alias("confidence")
        ),
    }


def with_articles(nodes: DataFrame, articles: DataFrame, reprints: DataFrame) -> DataFrame:
    """The nodes with the number of articles that name each; reprints count as what they repeat."""
    named = articles.select("article", f.explode("entities").alias("one")).select(
        "article", f.col("one.id").alias("id")
    )
    counted = named.join(reprints, "article", "left").select("id", f.coalesce("original", "article").alias("article"))
    number = counted.distinct().groupBy("id").agg(f.count("*").alias("articles"))
    return nodes.join(number, "id", "left")


def stated(nodes: DataFrame, tables: Tables, reprints: DataFrame, base_iri: str) -> DataFrame:
    """What follows from several articles, as N-Triples, with counts: a row a batch, and one a partition."""
    nothing = f.lit(None)
    papers = tables["articles"].where("paper != ''").select("paper").distinct()
    said = [
        nodes.select(f.lit("entity").alias("what"), nothing.cast("string").alias("one"),
                     nothing.cast("string").alias("relation"), nothing.cast("string").alias("other"), "entity"),
        tables["edges"].select(f.lit("edge"), "subject", "relation", "object", nothing.cast("binary")),
        reprints.select(f.lit("edge"), "article", f.lit("reprintOf"), "original", nothing.cast("binary")),
        papers.select(f.lit("paper"), "paper", nothing, nothing, nothing.cast("binary")),
    ]  # fmt: skip
    together = reduce(lambda one, other: one.union(other), said)
    return together.mapInArrow(partial(_stated, base_iri=base_iri), from_arrow_schema(STATED))


def _stated(batches: Rows, base_iri: str) -> Rows:
    tally = Tally()
    for batch in batches:
        said = [description for row in batch.to_pylist() for description in _described(row)]
        for description in said:
            tally.add(description)
        if said:
            yield pa.RecordBatch.from_pylist([{"triples": ntriples(said, base_iri)}], schema=STATED)
    yield pa.RecordBatch.from_pylist([{"tally": pickle.dumps(tally)}], schema=STATED)


def _described(row: dict[str, Any]) -> Iterator[Description]:
    if row["what"] == "entity":
        yield from descriptions(to_graph([], [pickle.loads(row["entity"])]))
    elif row["what"] == "edge":
        yield Description(safe(row["one"]), "", [(f"kg:{row['relation']}", Ref(safe(row["other"])))])
    else:
        yield Description(newspaper_id(row["one"]), "kg:Newspaper", [("schema:name", Text(row["one"]))])


def tallied(*tables: DataFrame) -> Tally:
    """The counts of all partitions together."""
    parts = reduce(lambda one, other: one.union(other), (table.select("tally") for table in tables))
    few = parts.where("tally is not null").coalesce(SUMS).mapInArrow(_summed, from_arrow_schema(STATED))
    return reduce(Tally.merge, (pickle.loads(row["tally"]) for row in few.collect()), Tally())


def _summed(batches: Rows) -> Rows:
    tally = Tally()
    for batch in batches:
        for row in batch.to_pylist():
            tally.merge(pickle.loads(row["tally"]))
    yield pa.RecordBatch.from_pylist([{"tally": pickle.dumps(tally)}], schema=STATED)


def counts(read: DataFrame, nodes: DataFrame, tables: Tables, reprints: DataFrame) -> dict[str, Any]:
    """What report.json counts, under the names that it has of a build on one machine."""
    kinds = {(row["type"], row["kind"]): row["count"] for row in nodes.groupBy("type", "kind").count().collect()}
    relations = {row["relation"]: row["n"] for row in
                 tables["edges"].groupBy("relation").agg(f.sum("articles").alias("n")).collect()}  # fmt: skip
    rows = {row["kind"]: row["count"] for row in read.groupBy("kind").count().collect()}
    authors = f.when(f.col("authors") == "", 0).otherwise(f.size(f.split("authors", " ")))
    totals = [
        f.sum(f.size("mentions")).alias("mentions"),
        f.sum(authors).alias("bylines"),
        f.sum("replaced").alias("r"),
    ]
    (sums,) = read.where("kind = 'article'").agg(*totals).collect()
    return {
        "pages": rows.get("page", 0),
        "skipped": rows.get("error", 0),
        "articles": rows.get("article", 0),
        "reprints": reprints.count(),
        "entities": {
            one.value: sum(number for (kind, _), number in kinds.items() if kind == one.value) for one in EntityType
        },
        "kinds": {f"{entity_type}/{kind}": kinds[entity_type, kind] for entity_type, kind in sorted(kinds)},
        "mentions": sums["mentions"] or 0,
        "claims": {relation: relations.get(relation, 0) for relation in sorted(RELATIONS)},
        "bylines": sums["bylines"] or 0,
        "replaced_characters": sums["r"] or 0,
    }


def most_important(nodes: DataFrame, articles: DataFrame, reprints: DataFrame) -> nx.MultiDiGraph[str]:
    """The graph of the entities that most articles name, and of the articles that name most of them.

    Of a corpus of no more than MOST_ENTITIES and MOST_ARTICLES it is the whole graph.
    """
    leading = nodes.orderBy(f.desc("articles"), "id").limit(MOST_ENTITIES).select("id", "entity").collect()
    entities: dict[str, Entity] = {row["id"]: pickle.loads(row["entity"]) for row in leading}
    chosen = nodes.orderBy(f.desc("articles"), "id").limit(MOST_ENTITIES).select("id")
    named = articles.select("article", f.explode("entities").alias("one")).select(
        "article", f.col("one.id").alias("id")
    )
    number = named.join(f.broadcast(chosen), "id").groupBy("article").agg(f.count("*").alias("n"))
    ranked = articles.select("article", "reading").join(number, "article", "left").fillna(0, ["n"])
    kept = ranked.orderBy(f.desc("n"), "article").limit(MOST_ARTICLES).join(reprints, "article", "left")
    readings: dict[str, Reading] = {}
    originals: dict[str, str] = {}
    referents: dict[str, list[str]] = {}
    for row in kept.select("article", "reading", "original").collect():
        reading: Reading = pickle.loads(row["reading"])
        shown = {one.id: identity_of(one) for one in reading.referents if identity_of(one) in entities}
        for referent, identity in shown.items():
            referents.setdefault(identity, []).append(referent)
        readings[row["article"]] = replace(
            reading,
            referents=tuple(one for one in reading.referents if one.id in shown),
            claims=tuple(one for one in reading.claims if one.subject in shown and one.object in shown),
        )
        originals[row["article"]] = row["original"] or ""
    shown_entities = [replace(entities[one], referents=tuple(named)) for one, named in referents.items()]
    reprinted = {article: original for article, original in originals.items() if original in readings}
    return to_graph(readings.values(), shown_entities, reprinted)
