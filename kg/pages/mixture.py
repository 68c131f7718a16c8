"""Why no one encoding fits a page: where another begins; for messages."""

from __future__ import annotations

import io
from collections.abc import Callable


def mixed(data: bytes, looks_chinese: Callable[[str], bool]) -> str:
    """The first line in UTF-8 and the first in GB 18030, as words of a message; "" if there are not both.

    Text in GB 18030 is hardly ever UTF-8 too, and never if it is hanzi then.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(io.BytesIO(data), 1):
        name = "" if line.isascii() else _encoding(line, looks_chinese, "GB 18030" in found)
        if name:
            found.setdefault(name, number)
        if len(found) > 1:
            (first, at), (second, after) = found.items()
            return f"line {at} is {first}, line {after} {second}"
    return ""


def _encoding(line: bytes, looks_chinese: Callable[[str], bool], known: bool) -> str:
    for name, encoding in (("UTF-8", "utf-8"), ("GB 18030", "gb18030")):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (known and encoding == "gb18030") or looks_chinese(text):
            return name
    return ""


def broken_line(data: bytes) -> int:
    """The number of the first line that is no UTF-8, from 1; 0 if none is."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0
