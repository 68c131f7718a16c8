"""Files and folders that take the place of old ones: as a whole, or not at all."""

import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.replacement import replacing

# Puts a folder in place of another; killed before the file system is changed for the nth time.
KILLED = """
import os, signal, sys
from itertools import count
from pathlib import Path

import filelock

from kg.replacement import replacing

path, last = Path(sys.argv[1]), int(sys.argv[2])
step = count(1)


def kill(event, _arguments):
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open") and next(step) == last:
        os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(kill)
with replacing(path) as new:
    new.mkdir()
    (new / "a.csv").write_text("new")
    (new / "c.csv").write_text("new")
"""


def put(path: Path, text: str) -> None:
    with replacing(path) as new:
        new.write_text(text)


def test_a_file_takes_the_place_of_the_old_one_with_its_permissions(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "old")
    (tmp_path / "a.csv").chmod(0o600)
    put(tmp_path / "a.csv", "new")
    assert (tmp_path / "a.csv").read_text() == "new"
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "old")

    def fail(error: BaseException) -> None:
        with replacing(tmp_path / "a.csv") as new:
            new.write_text("half")
            raise error

    with pytest.raises(OutputError, match=r"a\.csv: cannot be written \(full\); make room on the disk"):
        fail(OSError(28, "full"))
    with pytest.raises(OutputError, match=r"a\.csv: cannot be written \(denied\); choose another path with -o"):
        fail(PermissionError(13, "denied"))
    with pytest.raises(KeyboardInterrupt):
        fail(KeyboardInterrupt())
    assert (tmp_path / "a.csv").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]


def test_two_exports_to_one_path_are_kept_apart(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "old")
    with replacing(tmp_path / "a.csv") as new:
        with pytest.raises(OutputError, match=r"a\.csv: another export is writing it; wait for it"):
            put(tmp_path / "a.csv", "of the second")
        new.write_text("of the first")
    assert (tmp_path / "a.csv").read_text() == "of the first"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]


def test_no_folder_is_made_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"a\.csv: cannot be written \(No such file or directory\)"):
        put(tmp_path / "nowhere" / "a.csv", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_one_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    put(tmp_path / "tables" / "a.csv", "old")
    (tmp_path / "link.csv").symlink_to("tables/a.csv")
    put(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "tables" / "a.csv").read_text() == "new"


def test_a_pipe_or_a_device_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)
    put(tmp_path / "pipe", "一" * 10_000)
    assert reader.communicate()[0].decode() == "一" * 10_000
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told() -> None:
    before = Path("/dev/full").stat()
    with pytest.raises(OutputError, match=r"/dev/full: cannot be written .*; make room on the disk"):
        put(Path("/dev/full"), "new")
    assert Path("/dev/full").stat().st_rdev == before.st_rdev


def test_a_folder_put_in_place_is_the_old_or_the_new_one_whenever_that_is_broken_off(tmp_path: Path) -> None:
    old, new = {"a.csv": "old", "b.csv": "old"}, {"a.csv": "new", "c.csv": "new"}
    states = []
    for step in count(1):
        path = tmp_path / str(step) / "tables"
        path.mkdir(parents=True)
        for name, text in old.items():
            (path / name).write_text(text)
        done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(step)], check=False)
        # Between the two steps it has another name, and nothing of it is lost.
        there = path if path.exists() else path.with_name(".tables.kg-old")
        states.append({file.name: file.read_text() for file in there.iterdir()})
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        with replacing(path) as again:
            assert {file.name: file.read_text() for file in path.iterdir()} == states[-1]
            again.mkdir()
        assert list(path.parent.iterdir()) == [path]
        assert list(path.iterdir()) == []
    assert list(path.parent.iterdir()) == [path]
    assert states == sorted(states, key=lambda state: state == new)
    assert states.count(old) > 4
    assert states.count(new) > 1
    assert len(states) == states.count(old) + states.count(new)
