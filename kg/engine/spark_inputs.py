"""Inputs → a table of pages: files of any format under folders and globs, and Parquet tables of pages or articles."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from kg.errors import OversizedPage, PageError, UsageError
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.files import BUILT
from kg.pages.formats import ARCHIVE, READERS, read_file
from kg.pages.limits import LARGEST_FILE
from kg.pages.paths import page_path
from kg.pages.reading import read_data
from kg.rdf.terms import clean

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLE = ".parquet"  # how the name of an input ends that is a table
PAGES = pa.schema([("file", pa.string()), ("path", pa.string()), ("page", pa.binary()), ("reason", pa.string())])
Rows = Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Roots:
    """What pages' paths are relative to: folders given, and the folders of files given; all as Spark writes them."""

    folders: tuple[str, ...]
    parents: frozenset[str]

    def relative(self, file: str) -> str:
        """A file's path; of a file that is reached in two ways, the longer one."""
        found = [file[len(folder) + 1 :] for folder in self.folders if file.startswith(f"{folder}/")]
        parent, _, name = file.rpartition("/")
        if parent in self.parents:
            found.append(name)
        return page_path(max(found, key=lambda path: (path.count("/"), path), default=file))


@dataclass(frozen=True, slots=True)
class Inputs:
    """The pages, and the files that they are read of (none of tables), by their addresses."""

    pages: DataFrame
    files: DataFrame | None
    bytes: int


def find_inputs(spark: SparkSession, inputs: Iterable[str], given: Given) -> Inputs:
    """Find what is to be read; nothing is read yet but names and sizes. Raises UsageError for what is not there."""
    tables: list[str] = []
    folders: list[str] = []
    files: list[str] = []
    size = 0
    for one in inputs:
        if one == "-":
            raise UsageError(
                "-: Spark reads no standard input; write the pages into files, or leave out --engine spark"
            )
        for path, is_folder, length in _matching(spark, one):
            (tables if path.endswith(TABLE) else folders if is_folder else files).append(path)
            size += length
    parts = [_table_pages(spark.read.parquet(table), table, given) for table in sorted(set(tables))]
    found = None
    if folders or files:
        roots = Roots(tuple(sorted(set(folders))), frozenset(file.rpartition("/")[0] for file in files))
        found = _files(spark, [*roots.folders, *sorted(set(files))], roots.folders)
        ((total,),) = found.agg(f.sum("length")).collect()
        size += total or 0
        fitting = found.where(f.col("length") <= LARGEST_FILE)
        parts.append(fitting.mapInArrow(partial(_file_pages, roots=roots, given=given), from_arrow_schema(PAGES)))
        parts.append(_too_large(found.where(f.col("length") > LARGEST_FILE), roots))
        found = found.select(f.col("path").alias("file"))
    return Inputs(reduce(lambda one, other: one.unionByName(other), parts), found, size)


def _matching(spark: SparkSession, one: str) -> Iterator[tuple[str, bool, int]]:
    """What an input names, which may be a glob: addresses, whether each is a folder, and of tables the bytes."""
    jvm: Any = spark.sparkContext._jvm
    path = jvm.org.apache.hadoop.fs.Path(one)
    system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    matches = system.globStatus(path)
    if not matches:
        raise UsageError(f"{one}: there is no such file or folder; check the path")
    for match in matches:
        found = match.getPath()
        length = system.getContentSummary(found).getLength() if found.getName().endswith(TABLE) else 0
        yield found.toString(), match.isDirectory(), length


def _files(spark: SparkSession, paths: list[str], folders: Sequence[str]) -> DataFrame:
    """The files of formats that are read, hidden ones and folders that a build wrote left out."""
    found = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(paths)
    suffixes = "|".join(suffix.removeprefix(".") for suffix in (*READERS, ARCHIVE))
    inside = reduce(
        lambda one, other: one | other, (f.startswith("path", f.lit(f"{x}/")) for x in folders), f.lit(False)
    )
    built = found.where(f.endswith("path", f.lit(f"/{BUILT}"))).select("path").toLocalIterator()
    wanted = f.lower("path").rlike(rf"\.({suffixes})$")
    for row in built:
        wanted &= ~f.startswith("path", f.lit(row["path"].removesuffix(BUILT)))
    return found.where(~inside | wanted)


def _too_large(files: DataFrame, roots: Roots) -> DataFrame:
    return files.select("path").mapInArrow(partial(_refused_pages, roots=roots), from_arrow_schema(PAGES))


def _refused_pages(batches: Rows, roots: Roots) -> Rows:
    reason = f"it is larger than {LARGEST_FILE:,} bytes; cut it into several files, or give a Parquet table"
    for batch in batches:
        for row in batch.to_pylist():
            yield from _batch(row["path"], [OversizedPage(roots.relative(row["path"]), reason)])


def _file_pages(batches: Rows, roots: Roots, given: Given) -> Rows:
    for batch in batches:
        for row in batch.select(["path", "content"]).to_pylist():
            yield from _batch(row["path"], read_data(row["content"], roots.relative(row["path"]), given))


def _table_pages(table: DataFrame, address: str, given: Given) -> DataFrame:
    """The pages of a table: of files (path, content), of texts (path, text), or else of articles."""
    columns = set(table.columns)
    schema = from_arrow_schema(PAGES)
    if {"path", "content"} <= columns:
        return table.select("path", "content").mapInArrow(partial(_listed_pages, given=given), schema)
    if {"path", "text"} <= columns:
        texts = table.select("path", f.encode("text", "utf-8").alias("content"))
        return texts.mapInArrow(partial(_listed_pages, given=given), schema)
    name = PurePosixPath(address).name
    plain = table.select([f.col(column).cast("string") for column in table.columns])
    return plain.mapInArrow(partial(_rows_pages, table=name, given=given), schema)


def _listed_pages(batches: Rows, given: Given) -> Rows:
    for batch in batches:
        for row in batch.to_pylist():
            yield from _batch(row["path"], read_data(row["content"] or b"", row["path"], given))


def _rows_pages(batches: Rows, table: str, given: Given) -> Rows:
    """Each row is one article; its page's path is the table's name and a hash of what the row says."""
    for batch in batches:
        for row in batch.to_pylist():
            line = json.dumps({name: value or "" for name, value in row.items()}).encode()
            for page in read_file(line, f"{table}.jsonl", given):
                named = (
                    replace(page, path=f"{table}#{page.digest[:16]}")
                    if isinstance(page, Page)
                    else PageError(table, page.reason)
                )
                yield from _batch(table, [named])


def _batch(file: str, pages: Iterable[Page | PageError]) -> Rows:
    # A page goes on pickled, for text of a page may be what no column of text can hold (lone surrogates).
    rows = [
        {"file": file, "path": clean(page.path), "page": pickle.dumps(page), "reason": None}
        if isinstance(page, Page)
        else {"file": file, "path": clean(page.page), "page": None, "reason": clean(page.reason)}
        for page in pages
    ]
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=PAGES)
