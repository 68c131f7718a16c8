"""Commands that are broken off, kept out, or cannot write: what was there stays, and the next build goes on."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

from kg import load
from kg.cli import main
from kg.cli.completion import complete_name
from kg.export.formats import FORMATS
from kg.folder import OUTPUTS, READY, building, open_built

STORY = """{village}的桃子熟了

本报记者 田 禾

德清县钟管镇{village}的桃子熟了。村民李秀兰笑着说，今年县农业农村局启动“金桃富民”专项行动，技术员每周都来。
"""
VILLAGES = ("茅山村", "干山村", "曲溪村", "沈家墩村", "蠡山村", "东舍墩村", "新联村", "塍头村")
# When so many pages have been read, when a file is begun, and shares of the time that a build takes in all.
MOMENTS = (1, 4, len(VILLAGES), "graph.html", "report.json", 0.3, 0.8, 0.9, 0.97)
# Runs kg as a user for whom the permissions of files hold: without CAP_DAC_OVERRIDE (1) they do for root too.
CONFINED = """
import ctypes, os, sys

PR_CAPBSET_DROP = 24
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, 1, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "kg", *sys.argv[1:]])
"""


class Builds(NamedTuple):
    """Two builds, and what is needed to do the second again."""

    pages: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    seconds: float  # that the second took


def kg(*arguments: str | Path) -> Result:
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, [str(argument) for argument in arguments])


def command(pages: Path, out: Path, cache: Path) -> list[str]:
    """A build that says on the standard output what it has read."""
    options = ["--tagger", "fast", "--cache", str(cache), "--log-json", "-"]
    return [sys.executable, "-m", "kg", "build", str(pages), "-o", str(out), *options]


def build(pages: Path, out: Path, cache: Path) -> dict[str, str]:
    """Build in this process, and give what happened to each page."""
    done = kg(*command(pages, out, cache)[3:])
    assert done.exit_code == 0, done.output
    return {entry["page"]: entry["what"] for entry in map(json.loads, done.stdout.splitlines())}


def seen(folder: Path) -> dict[str, bytes]:
    """The files as readers of a build find them."""
    found = {}
    for name in OUTPUTS:
        with open_built(folder, name) as file:
            found[name] = file.read()
    return found


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    place = tmp_path_factory.mktemp("builds")
    pages = place / "pages"
    pages.mkdir()
    for number, village in enumerate(VILLAGES):
        (pages / f"{number}.txt").write_text(STORY.format(village=village), encoding="utf-8")
        if number == 1:
            build(pages, place / "old", place / "old.sqlite")
    begun = time.monotonic()
    subprocess.run(command(pages, place / "new", place / "new.sqlite"), check=True, capture_output=True)
    return Builds(pages, seen(place / "old"), seen(place / "new"), time.monotonic() - begun)


def killed(builds: Builds, out: Path, cache: Path, moment: float | str) -> Iterator[str]:
    """Build over the old build, kill that at a moment, and yield the pages that it has read."""
    process = subprocess.Popen(command(builds.pages, out, cache), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    with process:
        if isinstance(moment, float):
            time.sleep(moment * builds.seconds)
            process.kill()
        if isinstance(moment, str):
            old = (out / moment).stat().st_ino, (out / moment).stat().st_mtime_ns
            while not is_begun(out, moment, old) and process.poll() is None:
                time.sleep(0.001)
            process.kill()
        for number, line in enumerate(process.stdout, 1):
            if number == moment:
                process.kill()
            # The last line may be half a line.
            if line.endswith("\n"):
                yield json.loads(line)["page"]


def is_begun(out: Path, name: str, old: tuple[int, int]) -> bool:
    """Whether a file of this name is being written, wherever in the folder that may be."""
    with suppress(FileNotFoundError):  # what moves while it is looked at
        return any((path.stat().st_ino, path.stat().st_mtime_ns) != old for path in out.rglob(name))
    return True


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at_any_moment_leaves_a_whole_build_and_the_next_goes_on(
    moment: float | str, builds: Builds, tmp_path: Path
) -> None:
    out, cache = write(tmp_path / "out", builds.old), tmp_path / "cache.sqlite"
    read = list(killed(builds, out, cache, moment))
    assert len(read) >= (moment if isinstance(moment, int) else 0)
    left = seen(out)
    assert left in (builds.old, builds.new)
    articles = 2 if left == builds.old else len(VILLAGES)
    counted = kg("query", out, "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }", "--format", "csv")
    assert counted.stdout.split() == ["n", str(articles)]
    assert (kg("validate", out).exit_code, seen(out)) == (0, left)
    happened = build(builds.pages, out, cache)
    assert [page for page in read if happened[page] != "known"] == []
    assert len(happened) == len(VILLAGES)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == builds.new


@pytest.mark.parametrize(
    "arguments",
    [
        *(("query", "-q", "posts"), ("validate",), ("show", "沈家墩村"), ("stats",), ("review",)),
        *(("review", "--entities"), ("evaluate", "gold"), ("diff", "old")),
        *(("export", name, "-o", "exported") for name in FORMATS),
    ],
    ids=" ".join,
)
def test_every_command_reads_a_build_whose_files_are_still_moving_up(
    arguments: tuple[str, ...], builds: Builds, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a build leaves them that was killed in its last step; what is in the folder itself is of no use."""
    if "parquet" in arguments:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old", builds.old)
    (tmp_path / "gold").symlink_to(examples / "gold")

    def said(folder: Path) -> tuple[str, dict[str, bytes]]:
        done = kg(arguments[0], folder.name, *arguments[1:])
        assert done.exit_code == (arguments[0] == "diff"), done.output
        files = [path for path in (tmp_path / "exported", *(tmp_path / "exported").rglob("*")) if path.is_file()]
        return done.stdout, {path.name: path.read_bytes() for path in files}

    write(tmp_path / "output" / READY, builds.new)
    moving = said(write(tmp_path / "output", dict.fromkeys(OUTPUTS, b"moved away")))
    shutil.rmtree(tmp_path / "output")
    assert moving == said(write(tmp_path / "output", builds.new))


