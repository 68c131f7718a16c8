"""What XML needs of text: escapes, and U+FFFD for what XML 1.0 cannot hold at all (control characters, surrogates)."""

from __future__ import annotations

import re
from functools import lru_cache

# A reader makes a line end of a bare carriage return, and in attributes a space of every tab and line end.
_TO_ESCAPE_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE_IN_ATTRIBUTE = re.compile('[\x00-\x1f"&<>\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;",
}  # fmt: skip
_NAMES_KEPT = 16_384


def xml_text(value: str | int | float | bool) -> str:
    """The value as the text of an element."""
    return _TO_ESCAPE_IN_TEXT.sub(_escape, value) if isinstance(value, str) else _shown(value)


def xml_attribute(value: str | int | float | bool) -> str:
    """The value as an attribute, with the quotation marks around it."""
    return f'"{_TO_ESCAPE_IN_ATTRIBUTE.sub(_escape, value) if isinstance(value, str) else _shown(value)}"'


@lru_cache(maxsize=_NAMES_KEPT)
def xml_name(name: str) -> str:
    """A node's name, or an edge's relation, as xml_attribute gives it: edges name their ends again and again."""
    return xml_attribute(name)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "�")


def _shown(value: int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
