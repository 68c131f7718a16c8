"""What the pages of the documentation show is typed and compared, page by page, each as one transcript."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from kg.folder import OUTPUTS

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
# Their commands read files of formats that a page cannot show; the tests named make these and run every command.
ELSEWHERE = {"docs/inputs.md": "tests/pages/test_documentation.py"}
# Blocks that are neither commands nor files of a transcript: what tries them, or why nothing does.
TRIED = {
    ("docs/cli.md", "csv json text toml"): "tests/cli/test_documentation.py",
    ("docs/corrections.md", "turtle"): "shortened, of what tests/corrections/test_documentation.py builds",
    ("docs/python.md", "python toml"): "tests/api/test_documentation.py; the toml is that of examples/plugin",
    ("docs/rdf.md", "python sparql turtle"): "tests/rdf/test_documentation.py",
    ("docs/scale.md", "dockerfile"): "needs Docker and the network",
    ("docs/sparql.md", "python"): "tests/serve/test_documentation.py",
    ("docs/tools.md", "cypher python sql"): "tests/export/test_documentation.py asks the SQL; Neo4j, pandas: of others",
    ("docs/tools.zh.md", "cypher python sql"): "as docs/tools.md",
}


def _transcripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("transcripts", ROOT / "docs/transcripts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


transcripts = _transcripts()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pages say is kept between the transcripts, as it is on a user's machine."""
    return tmp_path_factory.mktemp("cache") / "readings.sqlite"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def shown(page: Path) -> list[str]:
    found = transcripts.blocks(page.read_text(encoding="utf-8"))
    return [command for block in found if block.language == "bash" for command in transcripts.commands(block.text)]


@pytest.mark.parametrize("page", [page for page in PAGES if shown(page) and name(page) not in ELSEWHERE], ids=name)
def test_every_command_runs_and_prints_what_is_shown(page: Path, built: Path, cache: Path, tmp_path: Path) -> None:
    transcripts.prepare(tmp_path, built)
    for done, after in transcripts.typed(page.read_text(encoding="utf-8"), tmp_path, transcripts.environ(page, cache)):
        assert done.status == 0, f"{done.block.text}\n{done.printed}"
        if after:
            renew = f"what is printed has changed: run python docs/transcripts.py {name(page)}"
            assert transcripts.fits(after.text, done.printed), f"{renew}\n{done.block.text}\n{done.printed}"
    left = (path.name for path in (tmp_path / "output").iterdir())
    assert sorted(name for name in left if not name.startswith(".")) == sorted(OUTPUTS)


def test_what_is_not_run_is_shown_somewhere_and_has_a_reason() -> None:
    every = [command for page in PAGES for command in shown(page)]
    assert set(transcripts.not_run()) == {begins for command in every if (begins := transcripts.left_out(command))}
    assert all(transcripts.not_run().values())
    assert sum(not transcripts.left_out(command) for command in every) > 50
    assert all((ROOT / page).is_file() and (ROOT / test).is_file() for page, test in ELSEWHERE.items())


def test_no_command_and_no_output_hides_in_a_block_that_is_not_looked_at() -> None:
    for page in PAGES:
        found = transcripts.blocks(page.read_text(encoding="utf-8"))
        for before, block in zip([None, *found], found, strict=False):
            assert block.language not in ("sh", "shell", "console", "zsh"), f"{name(page)}: name the language bash"
            if block.name == transcripts.OUTPUT:
                assert before, name(page)
                assert before.language == "bash", f"{name(page)}: {before.text} prints nothing"


def test_every_other_block_is_tried_elsewhere_or_told() -> None:
    found = {
        (name(page), " ".join(sorted(languages)))
        for page in PAGES
        if (
            languages := {
                block.language
                for block in transcripts.blocks(page.read_text(encoding="utf-8"))
                if not block.name and block.language != "bash"
            }
        )
    }
    assert found == set(TRIED)
    tests = {test for reason in TRIED.values() for test in re.findall(r"tests/[\w/]+\.py", reason)}
    assert all((ROOT / test).is_file() for test in tests)


def test_pages_in_two_languages_show_the_same_commands() -> None:
    for english in PAGES:
        chinese = english.with_name(f"{english.stem}.zh.md")
        if chinese.is_file():
            first, second = (sorted(" ".join(one.split()[:2]) for one in shown(page)) for page in (english, chinese))
            assert first == second, f"{name(english)} and {name(chinese)}"


def test_a_transcript_writes_files_and_compares_what_is_printed(tmp_path: Path) -> None:
    page = (
        "```text a/page.txt\none\ntwo\nthree\n```\n```bash\n# a comment\ncat \\\n  a/page.txt\n```\n"
        "```text output\none\n…\nthree\n```\n```\ncat nothing\n```\n```bash\nkg serve x\ncat nowhere\n```\n"
    )
    ran = list(transcripts.typed(page, tmp_path, {}))
    assert [(done.printed.count("\n"), bool(done.status)) for done, _ in ran] == [(3, False), (1, True)]
    assert transcripts.written(page, ran) == page
    assert not transcripts.fits("one\n…\ntwo\n", ran[0][0].printed)
    assert not transcripts.fits("one\ntwo\n", ran[0][0].printed)
    changed = page.replace("text output\none\n…\nthree", "text output\neins\n…\nzwei")
    assert transcripts.written(changed, list(transcripts.typed(changed, tmp_path, {}))) == page


def test_a_block_in_a_list_is_a_block(tmp_path: Path) -> None:
    page = "1. so\n\n   ```bash\n   printf 'a\\n b\\n'\n   ```\n\n   ```text output\n   a\n    c\n   ```\n"
    ran = list(transcripts.typed(page, tmp_path, {}))
    assert [(done.printed, after.text) for done, after in ran] == [("a\n b\n", "a\n c\n")]
    assert transcripts.written(page, ran) == page.replace("c", "b")
