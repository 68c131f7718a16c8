"""A small graph that several rooms are tested on: two pages, three articles, every type of entity and edge."""

from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from kg.graph import to_graph
from kg.model import Article, Candidate, Claim, Entity, Field, Kind, Mention, Predicate, Reading, Referent

if TYPE_CHECKING:
    import networkx as nx
    from pyspark.sql import SparkSession

# Tests read English, whoever runs them; those of other languages say so themselves.
os.environ |= {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}

# A first example may open the model or the gazetteer, and the machine may be busy: time says nothing of being right.
settings.register_profile("newskg", deadline=None)
settings.load_profile("newskg")

MARKET = Article(
    id="article/2f61aa90c4d5e7b8",
    page="north/001.txt",
    headline="登封市“阳光餐饮”受好评",
    byline="本报记者 田 禾",
    authors=("田禾",),
    body=(
        "登封市市场监督管理局启动“阳光餐饮”行动，覆盖嵩阳街道。\n"
        "“后厨看得见，大家更放心。”家住嵩阳街道的吴先生说。\n"
        "登封市市场监督管理局局长韩一鸣介绍，行动依据《餐饮服务\\明厨亮灶规范》开展。"
    ),
    lines=(1, 2, 3, 4, 7, 8),
    date="2024-08-31",
    paper="登封日报",
    number="3",
)
BRIDGE = Article(
    id="article/7c0b13e2d9f84a56",
    page="north/001.txt",
    headline="",
    byline="",
    authors=(),
    body="嵩阳街道新桥通车，幸福社区居民出行更方便。",
    lines=(11,),
)
EXCHANGE = Article(
    id="article/b85d6f0a1e3c2974",
    page="south/002.txt",
    headline="登封市与丽江市古城区结对",
    byline="（田禾）",
    authors=("田禾",),
    body="登封市与丽江市古城区签约合作，共推“阳光餐饮”。吴先生到场观看。",
    lines=(1, 2, 3),
)
# As if it were: the two share no entity, so that nothing else in the graph follows from it.
REPRINTS = {BRIDGE.id: EXCHANGE.id}


def occurrences(article: Article, *surfaces: str) -> Iterable[tuple[Field, int, str]]:
    """Every place at which one of the surfaces stands in an article; of two at one place, the longer."""
    for field in Field:
        text, begin = article.text(field), 0
        while begin < len(text):
            here = [surface for surface in surfaces if text.startswith(surface, begin)]
            if here:
                yield field, begin, max(here, key=len)
            begin += len(max(here, key=len, default=" "))


def referent(article: Article, kind: Kind, name: str, *surfaces: str, **rest: Any) -> Referent:
    """What an article says of a thing, with a mention wherever one of its surfaces is printed."""
    mentions = tuple(
        Mention(field, begin, begin + len(surface), surface, kind.type)
        for field, begin, surface in occurrences(article, *(surfaces or (name,)))
    )
    assert mentions, (article.id, name)
    return Referent(f"{article.id}#{kind.type} {name}", kind.type, kind, name, mentions, **rest)


def reading(
    article: Article, things: Iterable[Referent], *claims: tuple[str, Predicate, str, str, float, str]
) -> Reading:
    """A reading whose claims name their ends as the referents are named.

    A name inside a longer one is no mention: 登封市 is not mentioned by 登封市市场监督管理局.
    """
    things = list(things)
    spans = [mention for thing in things for mention in thing.mentions]
    referents = tuple(
        replace(thing, mentions=tuple(m for m in thing.mentions if not any(inside(m, span) for span in spans)))
        for thing in things
    )
    by_name = {found.name: found.id for found in referents}
    for *_, evidence, _, _ in claims:
        assert evidence in article.body, evidence
    stated = (Claim(by_name[s], p, by_name[o], evidence, sure, post) for s, p, o, evidence, sure, post in claims)
    return Reading(article, referents, tuple(stated))


def inside(mention: Mention, other: Mention) -> bool:
    """Whether a mention lies within another, longer one."""
    within = mention.field is other.field and other.begin <= mention.begin and mention.end <= other.end
    return within and other.end - other.begin > mention.end - mention.begin


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What kg build keeps between builds lies with the tests' other files, not in the user's home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE", str(tmp_path_factory.mktemp("cache") / "readings.sqlite"))
        yield


