"""What the standard streams can show: on every console, and in what is written into a file, no character stops kg."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


def prepare(streams: tuple[TextIO, ...] | None = None, system: str = sys.platform) -> None:
    """Let standard output and error replace what their encoding has no sign for, instead of failing there.

    On Windows, what goes into a file or another program is UTF-8, as on other systems, unless PYTHONIOENCODING says
    otherwise: a console shows every character by itself, but a redirected stream has the encoding of old programs.
    """
    for stream in streams or (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if system == "win32" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif stream.errors == "strict":
            stream.reconfigure(errors="replace")
