"""The whole way of newspaper pages on a Spark cluster, from files or tables to a folder that holds their graph.

files, tables → pages → articles, each with all that follows from it alone → entities, edges, reprints → N-Triples,
Parquet. The driver sees counts, and the part of the graph that a person can look at; never the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engine.spark_articles import READ, PageReader, ntriples
from kg.engine.spark_entities import nodes as find_nodes
from kg.engine.spark_folder import Folder
from kg.engine.spark_inputs import Inputs, find_inputs
from kg.engine.spark_reprints import reprints as find_reprints
from kg.engine.spark_tables import article_tables, counts, most_important, stated, tallied, with_articles
from kg.errors import BuildError, NoPages
from kg.folder import STAGING
from kg.pages import Given
from kg.pages.caller import NOTHING
from kg.pipeline import READER, TITLE
from kg.rdf import write_turtle
from kg.rdf.data_set import data_set
from kg.rdf.terms import DEFAULT_BASE, checked_base, clean
from kg.reader import Reader
from kg.report import made_with
from kg.view import write_html

if TYPE_CHECKING:
    import networkx as nx
    from pyspark.sql import DataFrame, SparkSession

WORK = f"{STAGING}/work"  # tables that are needed on the way
TRIPLES = "triples"
TABLES = ("nodes", "edges", "mentions", "claims", "articles", "pages", "errors")
PARTITION = 1 << 20  # bytes of input; some seconds of reading
MOST_PARTITIONS = 20_000  # of one stage: more of them cost the driver more than they spread the work
LISTED = 100  # pages that could not be read, in report.json; all are in errors.parquet


def build(
    spark: SparkSession,
    inputs: Iterable[str],
    output: str,
    *,
    base_iri: str = DEFAULT_BASE,
    mentions: bool = True,
    reader: Reader = READER,
    given: Given = NOTHING,
    gzip: bool = False,
) -> dict[str, Any]:
    """Read every page of the inputs, write their graph into the output folder, and give the counts of report.json.

    Inputs are files, folders and globs of any format that is read on one machine, and Parquet tables (their names end
    in .parquet) of files (columns path, content), of pages (path, text) or of articles (named as in CSV). Addresses
    are those of Hadoop; files of no bytes are passed over. With gzip the triples are compressed.
    Extractors of other packages must be installed where the workers run. The triples are those of
    a build on one machine, but for the data set's file. Raises UsageError for inputs that are not there, NoPages if no
    page could be read, OutputError if the folder cannot be written, BuildError if Spark gives up.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    options: dict[str, Any] = {
        "base_iri": checked_base(base_iri), "engine": "spark", "mentions": mentions, **given.said(), **reader.said(),
    }  # fmt: skip
    on_workers = PageReader(reader.read_pages, base_iri, mentions)
    try:
        folder = Folder(spark, output)
        with folder.building():
            return _build(find_inputs(spark, inputs, given), on_workers, folder, options, gzip)
    except (PySparkException, Py4JJavaError) as error:
        raise BuildError(f"Spark gave up: {_cause(error)}; its log says more") from error


