"""An article's name, from where it stands and what it says."""

from __future__ import annotations

import hashlib


def article_id(*said: str) -> str:
    """The name of the article of which these strings are said; equal ones give the same: 64 bits of a SHA-256."""
    digest = hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()
    return f"article/{digest[:16]}"
