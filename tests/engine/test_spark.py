"""A build on two workers says what a build on this machine says, whatever happens to pages and workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from kg import pipeline
from kg.errors import FolderInUse, NoPages, OutputError, UsageError
from kg.extract.own import Own, OwnName
from kg.folder import LOCK, READY, STAGING, building
from kg.model import Kind
from kg.rdf.terms import PREFIXES
from kg.rdf.validate import validate
from kg.reader import Reader
from kg.resolve.people import People

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    Build = Callable[..., tuple[Path, dict[str, Any]]]

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]  # PySpark's own warnings say nothing of us

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "../shared/corpus/pages"
LABEL, MEDIA_TYPE = f"{PREFIXES['rdfs']}label", f"{PREFIXES['dcat']}mediaType"
STORY = """{title}

本报记者 田 禾

德清县钟管镇的桃子熟了。村民李秀兰笑着说，今年县农业农村局启动“金桃富民”专项行动，技术员每周都来{place}。

钟管镇党委书记沈国强介绍，镇里还印发了《钟管镇桃产业三年行动方案》，{place}的三百户村民将一起修剪、施肥和防虫。
"""


@pytest.fixture(scope="module")
def build(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds on the workers; a folder of its own each."""
    from kg.engine.spark import build

    def run(inputs: Iterable[Path | str], **options: Any) -> tuple[Path, dict[str, Any]]:
        folder = tmp_path_factory.mktemp("spark") / "output"
        return folder, build(spark, map(str, inputs), str(folder), **options)

    return run


@pytest.fixture(scope="module")
def of_examples(on_spark: Callable[[Path], Path], examples: Path) -> tuple[Path, dict[str, Any]]:
    """The example pages, built on the workers once, and their counts."""
    folder = on_spark((examples / "pages").resolve())
    return folder, json.loads((folder / "report.json").read_text(encoding="utf-8"))["counts"]


def triples(files: Iterable[Path], form: pyoxigraph.RdfFormat) -> set[str]:
    """The triples of some files, but for what the data set says of the file that it stands in."""
    return {
        str(quad.triple)
        for file in files
        for quad in pyoxigraph.parse(file.read_bytes(), form)
        if not ("-file>" in str(quad.subject) and quad.predicate.value in (LABEL, MEDIA_TYPE))
    }


def parts(folder: Path) -> list[Path]:
    return sorted((folder / "triples").glob("*.txt"))


def of_spark(folder: Path) -> set[str]:
    return triples(parts(folder), pyoxigraph.RdfFormat.N_TRIPLES)


def of_machine(folder: Path) -> set[str]:
    return triples([folder / "graph.ttl"], pyoxigraph.RdfFormat.TURTLE)


@cache
def peaches(folder: Path, number: int = 6) -> Path:
    """Pages of which all name the same places and people, and the second repeats the first."""
    folder.mkdir()
    for at in range(number):
        place = "茅山村" if at < 2 else f"第{at}组"
        name = f"德清日报_2024-08-{at + 10}_03版.txt"
        (folder / name).write_text(STORY.format(title=f"{place}的桃子熟了", place=place), encoding="utf-8")
    return folder


