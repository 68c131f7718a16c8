"""What XML needs of text: escapes, and U+FFFD for what XML 1.0 cannot hold at all (control characters, surrogates)."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A reader makes a line end of a bare carriage return, and in attributes a space of every tab and line end.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def xml_text(value: str | int | float | bool) -> str:
    """The value as the text of an element."""
    return _NOT_IN_XML.sub("�", _shown(value)).translate(_IN_TEXT)


def xml_attribute(value: str | int | float | bool) -> str:
    """The value as an attribute, with the quotation marks around it."""
    return f'"{_NOT_IN_XML.sub("�", _shown(value)).translate(_IN_ATTRIBUTE)}"'


def _shown(value: str | int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