def test_python_and_the_shell_read_a_build_whose_files_are_still_moving_up(builds: Builds, tmp_path: Path) -> None:
    write(tmp_path / READY, builds.new)
    out = write(tmp_path, {name: data for name, data in builds.old.items() if name != "graph.ttl"})
    graph = load(out)
    assert len(graph.articles) == graph.report["counts"]["articles"] == len(VILLAGES)
    context = click.Context(main)
    context.params["folder"] = str(out)
    assert [item.value for item in complete_name(context, click.Argument(["name"]), "沈家")] == ["沈家墩村"]


def confined(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CONFINED, *map(str, arguments)],
        capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"},
    )  # fmt: skip


@contextmanager
def full(size: int) -> Iterator[None]:
    """A disk that takes no more than so many bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        folder.chmod(0o755)


def test_a_second_build_into_a_folder_ends_at_once_and_disturbs_nothing(builds: Builds, tmp_path: Path) -> None:
    out = write(tmp_path / "out", builds.old)
    with building(out) as first:
        done = kg("build", builds.pages, "-o", out, "--log-json", "-")
        assert (done.exit_code, done.stdout) == (1, "")  # it has read nothing
        assert done.stderr == (
            f"Error: {out}: another build (process {os.getpid()}) is writing there; wait for it, or choose another "
            "folder with -o\n"
        )
        assert "另一次生成" in kg("--lang", "zh", "build", builds.pages, "-o", out).stderr
        assert seen(out) == builds.old
        for name, data in builds.new.items():
            (first / name).write_bytes(data)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == builds.new


@pytest.mark.parametrize("size", [3, 1_000, 20_000, 100_000])
def test_a_full_disk_is_told_and_the_old_build_stays(size: int, builds: Builds, tmp_path: Path) -> None:
    out = write(tmp_path / "out", builds.old)
    with full(size):
        done = kg("build", builds.pages, "-o", out, "--tagger", "fast", "--no-cache")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Error: {out}: cannot be written (File too large); make room on the disk\n"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == builds.old


def test_a_folder_that_may_not_be_written_is_told_and_stays(builds: Builds, tmp_path: Path) -> None:
    out = write(tmp_path / "out", builds.old)
    with unwritable(out):
        for place in (out, out / "below"):
            done = confined("build", builds.pages, "-o", place)
            assert (done.returncode, done.stdout) == (1, "")
            assert "cannot be written (Permission denied); choose another folder with -o" in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == builds.old


@pytest.mark.parametrize("place", ["file", "file/below", "/sys/newskg"])
def test_a_place_where_no_folder_can_be_is_told(place: str, builds: Builds, tmp_path: Path) -> None:
    """As root too: /sys takes no folders from anybody."""
    (tmp_path / "file").write_text("in the way")
    if place.startswith("/sys") and not Path("/sys").is_dir():
        pytest.skip("this system has no /sys")
    done = kg("build", builds.pages, "-o", tmp_path / place)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{tmp_path / place}: cannot be written (" in done.stderr
    assert "choose another folder with -o" in done.stderr
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_cache_that_may_not_be_written_costs_the_cache_alone(builds: Builds, tmp_path: Path) -> None:
    shelf = write(tmp_path / "cache", {})
    build(builds.pages, tmp_path / "out", shelf / "readings.sqlite")
    before = (shelf / "readings.sqlite").read_bytes()
    with unwritable(shelf):
        done = confined(*command(builds.pages, tmp_path / "again", shelf / "readings.sqlite")[3:])
    assert done.returncode == 0
    assert "readings.sqlite: cannot be used as a cache (attempt to write a readonly database)" in done.stderr
    assert seen(tmp_path / "again") == builds.new
    assert (shelf / "readings.sqlite").read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_cache_or_a_log_on_a_full_disk_is_told(builds: Builds, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = kg(*command(builds.pages, out, Path("/dev/full"))[3:])
    assert done.exit_code == 0
    assert "/dev/full: cannot be used as a cache" in done.stderr
    assert seen(out) == builds.new
    done = kg("build", builds.pages, "-o", out, "--tagger", "fast", "--no-cache", "--log-json", "/dev/full")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: /dev/full: the log cannot be written (No space left on device); choose another file with --log-json\n"
    )
    assert {path.name: path.read_bytes() for path in out.iterdir()} == builds.new


def test_two_builds_that_share_a_cache_at_the_same_time_both_succeed(builds: Builds, tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"
    outs = [tmp_path / "one", tmp_path / "two"]
    both = [subprocess.Popen(command(builds.pages, out, cache), stdout=subprocess.DEVNULL) for out in outs]
    assert [process.wait() for process in both] == [0, 0]
    assert [seen(out) for out in outs] == [builds.new, builds.new]
    assert set(build(builds.pages, tmp_path / "out", cache).values()) == {"known"}


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_that_fails_leaves_the_old_one(name: str, builds: Builds, tmp_path: Path) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    out = write(tmp_path / "out", builds.new)
    path = tmp_path / "exported"
    assert kg("export", out, name, "-o", path).exit_code == 0
    before = {file: file.read_bytes() for file in (path.iterdir() if path.is_dir() else [path])}
    with full(300):
        done = kg("export", out, name, "-o", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {path}: cannot be written (")
    assert done.stderr.endswith("File too large); make room on the disk\n")
    assert {file: file.read_bytes() for file in (path.iterdir() if path.is_dir() else [path])} == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["exported", "out"]


def test_a_table_that_cannot_be_written_leaves_the_old_one(builds: Builds, tmp_path: Path) -> None:
    out = write(tmp_path / "out", builds.new)
    table = write(tmp_path / "tables", {"corrections.csv": b"what people decided"}) / "corrections.csv"
    with full(20):
        done = kg("review", out, "--entities", "-o", table)
    assert (done.exit_code, done.stderr) == (
        1, f"Error: {table}: cannot be written (File too large); make room on the disk\n",
    )  # fmt: skip
    with unwritable(table.parent):
        for arguments in (("review", out, "-o", table), ("export", out, "graphml", "-o", table)):
            again = confined(*arguments)
            assert again.returncode == 1
            assert f"{table}: cannot be written (Permission denied); choose another path with -o" in again.stderr
    assert [path.read_bytes() for path in table.parent.iterdir()] == [b"what people decided"]