def test_the_examples_are_the_same_triples_and_the_same_bytes(
    of_examples: tuple[Path, dict[str, Any]], built: Path
) -> None:
    folder, counts = of_examples
    found = of_spark(folder)
    assert found == of_machine(built)
    assert len(found) > 5000
    lines = [line for part in parts(folder) for line in part.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(set(lines))
    for name in ("graph.ttl", "graph.html"):
        assert (folder / name).read_bytes() == (built / name).read_bytes(), name
    assert validate(folder) == []
    assert counts == json.loads((built / "report.json").read_text(encoding="utf-8"))["counts"]


def test_the_folder_holds_what_is_documented_and_loads_into_oxigraph(of_examples: tuple[Path, dict[str, Any]]) -> None:
    from kg.engine.spark import TABLES, TRIPLES

    folder, counts = of_examples
    tables = {f"{name}.parquet" for name in TABLES}
    assert {path.name for path in folder.iterdir()} == tables | {TRIPLES, "graph.ttl", "graph.html", "report.json"}
    store = pyoxigraph.Store()
    for part in parts(folder):
        store.bulk_load(path=str(part), format=pyoxigraph.RdfFormat.N_TRIPLES)
    answer = store.query("SELECT (COUNT(?a) AS ?n) WHERE { ?a a kg:Article }", prefixes=PREFIXES)
    assert [int(row["n"].value) for row in answer] == [counts["articles"]]  # type: ignore[union-attr]


def test_the_tables_hold_what_the_counts_tell(spark: SparkSession, of_examples: tuple[Path, dict[str, Any]]) -> None:
    folder, counts = of_examples
    rows = {name: spark.read.parquet(f"{folder}/{name}.parquet") for name in ("nodes", "mentions", "claims", "edges")}
    assert rows["nodes"].count() == sum(counts["entities"].values())
    assert rows["mentions"].count() == counts["mentions"]
    assert rows["claims"].count() == sum(counts["claims"].values())
    assert 0 < rows["edges"].count() <= rows["claims"].count()
    row = rows["mentions"].join(rows["nodes"].select("id", "name"), rows["mentions"]["entity"] == rows["nodes"]["id"])
    assert row.count() == counts["mentions"]


def test_one_name_in_all_articles_reprints_and_bad_pages(build: Build, spark: SparkSession, tmp_path: Path) -> None:
    pages = peaches(tmp_path / "pages")
    clean, _ = build([pages])
    pipeline.build([pages], tmp_path / "machine")
    assert of_spark(clean) == of_machine(tmp_path / "machine")
    assert sum("reprintOf>" in triple and "mention" not in triple for triple in of_spark(clean)) >= 1

    (pages / "empty.txt").write_text("\n")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    (pages / "half.jsonl").write_text('{"text": "钟管镇的桃子', encoding="utf-8")
    (pages / "notes.odt").write_text("no page")
    damaged, counts = build([f"{tmp_path}/page*"], gzip=True)
    assert counts["skipped"] == 3
    rows = spark.read.parquet(f"{damaged}/errors.parquet").collect()
    assert sorted(row["page"] for row in rows) == ["empty.txt", "half.jsonl#1", "picture.txt"]
    assert all(row["reason"] for row in rows)
    assert (damaged / "graph.ttl").read_bytes() == (tmp_path / "machine/graph.ttl").read_bytes()
    assert list((damaged / "triples").glob("*.txt.gz"))


def test_how_pages_are_read_is_known_to_the_workers(build: Build, tmp_path: Path) -> None:
    pages = peaches(tmp_path / "pages", 2)
    own = Own((OwnName("金桃富民", Kind.AWARD),), none=("德清县",))
    reader = Reader("fast", own=own, people=People.OFFICIALS)
    folder, _ = build([pages], reader=reader)
    pipeline.build([pages], tmp_path / "machine", reader=reader)
    found = of_spark(folder)
    assert found == of_machine(tmp_path / "machine")
    everything = "\n".join(found)
    assert "李秀兰" not in everything
    assert "村民某某某" in everything
    assert 'ontology#kind> "award"' in everything
    assert f'{PREFIXES["skos"]}prefLabel> "德清县"@zh' not in everything


def test_a_worker_that_is_killed_and_the_order_of_inputs_change_nothing(
    build: Build, spark: SparkSession, of_examples: tuple[Path, dict[str, Any]], examples: Path
) -> None:
    killed: list[int] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        while not tracker.getActiveStageIds():
            time.sleep(0.05)
        time.sleep(1)  # into the stage
        killed.extend(executors()[:1])
        for process in killed:
            os.kill(process, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    folder, counts = build(sorted((examples / "pages").iterdir(), reverse=True))
    killer.join()
    assert len(killed) == 1
    assert killed[0] not in executors()
    assert counts == of_examples[1]
    assert of_spark(folder) == of_spark(of_examples[0])


def executors() -> list[int]:
    """The processes of this session's workers: grandchildren of this process, by way of Spark's driver."""
    commands = {int(path.parent.name): path for path in Path("/proc").glob("[0-9]*/cmdline")}
    parents = {process: parent(process) for process in commands}
    return [
        process
        for process, path in sorted(commands.items())
        if b"CoarseGrainedExecutorBackend" in said(path) and os.getpid() in ancestors(process, parents)
    ]


def said(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # it has ended


def parent(process: int) -> int:
    stat = said(Path(f"/proc/{process}/stat"))
    return int(stat.rpartition(b")")[2].split()[1]) if stat else 0


def ancestors(process: int, parents: dict[int, int]) -> set[int]:
    found: set[int] = set()
    while (process := parents.get(process, 0)) and process not in found:
        found.add(process)
    return found


def test_tables_of_files_of_pages_and_of_articles_are_read(build: Build, spark: SparkSession, tmp_path: Path) -> None:
    text = STORY.format(title="桃子熟了", place="茅山村")
    body = text.partition("田 禾")[2]
    row = ("桃子熟了", body, "2024年8月31日")
    tables = {
        "files": spark.createDataFrame([("south/03.txt", bytearray(text.encode("gb18030")))], ["path", "content"]),
        "pages": spark.createDataFrame([("north/03.txt", text)], ["path", "text"]),
        "articles": spark.createDataFrame([row, row, ("缺", "", "")], ["标题", "正文", "日期"]),
    }
    for name, table in tables.items():
        table.write.parquet(f"{tmp_path}/{name}.parquet")
    folder, counts = build([f"{tmp_path}/*.parquet"])
    assert (counts["pages"], counts["articles"], counts["reprints"], counts["skipped"]) == (3, 3, 2, 1)
    rows = sorted(spark.read.parquet(f"{folder}/articles.parquet").collect(), key=lambda row: str(row["page"]))
    assert rows[0]["page"].startswith("articles.parquet#")
    assert [row["page"] for row in rows[1:]] == ["north/03.txt", "south/03.txt"]
    assert (rows[0]["date"], rows[0]["headline"], rows[1]["body"]) == ("2024-08-31", "桃子熟了", rows[2]["body"])
    (error,) = spark.read.parquet(f"{folder}/errors.parquet").collect()
    assert (error["page"], error["reason"]) == ("articles.parquet", "the row has no text")
    names = {row["name"] for row in spark.read.parquet(f"{folder}/nodes.parquet").collect()}
    assert {"钟管镇", "李秀兰", "沈国强"} <= names


def test_what_cannot_be_built_is_said_and_leaves_what_was_there(
    build: Build, spark: SparkSession, tmp_path: Path
) -> None:
    from kg.engine.spark import build as run

    with pytest.raises(UsageError, match="no such file"):
        build([tmp_path / "missing"])
    with pytest.raises(UsageError, match="standard input"):
        build(["-"])
    (tmp_path / "bad.txt").write_bytes(b"\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/report.json").write_text("{}")
    with pytest.raises(NoPages, match=r"bad\.txt"):
        run(spark, [f"{tmp_path}/bad.txt"], f"{tmp_path}/out")
    (tmp_path / "en.txt").write_text("This page is English.\n")
    with pytest.raises(NoPages, match=r"en\.txt: no article was found"):
        run(spark, [f"{tmp_path}/en.txt"], f"{tmp_path}/out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]
    with pytest.raises(OutputError, match="choose another folder"):
        run(spark, [f"{tmp_path}/bad.txt"], f"{tmp_path}/bad.txt")


def test_a_folder_is_published_as_a_whole_and_moves_that_were_broken_off_are_finished(
    spark: SparkSession, tmp_path: Path
) -> None:
    from kg.engine.spark_folder import Folder

    names = ("triples/part", "graph.ttl", "report.json")  # in the order of their moves
    folder, out = Folder(spark, str(tmp_path)), tmp_path

    def put(place: Path, name: str, text: str) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)

    def contents() -> dict[str, str]:
        return {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}

    put(out, "graph.graphml", "of a build on one machine")
    put(out, "notes.txt", "the user's own")
    for text in ("old", "new"):
        with folder.building():
            for name in names:
                put(out / STAGING, name, text)
            folder.publish()
        assert contents() == dict.fromkeys(names, text) | {"notes.txt": "the user's own"}
        assert not {STAGING, READY, LOCK} & {path.name for path in out.iterdir()}
    for moved in range(len(names) + 1):
        for number, name in enumerate(names):
            put(out, name, "next" if number < moved else "new")
            if number >= moved:
                put(out / READY, name, "next")
        with folder.building():
            assert contents() == dict.fromkeys(names, "next") | {"notes.txt": "the user's own", LOCK: ""}


def test_a_folder_takes_one_build_at_a_time(spark: SparkSession, tmp_path: Path) -> None:
    from kg.engine.spark import build as run

    (tmp_path / "a.txt").write_text(STORY.format(title="桃子熟了", place="茅山村"), encoding="utf-8")
    with building(tmp_path / "out"), pytest.raises(FolderInUse, match=f"process {os.getpid()}"):
        run(spark, [f"{tmp_path}/a.txt"], f"{tmp_path}/out")


@pytest.mark.skipif(not PAGES.is_dir(), reason="the newspaper pages are not here")
def test_newspaper_pages_are_the_same_triples(on_spark: Callable[[Path], Path], tmp_path: Path) -> None:
    folder = on_spark(PAGES.resolve())
    report = pipeline.build([PAGES], tmp_path / "machine")
    assert of_spark(folder) == of_machine(tmp_path / "machine")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["counts"] == report.counts()


def test_the_command_builds_and_tells_of_it(tmp_path: Path) -> None:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("PySpark or Java is missing: pip install 'newskg[spark]', and install Java 17")
    (tmp_path / "a.txt").write_text(STORY.format(title="桃子熟了", place="茅山村"), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n")
    command = [sys.executable, "-m", "kg", "build", "--engine", "spark", "--master", "local[1]", "?.txt", "-o", "out"]
    few = "--conf spark.sql.shuffle.partitions=1 --conf spark.ui.enabled=false pyspark-shell"
    told = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYSPARK_SUBMIT_ARGS": few, "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "1 articles (0 of them reprints) on 1 pages" in told.stdout
    assert "skipped 1 pages" in told.stderr
    assert "李秀兰" in (tmp_path / "out/graph.ttl").read_text(encoding="utf-8")
