"""The folder of a build: old or new as a whole, whenever a build is killed; one build at a time."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from kg.errors import FolderInUse, OutputError
from kg.folder import LOCK, OUTPUTS, READY, STAGING, building, built_file, open_built

# Publishes a build of this content; killed before the file system is changed for the nth time.
KILLED = """
import os, signal, sys
from itertools import count
from pathlib import Path

import filelock

from kg.folder import OUTPUTS, building

folder, content, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
step = count(1)


def kill(event, _arguments):
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open") and next(step) == last:
        os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(kill)
with building(folder) as new:
    for name in OUTPUTS:
        (new / name).write_text(content)
"""
# Holds the folder until its standard input ends.
HOLDER = """
import sys
from pathlib import Path

from kg.folder import OUTPUTS, building

with building(Path(sys.argv[1])) as new:
    print("here", flush=True)
    sys.stdin.read()
    for name in OUTPUTS:
        (new / name).write_text("of the first")
"""
# Takes the folder again and again, and ends with status 3 if it is not alone there.
RIVAL = """
import os, sys
from pathlib import Path

from kg.errors import FolderInUse
from kg.folder import building

alone = Path(sys.argv[2])
done = 0
while done < 60:
    try:
        with building(Path(sys.argv[1])):
            try:
                os.close(os.open(alone, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                sys.exit(3)
            alone.unlink()
            done += 1
    except FolderInUse:
        pass
"""


def python(program: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", program, *map(str, arguments)]


def publish(folder: Path, content: str) -> None:
    with building(folder) as new:
        for name in OUTPUTS:
            (new / name).write_text(content)


def seen(folder: Path) -> set[str]:
    """What a reader finds in the files."""
    found = set()
    for name in OUTPUTS:
        with open_built(folder, name) as file:
            found.add(file.read().decode())
        assert built_file(folder, name).read_text() in found
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that writes a build into the folder, and has not finished."""
    process = subprocess.Popen(python(HOLDER, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
        yield process
        process.kill()


def test_a_build_killed_at_any_step_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    """Steps are all that change the file system, so that what is killed between two of them is like one at the next."""
    states = []
    for step in count(1):
        folder = tmp_path / str(step)
        publish(folder, "old")
        (folder / "notes.txt").write_text("the user's own")
        done = subprocess.run(python(KILLED, folder, "new", step), check=False)
        (state,) = seen(folder)
        states.append(state)
        if done.returncode == 0:
            assert names(folder) == sorted([*OUTPUTS, "notes.txt"])
            break
        assert done.returncode == -signal.SIGKILL
        if state == "old":
            assert {(folder / name).read_text() for name in OUTPUTS} == {"old"}
        publish(folder, "next")
        assert seen(folder) == {"next"}
        assert names(folder) == sorted([*OUTPUTS, "notes.txt"])
        assert (folder / "notes.txt").read_text() == "the user's own"
    assert states == sorted(states, reverse=True)  # never back to the old one
    assert states.count("old") > len(OUTPUTS)
    assert states.count("new") > len(OUTPUTS)


def test_a_first_build_killed_at_any_step_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    for step in count(1):
        folder = tmp_path / str(step)
        done = subprocess.run(python(KILLED, folder, "new", step), check=False)
        there = [name for name in OUTPUTS if built_file(folder, name).exists()]
        assert there in ([], list(OUTPUTS))
        if done.returncode == 0:
            break
    assert names(folder) == sorted(OUTPUTS)


def test_a_reader_always_finds_every_file_and_none_that_is_older_than_before(tmp_path: Path) -> None:
    publish(tmp_path, "0")
    latest = dict.fromkeys(OUTPUTS, 0)
    reads, faults = 0, list[str]()
    over = threading.Event()

    def read() -> None:
        nonlocal reads
        while not over.is_set():
            for name in OUTPUTS:
                try:
                    with open_built(tmp_path, name) as file:
                        number = int(file.read())
                except OSError as error:
                    faults.append(str(error))
                    continue
                if number < latest[name]:
                    faults.append(f"{name}: {number} after {latest[name]}")
                latest[name] = number
                reads += 1

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(1, 101):
        publish(tmp_path, str(number))
    over.set()
    thread.join()
    assert faults == []
    assert reads > 100


def test_a_build_that_fails_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    publish(tmp_path, "old")

    def fail() -> None:
        with building(tmp_path) as new:
            (new / "graph.ttl").write_text("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"No space left on device\); make room on the disk"):
        fail()
    assert seen(tmp_path) == {"old"}
    assert names(tmp_path) == sorted(OUTPUTS)


def test_a_second_build_is_told_who_writes_and_disturbs_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    with held(tmp_path) as first:
        for _ in range(2):
            with pytest.raises(FolderInUse, match=rf"another build \(process {first.pid}\) is writing there"):
                publish(tmp_path, "of the second")
        assert seen(tmp_path) == {"old"}
        first.communicate()
        assert first.returncode == 0
    assert seen(tmp_path) == {"of the first"}
    assert names(tmp_path) == sorted(OUTPUTS)


def test_two_builds_of_one_process_are_kept_apart_too(tmp_path: Path) -> None:
    with building(tmp_path), pytest.raises(FolderInUse, match=f"process {os.getpid()}"):
        publish(tmp_path, "of the second")


def test_a_build_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    with held(tmp_path) as first:
        first.kill()
        first.wait()
        assert (tmp_path / LOCK).exists()
        publish(tmp_path, "new")
    assert seen(tmp_path) == {"new"}
    assert names(tmp_path) == sorted(OUTPUTS)


def test_of_many_builds_one_at_a_time_has_the_folder(tmp_path: Path) -> None:
    """Though the file of the lock is removed each time, while others have it open."""
    rivals = [subprocess.Popen(python(RIVAL, tmp_path / "out", tmp_path / "alone")) for _ in range(3)]
    assert [rival.wait() for rival in rivals] == [0, 0, 0]


def test_moves_of_a_build_on_spark_that_were_broken_off_are_finished_too(tmp_path: Path) -> None:
    """It writes folders beside the files."""
    for place, text in ((tmp_path, "old"), (tmp_path / READY, "new")):
        (place / "triples").mkdir(parents=True)
        (place / "triples" / text).write_text(text)
        (place / "graph.ttl").write_text(text)
    with building(tmp_path):
        assert [path.name for path in (tmp_path / "triples").iterdir()] == ["new"]
        assert (tmp_path / "graph.ttl").read_text() == "new"


def test_a_folder_where_a_file_is_to_be_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "graph.gexf").mkdir()
    begun = False
    with pytest.raises(OutputError, match=r"graph\.gexf: is a folder"), building(tmp_path):
        begun = True
    assert not begun
    assert names(tmp_path) == ["graph.gexf"]


def test_a_file_that_cannot_be_replaced_is_told_while_readers_have_the_new_build(tmp_path: Path) -> None:
    publish(tmp_path, "old")

    def in_the_way() -> None:
        with building(tmp_path) as new:
            for name in OUTPUTS:
                (new / name).write_text("new")
            (tmp_path / "report.json").unlink()
            (tmp_path / "report.json").mkdir()  # stands for a file that another program holds open on Windows

    with pytest.raises(OutputError, match=r"report\.json: the new graph is there .* cannot be replaced"):
        in_the_way()
    assert seen(tmp_path) == {"new"}
    (tmp_path / "report.json").rmdir()
    publish(tmp_path, "next")
    assert seen(tmp_path) == {"next"}
    assert not {READY, STAGING, LOCK} & set(names(tmp_path))
