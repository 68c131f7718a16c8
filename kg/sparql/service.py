"""Whether a query calls another server, told by the parser of the engine that would run it.

pyoxigraph 0.5.13 carries out SERVICE over HTTP, cannot be told not to, and shows no parsed query. But a word that it
reads as a keyword cannot be changed without making the query wrong, and a word inside a string, a comment, an IRI or a
name can. So each "service" is changed to a word that stands nowhere in the query, all in the same way: where that
still parses, none of them was a keyword. No second parser is trusted to read a query as the engine does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# A letter may be written as its code point, should an engine read those before it looks for words. IGNORECASE takes ſ
# for s and İ for i too, which is more than an engine does.
_WORD = re.compile(
    "".join(rf"(?:{char}|\\(?:u|U0000)00(?:{ord(char):x}|{ord(char.upper()):x}))" for char in "service"),
    re.IGNORECASE,
)


def objection(sparql: str, prefixes: Mapping[str, str]) -> str:
    """What the engine says where a "service" of the query is a keyword; "" where none is.

    It may say the same of a query that has the word and is no SPARQL. Nothing of the query itself is run: what is run,
    on an empty store, has no SERVICE left in it.
    """
    import pyoxigraph

    masked = mask(sparql)
    if masked == sparql:
        return ""
    try:
        pyoxigraph.Store().query(masked, prefixes=dict(prefixes))
    except SyntaxError as error:
        return str(error)
    return ""


def mask(sparql: str) -> str:
    """The query with another word for each "service"; two names that differ still differ."""
    longest = max(map(len, re.findall("z+", sparql, re.IGNORECASE)), default=0)
    return _WORD.sub(f"y{'z' * max(5, longest + 1)}y", sparql)
