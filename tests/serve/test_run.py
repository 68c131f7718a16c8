"""Starting and ending: clear lines, clear errors, nothing left behind."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from kg.folder import READY
from tests.serve.conftest import Server
from tests.serve.test_protocol import ENDLESS, ask


def serve(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


def test_a_folder_without_a_graph_is_a_wrong_call(tmp_path: Path) -> None:
    done = serve(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "build it first" in done.stderr


def test_a_damaged_graph_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("no Turtle", encoding="utf-8")
    done = serve(tmp_path, "--port", "0")
    assert (done.returncode, done.stdout) == (1, "")
    assert "build it again" in done.stderr


def test_it_serves_the_build_whose_files_are_still_moving_up(served: Path, tmp_path: Path) -> None:
    """As a build leaves them that was killed when it had published its files."""
    (tmp_path / "graph.ttl").write_text("# nothing yet\n", encoding="utf-8")
    (tmp_path / "graph.html").write_text("old", encoding="utf-8")
    shutil.copytree(served, tmp_path / READY)
    server = Server(tmp_path)
    try:
        with urlopen(server.address) as page:
            assert b"<title>graph</title>" in page.read()
        with urlopen(f"{server.address}/id/place/410185") as card:
            assert "登封市" in card.read().decode()
    finally:
        server.end()


def test_a_port_that_is_taken_is_told(served: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve(served, "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: port {port} cannot be used (Address already in use); choose another with --port\n"


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    port = int(server.address.rpartition(":")[2])
    listed = Path("/proc/net/tcp")
    if not listed.exists():
        pytest.skip("reads the list of sockets of Linux")
    local = [line.split()[1] for line in listed.read_text(encoding="ascii").splitlines()[1:]]
    assert [found for found in local if found.endswith(f":{port:04X}") and not found.startswith("0100007F")] == []


def test_without_its_packages_it_names_the_extra(served: Path) -> None:
    code = f"import sys; sys.modules['uvicorn'] = None; from kg.cli import main; main(['serve', {str(served)!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'newskg[serve]'" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of processes of Linux")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_and_its_processes_with_it(start: Callable[..., Server], how: signal.Signals) -> None:
    server = start("--timeout", "60")
    urlopen(f"{server.address}/sparql?query=ASK%7B%7D").read()
    thread = threading.Thread(target=lambda: ask(server, ENDLESS))
    thread.start()
    time.sleep(0.5)
    found = [child for path in Path(f"/proc/{server.process.pid}/task").iterdir()
             for child in map(int, (path / "children").read_text().split())]  # fmt: skip
    assert len(found) == 2
    began = time.monotonic()
    server.process.send_signal(how)
    _, said = server.process.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert (server.process.returncode, said) == (0, "")
    thread.join()
    assert not [child for child in found if Path(f"/proc/{child}").exists()]
