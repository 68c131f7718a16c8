"""kg.build gives the graph that kg.load gives of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import NoPages, UsageError

PAGE = "金溪县的桃子熟了\n\n本报讯 金溪县合市镇的桃子熟了，村民李秀兰很高兴。\n"


def test_a_build_is_what_a_load_gives(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"")
    steps: list[str] = []
    graph = kg.build(
        [str(tmp_path / "1.txt"), tmp_path / "2.txt"], tmp_path / "output", date="2024-08-31", paper="金溪日报",
        cache=tmp_path / "cache", progress=lambda what, _done, _total: steps.append(what),
    )  # fmt: skip
    again = kg.load(tmp_path / "output")
    assert (again.entities, again.articles, again.claims) == (graph.entities, graph.articles, graph.claims)
    assert [found.code for found in graph.find("金溪县")] == ["361027"]
    assert [(article.date, article.paper) for article in graph.articles] == [("2024-08-31", "金溪日报")]
    assert [skipped["page"] for skipped in graph.report["skipped"]] == ["2.txt"]
    assert set(steps) == {"reading pages", "writing files"}
    assert kg.build(tmp_path / "1.txt", str(tmp_path / "other")).find("金溪县")[0].id == "place/361027"


def test_options_of_tables_are_passed_on(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "栏一,栏二\n桃子熟了,金溪县合市镇的桃子熟了，村民李秀兰很高兴。\n", encoding="utf-8"
    )
    graph = kg.build(tmp_path / "a.csv", tmp_path / "output", fields={"title": "栏一", "text": "栏二"})
    assert [article.headline for article in graph.articles] == ["桃子熟了"]


def test_names_of_a_kg_toml_are_heeded(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PAGE.replace("村民", "“桃花坊”的"), encoding="utf-8")
    settings = tmp_path / "kg.toml"
    settings.write_text('[[names]]\nname = "桃花坊"\nkind = "company"\n\n[build]\njobs = 2\n', encoding="utf-8")
    graph = kg.build(tmp_path / "1.txt", tmp_path / "output", settings=settings)
    assert [found.kind for found in graph.find("桃花坊")] == ["company"]


def test_people_who_may_not_be_named_are_not(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PAGE, encoding="utf-8")
    graph = kg.build(tmp_path / "1.txt", tmp_path / "output", people="officials")
    assert graph.find("李秀兰") == ()
    assert "村民某某某" in graph.articles[0].body
    settings = tmp_path / "kg.toml"
    settings.write_text('[build]\npeople = "officials"\n', encoding="utf-8")
    assert not kg.build(tmp_path / "1.txt", tmp_path / "output", settings=settings).find("李秀兰")
    assert kg.build(tmp_path / "1.txt", tmp_path / "output", settings=settings, people="all").find("李秀兰")


def test_what_goes_wrong_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        kg.build(tmp_path / "nowhere", tmp_path / "output")
    with pytest.raises(UsageError, match="--date"):
        kg.build(tmp_path, tmp_path / "output", date="gestern")
    with pytest.raises(UsageError, match="officials"):
        kg.build(tmp_path, tmp_path / "output", people="residents")
    (tmp_path / "1.txt").write_bytes(b"")
    with pytest.raises(NoPages):
        kg.build(tmp_path / "1.txt", tmp_path / "output")
