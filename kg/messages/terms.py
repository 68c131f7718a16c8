"""Types, kinds and relations of the ontology, and actions of corrections, as people read them."""

from __future__ import annotations

from functools import cache

from kg.messages.language import Language
from kg.tables import rows

_GROUPS = ("type", "kind", "predicate", "action")


def term(word: str, language: Language) -> str:
    """A type, kind, relation or action (county, partOf) in a language; as it is, where that has no word for it."""
    return word if language == "en" else _chinese().get(word, word)


@cache
def _chinese() -> dict[str, str]:
    return {word: others.split("|")[0] for group, word, others in rows("corrections/words.tsv", 3) if group in _GROUPS}