def _build(found: Inputs, reader: PageReader, folder: Folder, options: dict[str, Any], gzip: bool) -> dict[str, Any]:
    base_iri = options["base_iri"]

    def kept(table: DataFrame, name: str) -> DataFrame:
        return folder.kept(table, f"{WORK}/{name}")

    read = _read(found, reader, folder)
    articles = read.where("kind = 'article'")
    reprints = find_reprints(articles, kept)
    nodes = kept(with_articles(kept(find_nodes(articles), "united"), articles, reprints), "nodes")
    tables = article_tables(articles, reprints)
    tables["edges"] = kept(tables["edges"], "edges")
    said = kept(stated(nodes, tables, reprints, base_iri), "stated")
    counted = counts(read, nodes, tables, reprints)
    if not counted["pages"]:
        listed = "; ".join(f"{row['page']}: {row['reason']}" for row in _errors(read).limit(5).collect())
        raise NoPages(f"no page could be read: {listed or 'the inputs hold no files that are pages'}")

    tables |= {
        "nodes": nodes.drop("entity"),
        "pages": _pages(read, hashed="people" not in options),
        "errors": _errors(read),
    }
    for name in TABLES:
        tables[name].write.parquet(folder.part(f"{STAGING}/{name}.parquet"))
    triples = articles.select("triples").union(said.where("triples is not null").select("triples"))
    triples.write.text(folder.part(f"{STAGING}/{TRIPLES}"), compression="gzip" if gzip else None)
    about = ntriples(
        data_set(tallied(read.where("kind = 'tally'"), said), base_iri, TRIPLES, "application/n-triples"), base_iri
    )
    folder.put(f"{STAGING}/{TRIPLES}/data-set.txt", lambda path: _write(path, about))
    skipped = _errors(read).orderBy("page", "reason").limit(LISTED).collect()
    graph = most_important(nodes, articles, reprints)
    _small_files(folder, options, counted, graph, [{"page": row["page"], "reason": row["reason"]} for row in skipped])
    folder.remove(WORK)
    folder.publish()
    return counted


def _read(found: Inputs, reader: PageReader, folder: Folder) -> DataFrame:
    """All pages read: the one costly stage."""
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_schema

    spark = found.pages.sparkSession
    least = 2 * spark.sparkContext.defaultParallelism
    partitions = min(max(least, found.bytes // PARTITION), MOST_PARTITIONS)
    # All pages of one path in one partition, where the reader sees which come twice.
    pages = found.pages.repartition(partitions, "path")
    schema = from_arrow_schema(READ)
    place = folder.part(f"{WORK}/read")
    pages.mapInArrow(reader, schema).write.partitionBy("kind").parquet(place)
    read = spark.read.schema(schema).parquet(place)
    if found.files is None:
        return read
    # Files that Spark could not open are in no row.
    reached = read.where("kind in ('page', 'error')").select("file")
    lost = found.files.join(reached, "file", "left_anti").select(
        f.lit("error").alias("kind"), "file", f.col("file").alias("page"),
        f.lit("nothing can be read: it cannot be opened, or is an archive without pages").alias("reason"),
    )  # fmt: skip
    return read.unionByName(folder.kept(lost, f"{WORK}/lost"), allowMissingColumns=True)


def _pages(read: DataFrame, *, hashed: bool) -> DataFrame:
    """The table of pages; without their hashes where names of them are withheld, for names could be tried on them."""
    from pyspark.sql import functions as f

    digest = f.col("sha256") if hashed else f.lit(None).cast("string").alias("sha256")
    return read.where("kind = 'page'").select("page", "encoding", digest, "date", "paper", "number", "file")


def _errors(read: DataFrame) -> DataFrame:
    return read.where("kind = 'error'").select("page", "reason", "file")


def _small_files(
    folder: Folder,
    options: dict[str, Any],
    counted: dict[str, Any],
    graph: nx.MultiDiGraph[str],
    skipped: list[dict[str, str]],
) -> None:
    """The files that a person opens."""
    shown = sum(data["type"] == "Article" for _, data in graph.nodes(data=True))
    report = {
        "counts": counted,
        "shown": {"articles": shown, "entities": graph.number_of_nodes() - shown},  # in graph.ttl and graph.html
        "skipped": skipped,
        "made_with": made_with(options),
    }
    text = clean(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"
    folder.put(f"{STAGING}/graph.ttl", lambda path: write_turtle(graph, path, options["base_iri"], options["mentions"]))
    folder.put(f"{STAGING}/graph.html", lambda path: write_html(graph, path, TITLE))
    folder.put(f"{STAGING}/report.json", lambda path: _write(path, text))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _cause(error: Exception) -> str:
    """The last line of the innermost traceback that a worker sent, or the first of the message."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if line.startswith("kg.errors.")]
    return (raised or lines or [type(error).__name__])[0]
