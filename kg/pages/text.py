"""Plain text and Markdown files → Page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from kg.dates import read_day
from kg.errors import EmptyPage
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.encodings import decode
from kg.pages.front_matter import cut_front_matter

# What programs that recognise pages write beside the text: where a picture was, and tags around captions and tables.
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
_CELL = re.compile(r"</t[dh]>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:html|body|div|p|br|center|span|figure|figcaption|img|table|thead|tbody|tr|td|th)\b[^<>\n]*>", re.IGNORECASE
)


def read_text(data: bytes, path: str, given: Given) -> Iterator[Page]:  # noqa: ARG001
    """Read one page of plain text or Markdown from its bytes.

    Markdown's heads tell the articles apart; its pictures and tags of HTML say nothing, and are taken out of their
    lines. A file whose head gives a title is one whole article. Raises a PageError if the bytes are no text.
    """
    text, encoding = decode(data, path)
    head, text = cut_front_matter(text)
    text = _TAG.sub("", _CELL.sub(" ", _PICTURE.sub("", text)))
    if not text.strip():
        raise EmptyPage(path, "there is nothing below the file's head")
    yield Page(
        path, text, encoding, hashlib.sha256(data).hexdigest(), read_day(head.get("date", "")), head.get("paper", ""),
        head.get("page", ""), bool(head.get("title")), head.get("title", ""), head.get("author", ""),
    )  # fmt: skip
