"""What a machine lacks for Spark is said before Spark is started."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.engine.spark_session import check_java
from kg.errors import UsageError


def java(home: Path, version: str) -> Path:
    """A folder with a program that tells a version as java does."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2024-07-16' >&2\n")
    program.chmod(0o755)
    return home


def test_java_that_is_missing_or_too_old_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match=r"needs Java, and there is none in .*nowhere; install Java 17"):
        check_java()
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="there is none; install Java 17"):
        check_java()
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "old", "11.0.24")))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    with pytest.raises(UsageError, match="is version 11"):
        check_java()


@pytest.mark.parametrize("version", ["17.0.15", "21", "25-ea"])
def test_java_that_is_new_enough_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, version)))
    check_java()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "spark", "--corrections", "c.csv"], "--corrections"),
        (["--engine", "spark", "--validate"], "--validate"),
        (["--engine", "spark", "--jobs", "2"], "--jobs"),
        (["--master", "yarn"], "--engine spark"),
        (["--gzip"], "--engine spark"),
    ],
)
def test_options_that_do_not_fit_the_engine_are_refused(tmp_path: Path, options: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(tmp_path / "out"), *options])
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()