@pytest.fixture
def readings() -> list[Reading]:
    """Three readings of two pages."""
    first, second, third = MARKET.body.split("\n")
    market = reading(
        MARKET,
        [
            referent(MARKET, Kind.COUNTY, "登封市", code="410185"),
            referent(MARKET, Kind.TOWNSHIP, "嵩阳街道", code="410185001"),
            referent(MARKET, Kind.GOVERNMENT, "登封市市场监督管理局", home="410185"),
            referent(MARKET, Kind.CAMPAIGN, "阳光餐饮"),
            referent(MARKET, Kind.DOCUMENT, "餐饮服务\\明厨亮灶规范"),
            referent(MARKET, Kind.RESIDENT, "吴先生", anonymised=True),
            referent(MARKET, Kind.OFFICIAL, "韩一鸣"),
            referent(MARKET, Kind.AUTHOR, "田禾", "田 禾"),
        ],
        ("登封市市场监督管理局", Predicate.LOCATED_IN, "登封市", first, 0.9, ""),
        ("阳光餐饮", Predicate.IMPLEMENTED_BY, "登封市市场监督管理局", first, 0.85, ""),
        ("阳光餐饮", Predicate.APPLIES_TO, "嵩阳街道", first, 0.7, ""),
        ("吴先生", Predicate.ASSOCIATED_PLACE, "嵩阳街道", second, 0.8, ""),
        ("韩一鸣", Predicate.AFFILIATED_WITH, "登封市市场监督管理局", third, 0.95, "局长"),
        ("嵩阳街道", Predicate.PART_OF, "登封市", first, 1.0, ""),
    )
    unsure = (Candidate("410185001004", 0.5), Candidate("530702001003", 0.25))
    bridge = reading(
        BRIDGE,
        [
            referent(BRIDGE, Kind.TOWNSHIP, "嵩阳街道", code="410185001"),
            referent(BRIDGE, Kind.VILLAGE, "幸福社区", candidates=unsure),
        ],
        ("幸福社区", Predicate.PART_OF, "嵩阳街道", BRIDGE.body, 0.4, ""),
    )
    signed, _ = EXCHANGE.body.split("吴")
    exchange = reading(
        EXCHANGE,
        [
            referent(EXCHANGE, Kind.COUNTY, "登封市", code="410185"),
            referent(EXCHANGE, Kind.PREFECTURE, "丽江市", code="530700"),
            referent(EXCHANGE, Kind.COUNTY, "古城区", code="530702", note="古成区 was printed."),
            referent(EXCHANGE, Kind.CAMPAIGN, "阳光餐饮"),
            referent(EXCHANGE, Kind.RESIDENT, "吴先生", anonymised=True),
            referent(EXCHANGE, Kind.AUTHOR, "田禾"),
        ],
        ("登封市", Predicate.COOPERATES_WITH, "古城区", signed, 0.9, ""),
        ("古城区", Predicate.PART_OF, "丽江市", signed, 1.0, ""),
        ("阳光餐饮", Predicate.APPLIES_TO, "登封市", signed, 0.6, ""),
    )
    dated = replace(market.claims[0], date="2024-08", date_text="8月")
    return [replace(market, claims=(dated, *market.claims[1:])), bridge, exchange]


@pytest.fixture
def entities(readings: list[Reading]) -> list[Entity]:
    """The things that the readings speak of: 登封市 and 田禾 are one over articles, the two 吴先生 are not."""
    merged: dict[str, list[Referent]] = {}
    for found in readings:
        for thing in found.referents:
            apart = thing.code or thing.home or (found.article.id.split("/")[1] if thing.anonymised else "")
            node = f"{thing.type.lower()}/{thing.name.replace(chr(92), '')}" + (f"-{apart}" if apart else "")
            merged.setdefault(node, []).append(thing)
    return [
        Entity(
            node, things[0].type, things[0].kind, things[0].name,
            tuple(sorted({form for thing in things for form in thing.surfaces} - {things[0].name})),
            tuple(thing.id for thing in things), things[0].code, things[0].candidates, things[0].anonymised,
        )
        for node, things in merged.items()
    ]  # fmt: skip


@pytest.fixture
def graph(readings: list[Reading], entities: list[Entity]) -> nx.MultiDiGraph[str]:
    """The graph of those readings: 3 articles, 12 entities, 10 claims."""
    return to_graph(readings, entities, REPRINTS)


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example pages and their annotations."""
    return Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of the example pages writes; made once, so leave it as it is."""
    from kg.pipeline import build
    from kg.rdf.validate import validate

    folder = tmp_path_factory.mktemp("examples") / "output"
    build([examples / "pages"], folder)
    assert validate(folder) == []
    return folder


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Spark on this machine with two workers, each a process of its own; skips where PySpark or Java is missing."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install 'newskg[spark]'")
    if shutil.which("java") is None:
        pytest.skip("there is no java on the PATH, and Spark needs Java 17")
    from pyspark.sql import SparkSession

    from kg.engine.spark_session import session

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # Two workers, each with one core and 1024 MiB.
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("tests").config("spark.log.level", "ERROR")
    few = builder.config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2")
    with few.config("spark.ui.enabled", "false").getOrCreate():
        yield session()


@pytest.fixture(scope="session")
def on_spark(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The folder that a build on Spark writes of a folder of pages; made once, so leave it as it is."""
    from kg.engine.spark import build

    @cache
    def built_of(pages: Path) -> Path:
        folder = tmp_path_factory.mktemp("spark") / "output"
        build(spark, [str(pages)], str(folder))
        return folder

    return built_of


@pytest.fixture(scope="session")
def archive() -> Callable[[dict[str, bytes]], bytes]:
    """Makes a ZIP archive of files by name."""

    def make(files: dict[str, bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    return make
