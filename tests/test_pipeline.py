"""The whole way, from files to a folder; small pages, except where the examples are needed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import NoPages, OutputError, UsageError
from kg.events import Event, Happened
from kg.extract.own import Own
from kg.folder import OUTPUTS, STAGING
from kg.pages import given
from kg.rdf.validate import validate
from kg.reader import Reader
from kg.report import Report

PEACHES = """茅山村的桃子熟了

本报记者 田 禾

德清县钟管镇茅山村的桃子熟了。村民李秀兰笑着说，今年县农业农村局启动“金桃富民”专项行动，技术员每周都来。

钟管镇党委书记沈国强介绍，镇里还印发了《钟管镇桃产业三年行动方案》。
"""
TEA = """资溪白茶开采

田 禾

江西省资溪县高阜镇石陂村的白茶开采了。李女士说，茶叶公司上门收购，她一天能挣两百元。
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of two pages, one of them in a folder below."""
    folder = tmp_path / "pages"
    (folder / "south").mkdir(parents=True)
    (folder / "peaches.txt").write_text(PEACHES, encoding="utf-8")
    (folder / "south" / "tea.md").write_text(TEA, encoding="gb18030")
    return folder


def build(inputs: Iterable[Path], output: Path, **options: Any) -> Report:
    """Build, and see that the graph fits its shapes, as every build must."""
    report = pipeline.build(inputs, output, **options)
    assert validate(output) == []
    return report


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_its_five_files_and_nothing_else(pages: Path, tmp_path: Path) -> None:
    report = build([pages], tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == sorted(OUTPUTS)
    assert set(OUTPUTS) == {"graph.ttl", "graph.html", "graph.graphml", "graph.gexf", "report.json"}
    assert all(contents(tmp_path / "out").values())
    assert [page.path for page in report.pages] == ["peaches.txt", "south/tea.md"]
    assert report.skipped == []
    labels = {data["name"] for _, data in report.graph.nodes(data=True) if data["type"] != "Article"}
    assert {"德清县", "茅山村", "李秀兰", "沈国强", "金桃富民", "资溪县", "石陂村", "李女士", "田禾"} <= labels


def test_the_issue_of_a_page_the_times_of_claims_and_reprints_reach_the_graph(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    village = PEACHES.replace("介绍，镇里还", "介绍，去年10月，镇里还")
    (pages / "德清日报_2024-08-31_03版.txt").write_text(village, encoding="utf-8")
    (pages / "钟管晚报_2024-09-02_A5版.txt").write_text(village, encoding="utf-8")
    report = build([pages], tmp_path / "out")
    first, copy = sorted(
        (data for _, data in report.graph.nodes(data=True) if data["type"] == "Article"), key=lambda data: data["date"]
    )
    assert (first["date"], first["paper"], first["number"]) == ("2024-08-31", "德清日报", "03")
    assert (copy["date"], copy["paper"], copy["number"]) == ("2024-09-02", "钟管晚报", "A5")
    assert report.counts()["articles"] == 2
    assert report.counts()["reprints"] == 1
    listed = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [(entry["page"], entry["first_page"]) for entry in listed["reprints"]] == [(copy["page"], first["page"])]
    assert [page.get("date") for page in listed["pages"]] == ["2024-08-31", "2024-09-02"]
    times = {(data["date"], data["date_text"]) for *_, data in report.graph.edges(data=True) if "evidence" in data}
    assert ("2023-10", "去年10月") in times
    turtle = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert 'schema:datePublished "2024-08-31"^^xsd:date' in turtle
    assert "schema:isPartOf newspaper:德清日报" in turtle
    assert turtle.count("kg:reprintOf") >= 1


def test_tables_standard_input_and_what_is_given_reach_the_graph(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    headline, _, byline, _, *body = PEACHES.split("\n")
    text = "".join(body)
    table.write_text(f"题,写,文\n{headline},{byline},{text}\n,,\n缺,,\n", encoding="utf-8")
    fields = ["title=题", "author=写", "text=文"]
    report = build([table], tmp_path / "out", given=given("2024年8月31日", "德清日报", fields))
    (article,) = [data for _, data in report.graph.nodes(data=True) if data["type"] == "Article"]
    assert (article["headline"], article["body"], article["page"]) == (headline, text, "a.csv#2")
    assert (article["date"], article["paper"], article["lines"]) == ("2024-08-31", "德清日报", ())
    assert [error.page for error in report.skipped] == ["a.csv#4"]
    assert report.options["paper"] == "德清日报"
    assert "田禾" in {data.get("name") for _, data in report.graph.nodes(data=True)}


def test_a_second_build_into_the_folder_leaves_only_what_it_names(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([pages], out)
    (out / STAGING).mkdir()
    (out / STAGING / "half").write_text("left by a build that was killed")
    build([pages / "south"], out)
    assert sorted(contents(out)) == sorted(OUTPUTS)
    assert not (out / STAGING).exists()
    for name in OUTPUTS:
        assert "钟管镇" not in (out / name).read_text(encoding="utf-8"), name
    fresh = tmp_path / "fresh"
    build([pages / "south"], fresh)
    assert contents(fresh) == contents(out)


def test_the_order_and_overlap_of_inputs_say_nothing(pages: Path, tmp_path: Path) -> None:
    build([pages, pages / "peaches.txt"], tmp_path / "one")
    build([pages / "peaches.txt", pages], tmp_path / "two")
    build([pages], tmp_path / "three")
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")


def test_another_process_with_two_jobs_writes_the_same_bytes(examples: Path, built: Path, tmp_path: Path) -> None:
    """Another seed of hashes, another order of inputs, two jobs, another working folder: one result."""
    files = sorted((examples / "pages").iterdir(), reverse=True)
    subprocess.run(
        [sys.executable, "-m", "kg", "build", *files, "-o", "again", "--jobs", "2"],
        cwd=tmp_path, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "PATH": ""},
    )  # fmt: skip
    again = contents(tmp_path / "again")
    assert again.keys() == contents(built).keys()
    different = [name for name, data in contents(built).items() if again[name] != data]
    assert different == []


def test_pages_that_cannot_be_read_are_skipped_and_listed(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_text("\n \n")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    (pages / "gone.txt").symlink_to(tmp_path / "nowhere")
    (pages / "notes.odt").write_text("no page")
    report = build([pages], tmp_path / "out")
    assert [page.path for page in report.pages] == ["peaches.txt", "south/tea.md"]
    listed = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [entry["page"] for entry in listed["skipped"]] == ["empty.txt", "gone.txt", "picture.txt"]
    assert listed["counts"]["skipped"] == len(listed["skipped"])
    assert all(entry["reason"] for entry in listed["skipped"])
    for name in ("empty.txt", "picture.txt", "gone.txt"):
        (pages / name).unlink()
    build([pages], tmp_path / "clean")
    graphs = [name for name in OUTPUTS if name != "report.json"]
    assert {name: contents(tmp_path / "out")[name] for name in graphs} == {
        name: contents(tmp_path / "clean")[name] for name in graphs
    }


def test_half_a_character_in_a_row_costs_nothing_but_itself(tmp_path: Path) -> None:
    page = tmp_path / "a.jsonl"
    page.write_text(json.dumps({"title": "桃\ud800熟了", "text": PEACHES + "\udc00"}), encoding="utf-8")
    report = build([page], tmp_path / "out")
    assert report.counts()["articles"] == 1
    assert 'schema:headline "桃\ufffd熟了"' in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_name_of_bytes_that_are_no_text_is_told_by_them(tmp_path: Path) -> None:
    page = tmp_path / os.fsdecode(b"page-\xff\n.txt")
    try:
        page.write_text(PEACHES, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    report = build([page], tmp_path / "out")
    assert report.counts()["replaced_characters"] == 0
    assert 'kg:page "page-%FF%0A.txt"' in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    listed = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [page["page"] for page in listed["pages"]] == ["page-%FF%0A.txt"]


def test_a_build_of_no_readable_page_fails_and_leaves_what_was_there(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([pages], out)
    before = contents(out)
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.raises(NoPages, match=r"bad\.txt"):
        build([tmp_path / "bad.txt"], out)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(NoPages, match="no files that are pages"):
        build([tmp_path / "nothing"], out)
    assert contents(out) == before


def test_a_page_without_an_article_is_skipped_and_said_with_a_cache_too(pages: Path, tmp_path: Path) -> None:
    (pages / "en.txt").write_text("Hello world. This is an English page.\n", encoding="utf-8")
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        events: list[Event] = []
        report = build([pages], tmp_path / "out", cache=cache, told=events.append)
        assert (report.counts()["pages"], report.counts()["skipped"]) == (2, 1)
        (skipped,) = report.skipped
        assert str(skipped).startswith("en.txt: no article was found in it")
        assert [(event.what, event.page) for event in events if event.message] == [(Happened.SKIPPED, "en.txt")]
    with pytest.raises(NoPages, match=r"en\.txt: no article was found"):
        pipeline.build([pages / "en.txt"], tmp_path / "out")


def test_an_input_that_is_not_there_is_a_wrong_call(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="missing"):
        build([pages, tmp_path / "missing"], tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_an_output_folder_that_cannot_be_made_is_an_error(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="choose another folder"):
        build([pages], tmp_path / "file" / "out")


def test_progress_tells_of_every_page_and_file(pages: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([pages], tmp_path / "out", progress=lambda *step: told.append(step))
    assert told == [("reading pages", done, 2) for done in (1, 2)] + [
        ("writing files", done, len(OUTPUTS))
        for done in (1, 2, 4, 5)  # two are written at once
    ]


def test_every_claim_of_the_examples_stands_in_its_article(built: Path) -> None:
    from kg.rdf.store import load
    from kg.rdf.terms import PREFIXES

    rows = load(built).query(
        """SELECT ?evidence ?body ?headline WHERE { ?c a rdf:Statement ; kg:evidence ?evidence ; kg:inArticle ?a .
        ?a schema:articleBody ?body . OPTIONAL { ?a schema:headline ?headline } }""",
        prefixes=PREFIXES,
    )
    found = [[term.value if term else "" for term in row] for row in rows]  # type: ignore[union-attr]
    assert len(found) > 100
    assert [row for row in found if row[0] not in row[1] and row[0] not in row[2]] == []


def test_the_tagger_that_is_chosen_reads_every_page_in_every_process(pages: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("fast", "spread", "best")]
    reports = [
        build([pages], out, jobs=jobs, reader=Reader(tagger))
        for out, jobs, tagger in zip(outputs, (1, 2, 1), ("fast", "fast", "best"), strict=True)
    ]
    fast, spread, best = map(contents, outputs)
    assert fast == spread
    assert fast["graph.ttl"] != best["graph.ttl"]
    assert [report.options["tagger"] for report in reports] == ["fast", "fast", "best"]
    labels = {data.get("name") for _, data in reports[0].graph.nodes(data=True)}
    assert {"德清县", "茅山村", "李秀兰", "沈国强", "金桃富民", "资溪县"} <= labels


def test_a_tagger_that_does_not_exist_is_refused(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose one of best, fast"):
        build([pages], tmp_path / "out", reader=Reader("slow"))
    assert not (tmp_path / "out" / "report.json").exists()


def test_a_build_with_a_cache_reads_what_is_new_and_writes_the_bytes_of_a_fresh_one(
    pages: Path, tmp_path: Path
) -> None:
    """Pages added, changed, moved and taken away, into one folder; each time as if it were the first."""
    village = pages / "bridge.txt"
    steps: list[tuple[Callable[[], object], list[str]]] = [
        (lambda: None, ["peaches.txt", "south/tea.md"]),
        (lambda: None, []),
        (lambda: village.write_text(PEACHES.replace("茅山", "干山"), encoding="utf-8"), ["bridge.txt"]),
        (lambda: village.write_text(PEACHES.replace("茅山", "曲溪"), encoding="utf-8"), ["bridge.txt"]),
        (lambda: village.rename(pages / "moved.txt"), ["moved.txt"]),
        ((pages / "moved.txt").unlink, []),
    ]
    for change, expected in steps:
        change()
        events: list[Event] = []
        build([pages], tmp_path / "out", cache=tmp_path / "cache", told=events.append)
        build([pages], tmp_path / "fresh")
        assert [event.page for event in events if event.what is Happened.READ] == expected
        assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert {event.what for event in events} == {Happened.KNOWN}
    for reader in (Reader("fast"), Reader(own=Own(none=("德清县",))), Reader(own=Own(home="330521"))):
        events.clear()
        build([pages], tmp_path / "out", cache=tmp_path / "cache", told=events.append, reader=reader)
        assert {event.what for event in events} == {Happened.READ}
