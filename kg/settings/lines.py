"""In which line of a TOML file a key stands; the parser of the standard library does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\]]*?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<key>[^=#\[\]]+?)\s*=")


def line_of(text: str, keys: Sequence[str], nth: int = 0) -> int:
    """The 1-based line of a key, or of the nth table of its name; 0 if it is not found.

    A key of a table comes as two keys; where the table lacks it, its header is told.
    """
    table, key = (keys[0], keys[1]) if len(keys) > 1 else ("", keys[0] if keys else "")
    current, seen, header = "", -1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            current = _bare(match["name"])
            if current == (table or key):
                seen += 1
                header = number if seen == nth else header
            if not table and header:
                return header
        elif (
            (match := _KEY.match(line))
            and _bare(match["key"]) == key
            and current == table
            and (not table or seen == nth)
        ):
            return number
    return header


def _bare(name: str) -> str:
    return name.strip().strip("\"'")
