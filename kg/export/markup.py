"""What XML needs of text: escapes, and U+FFFD for what XML 1.0 cannot hold at all (control characters, surrogates)."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A reader makes a line end of a bare carriage return, and in attributes a space of every tab and line end.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


# Most strings have nothing to escape, which one search shows sooner than a translation would.
_TO_ESCAPE_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE_IN_ATTRIBUTE = re.compile('[\x00-\x1f"&<>\ud800-\udfff\ufffe\uffff]')


def xml_text(value: str | int | float | bool) -> str:
    """The value as the text of an element."""
    shown = value if isinstance(value, str) else _shown(value)
    return _NOT_IN_XML.sub("�", shown).translate(_IN_TEXT) if _TO_ESCAPE_IN_TEXT.search(shown) else shown


def xml_attribute(value: str | int | float | bool) -> str:
    """The value as an attribute, with the quotation marks around it."""
    shown = value if isinstance(value, str) else _shown(value)
    if _TO_ESCAPE_IN_ATTRIBUTE.search(shown):
        shown = _NOT_IN_XML.sub("�", shown).translate(_IN_ATTRIBUTE)
    return f'"{shown}"'


def _shown(value: int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
