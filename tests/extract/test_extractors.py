"""Extractors of other packages: the example, installed as a user installs it, and packages that break."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import BrokenExtractor, ExtractorFailed
from kg.extract.extractors import Extractor, find, installed
from kg.extract.spans import find_spans
from kg.model import Article, EntityType, Kind
from kg.pipeline import build
from kg.tagger import Document, read
from kg.tagger.span import Span

EXAMPLE = Path(__file__).parents[2] / "examples" / "plugin"
ARTICLE = Article("article/a", "1.txt", "小区新事", "", (), "稻香里的居民常去橘子书屋，周三夜话也在那里办。", (1,))
DOCUMENT = Document(ARTICLE, ())
PAGE = "小区新事\n\n本报讯 金溪县的稻香里最近热闹起来，居民常去橘子书屋。周三夜话也在那里办。\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the example."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the example, is not installed")
    folder = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", folder, EXAMPLE], check=True)
    return folder


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Puts a folder where Python looks for packages."""
    yield monkeypatch.syspath_prepend
    installed.cache_clear()


@pytest.fixture
def offer(tmp_path: Path, on_path: Callable[[Path], None]) -> Callable[[str], None]:
    """Installs a package that offers as its extractor what its one module calls find."""

    def install(code: str) -> None:
        folder = tmp_path / "site"
        told = folder / "broken-1.0.dist-info"
        told.mkdir(parents=True)
        (told / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
        (told / "entry_points.txt").write_text("[newskg.extractors]\nodd = newskg_broken:find\n")
        (folder / "newskg_broken.py").write_text(code, encoding="utf-8")
        on_path(folder)
        sys.modules.pop("newskg_broken", None)
        installed.cache_clear()

    return install


def pages(folder: Path) -> Path:
    folder.mkdir()
    (folder / "1.txt").write_text(PAGE, encoding="utf-8")
    (folder / "2.txt").write_text("别处新事\n\n本报讯 金溪县的桃子熟了，村民李秀兰很高兴。\n", encoding="utf-8")
    return folder


def options(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "report.json").read_bytes())["made_with"]["options"]
    return made


def test_a_build_asks_the_installed_example(package: Path, tmp_path: Path, on_path: Callable[[Path], None]) -> None:
    cache = tmp_path / "cache"
    before = build([pages(tmp_path / "pages")], tmp_path / "before", cache=cache).graph
    assert "extractors" not in options(tmp_path / "before")
    on_path(package)
    installed.cache_clear()
    after = build([tmp_path / "pages"], tmp_path / "after", cache=cache).graph
    wanted = {"稻香里": "estate", "橘子书屋": "public-institution", "周三夜话": "service"}
    found = {data["name"]: data["kind"] for _, data in after.nodes(data=True) if data.get("name") in wanted}
    assert found == wanted
    assert {data.get("name") for _, data in before.nodes(data=True)}.isdisjoint({"稻香里", "周三夜话"})
    (extractor,) = installed()
    assert options(tmp_path / "after")["extractors"] == (
        f"own-names (newskg-own-names 0.1.0), SHA-256 {extractor.digest}"
    )
    build([tmp_path / "pages"], tmp_path / "spread", jobs=2)
    said = CliRunner().invoke(main, ["build", str(tmp_path / "pages"), "-o", str(tmp_path / "un"), "--no-extractors"])
    assert said.exit_code == 0, said.output
    for one, other in (("after", "spread"), ("before", "un")):
        assert {path.name: path.read_bytes() for path in (tmp_path / one).iterdir()} == {
            path.name: path.read_bytes() for path in (tmp_path / other).iterdir()
        }


def test_the_digest_tells_that_a_table_changed(package: Path, on_path: Callable[[Path], None]) -> None:
    on_path(package)
    installed.cache_clear()
    (before,) = installed()
    table = package / "newskg_own_names" / "names.tsv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text + "橘园\tPlace\tsite\t0.9\n", encoding="utf-8")
    installed.cache_clear()
    (after,) = installed()
    table.write_text(text, encoding="utf-8")
    assert (before.name, before.package) == (after.name, after.package) == ("own-names", "newskg-own-names 0.1.0")
    assert before.digest != after.digest


def test_a_span_counts_at_its_own_score() -> None:
    document = next(iter(read([ARTICLE])))
    begin = document.text.index("橘子书屋")

    def asked(score: float) -> set[str]:
        span = Span(begin, begin + 4, EntityType.AGENCY, Kind.PUBLIC_INSTITUTION, score, "mine")
        found = find_spans(document, others=[Extractor("mine", "p 1", lambda _document: [span])])
        return {chosen.source for chosen in found.spans if (chosen.begin, chosen.end) == (begin, begin + 4)}

    assert asked(0.9) == {"extractor mine"}
    assert "extractor mine" not in asked(0.1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("稻香里", r"'稻香里', which is no kg\.Span"),
        (Span(3, 90, EntityType.PLACE, Kind.SITE, 0.9, ""), r"text\[3:90\] of a text of \d+ characters"),
        (Span(5, 5, EntityType.PLACE, Kind.SITE, 0.9, ""), r"text\[5:5\]"),
        (Span(2, 7, EntityType.PLACE, Kind.SITE, 0.9, ""), "runs over the end of a line"),
        (Span(5, 8, EntityType.PLACE, Kind.BANK, 0.9, ""), "the type Place and the kind bank"),
        (Span(5, 8, EntityType.PLACE, Kind.SITE, 1.5, ""), r"a score of 1\.5"),
        (Span("5", 8, EntityType.PLACE, Kind.SITE, 0.9, ""), "failed \\(TypeError"),  # type: ignore[arg-type]
        (Span(5, 8, EntityType.PLACE, Kind.SITE, float("nan"), ""), "a score of nan"),
    ],
)
def test_what_is_no_span_of_the_article_is_told(given: Any, said: str) -> None:
    with pytest.raises(ExtractorFailed, match=said) as caught:
        list(find(DOCUMENT, [Extractor("odd", "broken 1.0", lambda _document: [given])]))
    assert caught.value.page == "1.txt"
    assert "odd (broken 1.0)" in caught.value.reason
    assert "--no-extractors" in caught.value.reason


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_extractor_that_fails_costs_the_page(offer: Callable[[str], None], tmp_path: Path, jobs: int) -> None:
    offer("def find(document):\n    if '书屋' in document.text:\n        raise ValueError('no book')\n    return []\n")
    report = build([pages(tmp_path / "pages")], tmp_path / "output", jobs=jobs)
    assert [page.path for page in report.pages] == ["2.txt"]
    (error,) = report.skipped
    assert str(error) == (
        "1.txt: the extractor odd (broken 1.0) failed (ValueError: no book); "
        "mend it, uninstall its package, or build with --no-extractors"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import a_package_that_is_not_there\n", "cannot be loaded (ModuleNotFoundError"),
        ("other = 1\n", "cannot be loaded (AttributeError"),
        ("find = 3\n", "is no function but 3"),
    ],
)
def test_an_extractor_that_cannot_be_loaded_stops_the_run(
    offer: Callable[[str], None], tmp_path: Path, code: str, said: str
) -> None:
    offer(code)
    with pytest.raises(BrokenExtractor) as caught:
        build([pages(tmp_path / "pages")], tmp_path / "output")
    assert said in str(caught.value)
    assert "the extractor odd of broken" in str(caught.value)
    assert not (tmp_path / "output" / "report.json").exists()
