"""The wheel that users install holds all that the program reads."""

import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What pip says where the build's own requirements are not to be had: no network, no index.
OFFLINE = ("No matching distribution", "Could not find a version", "NewConnectionError", "Network is unreachable")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    if find_spec("build") is None:
        pytest.skip("the package build is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    if find_spec("hatchling"):
        command.insert(4, "--no-isolation")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode and any(sign in said for sign in OFFLINE):
        pytest.skip("hatchling can be neither imported nor installed from here")
    assert done.returncode == 0, said
    (file,) = folder.glob("*.whl")
    return zipfile.ZipFile(file)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The files of the package and the ontology that are under version control."""
    command = ["git", "-C", str(ROOT), "-c", "core.quotePath=off", "ls-files", "kg", "ontology"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [name for name in listed if (ROOT / name).is_file()]


def test_the_wheel_holds_every_file_of_the_package_as_it_is(wheel: zipfile.ZipFile, tracked: list[str]) -> None:
    inside = set(wheel.namelist())
    packed = {name: name if name.startswith("kg/") else f"kg/{name}" for name in tracked}
    assert [name for name, as_packed in packed.items() if as_packed not in inside] == []
    assert [name for name, as_packed in packed.items() if wheel.read(as_packed) != (ROOT / name).read_bytes()] == []


def test_files_of_every_sort_are_among_them(wheel: zipfile.ZipFile) -> None:
    kinds = {Path(name).suffix for name in wheel.namelist()}
    assert {".py", ".typed", ".tsv", ".txt", ".npz", ".bin", ".gz", ".html", ".js", ".css", ".ttl", ".jsonld"} <= kinds
    assert {"kg/ontology/newskg.ttl", "kg/ontology/shapes.ttl"} <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].removesuffix(".dist-info").split("-")[0] for name in wheel.namelist()} == {
        "kg",
        "newskg",
    }
    assert not [name for name in wheel.namelist() if "__pycache__" in name or name.endswith((".pyc", ".pkl"))]


def test_licence_notice_and_command_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    by_end = {name.rpartition("/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    for name in ("LICENSE", "NOTICE"):
        assert wheel.read(by_end[name]) == (ROOT / name).read_bytes()
    assert "kg = kg.cli:run" in wheel.read(by_end["entry_points.txt"]).decode()
    metadata = wheel.read(by_end["METADATA"]).decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata
