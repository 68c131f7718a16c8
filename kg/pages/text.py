"""Plain text and Markdown files → Page."""

from __future__ import annotations

import hashlib

from kg.model import Page
from kg.pages.encodings import decode


def read_text(data: bytes, path: str) -> Page:
    """Read one page of plain text or Markdown from its bytes.

    Markdown is left as it stands: its heads tell the articles apart. Raises a PageError if the bytes are no text.
    """
    text, encoding = decode(data, path)
    return Page(path=path, text=text, encoding=encoding, digest=hashlib.sha256(data).hexdigest())
