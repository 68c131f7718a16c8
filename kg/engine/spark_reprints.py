"""Reprints over a cluster: pairs by a join, their exact shares, connected components, the usual pass within each.

Two articles are a pair where they have marks in common: pieces of two neighbouring runs, chosen as kg.resolve.reprints
samples its runs. A mark that many articles have makes each a pair with the first of them alone: so neither wire copy in
a thousand papers nor a turn of phrase makes pairs by the square. What a pair is comes from the exact share, and what a
reprint is from find_reprints within each component, so that the result is that of one machine. Only where a text is
made up of pieces that over MOST_ARTICLES others hold, and none of these repeats most of it, can the two differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from kg.model import Article
from kg.resolve.reprints import LEAST_SHARE, SHORTEST, find_reprints, marks, share, shingles

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_ARTICLES = 50  # with one mark that are compared each with each
# Of the marks of the shorter text; far below what texts share of which one repeats 0.6 of the other, word for word.
LEAST_MARKS = 0.1
MARKS = pa.schema([("article", pa.string()), ("date", pa.string()), ("mark", pa.int64())])
PAIRS = pa.schema([("one", pa.string()), ("other", pa.string())])
REPRINTS = pa.schema([("article", pa.string()), ("original", pa.string())])
Rows = Iterator[pa.RecordBatch]
Kept = Callable[["DataFrame", str], "DataFrame"]  # writes a table under a name, and gives it as it was written


def reprints(articles: DataFrame, kept: Kept) -> DataFrame:
    """Each reprint with the article that it repeats; articles have article (their id), date, page and body."""
    told = articles.select("article", "date", "page", "body")
    marked = kept(told.mapInArrow(_marked, from_arrow_schema(MARKS)), "marks")
    one, other = (
        told.select([f.col(name).alias(f"{side}_{name}") for name in told.columns]) for side in ("one", "other")
    )
    compared = _pairs(marked).join(one, f.col("one") == f.col("one_article"))
    compared = compared.join(other, f.col("other") == f.col("other_article"))
    pairs = kept(compared.mapInArrow(_similar, from_arrow_schema(PAIRS)), "pairs")
    components = kept(_components(pairs, kept).join(told, "article"), "components")
    return kept(components.groupBy("component").applyInArrow(_found, from_arrow_schema(REPRINTS)), "reprints")


def _marked(batches: Rows) -> Rows:
    for batch in batches:
        rows = [
            {"article": row["article"], "date": row["date"] or "~", "mark": mark}
            for row in batch.to_pylist()
            if len(shingles(row["body"])) >= SHORTEST
            for mark in marks(row["body"])
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=MARKS)


def _pairs(marked: DataFrame) -> DataFrame:
    """Pairs of articles with enough marks in common."""
    groups = marked.groupBy("mark").agg(f.count("*").alias("n"), f.min(f.struct("date", "article")).alias("first"))
    shared = marked.join(groups.where("n > 1"), "mark")
    few = shared.where(f.col("n") <= MOST_ARTICLES).select("mark", "article")
    each = few.withColumnRenamed("article", "one").join(few.withColumnRenamed("article", "other"), "mark")
    many = shared.where(f.col("n") > MOST_ARTICLES).select(
        f.col("first.article").alias("x"), f.col("article").alias("y")
    )
    star = many.where("x != y").select(f.least("x", "y").alias("one"), f.greatest("x", "y").alias("other"))
    found = each.where("one < other").select("one", "other").unionByName(star).groupBy("one", "other").count()
    sizes = marked.groupBy("article").agg(f.count("*").alias("size"))
    for end in ("one", "other"):
        found = found.join(sizes.select(f.col("article").alias(end), f.col("size").alias(f"{end}_size")), end)
    return found.where(f.col("count") >= LEAST_MARKS * f.least("one_size", "other_size")).select("one", "other")


def _similar(batches: Rows) -> Rows:
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            ends = sorted((_article(row, "one_"), _article(row, "other_")), key=_order)
            earlier, later = (shingles(end.body) for end in ends)
            if share(later, earlier) >= LEAST_SHARE:
                rows.append({"one": row["one"], "other": row["other"]})
        yield pa.RecordBatch.from_pylist(rows, schema=PAIRS)


def _components(pairs: DataFrame, kept: Kept) -> DataFrame:
    """Each article with the smallest id in its connected component, by rounds of passing the smallest on."""
    ends = pairs.select("one", "other").unionByName(
        pairs.select(f.col("other").alias("one"), f.col("one").alias("other"))
    )
    labels = kept(ends.groupBy("one").agg(f.least(f.min("other"), f.col("one")).alias("component"))
                  .select(f.col("one").alias("article"), "component"), "labels-0")  # fmt: skip
    number = 0
    while True:
        number += 1
        heard = ends.join(labels.withColumnRenamed("article", "other"), "other")
        smallest = heard.groupBy(f.col("one").alias("article")).agg(f.min("component").alias("heard"))
        after = labels.join(smallest, "article")
        after = after.select(
            "article",
            f.least("component", "heard").alias("component"),
            (f.col("heard") < f.col("component")).alias("new"),
        )
        after = kept(after, f"labels-{number}")
        labels = after.select("article", "component")
        if after.where("new").isEmpty():
            return labels


def _found(component: pa.Table) -> pa.Table:
    found = find_reprints(_article(row) for row in component.to_pylist())
    rows = [{"article": article, "original": original} for article, original in found.items()]
    return pa.Table.from_pylist(rows, schema=REPRINTS)


def _article(row: dict[str, Any], side: str = "") -> Article:
    body, date = row[f"{side}body"], row[f"{side}date"] or ""
    return Article(row[f"{side}article"], row[f"{side}page"], "", "", (), body, (), date)


def _order(article: Article) -> tuple[str, str, str]:
    return (article.date or "~", article.page, article.id)
