"""The language of a user: Chinese where the locale says so, else English."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh"]
# As POSIX has it, the first that is set decides; LANGUAGE, of gettext, is a list and goes before all but C.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(environ: Mapping[str, str], said: str = "") -> Language:
    """The language that is said, or that of the locale; English for C, POSIX, and all others."""
    if said:
        return "zh" if said == "zh" else "en"
    name = next((environ[variable] for variable in _VARIABLES if environ.get(variable)), "")
    if name in ("C", "POSIX") or name.startswith("C."):
        return "en"
    name = environ.get("LANGUAGE", "").split(":")[0] or name or _of_windows()
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _of_windows() -> str:
    """Windows has no such variables; Python takes its locale over at the start."""
    return locale.getlocale(locale.LC_CTYPE)[0] or "" if sys.platform == "win32" else ""
