"""Says what is wrong with a query that was not run: where, and what was expected there; or why it is refused."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.errors import RefusedQuery, UsageError, WrongQuery
from kg.rdf.terms import PREFIXES
from kg.tables import rows

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

READ_ONLY = "the graph is read-only, and updates (INSERT, DELETE, LOAD, CLEAR …) are refused"
NO_SERVICE = "SERVICE is refused, since it would ask another server"
# Engine's parsers tell what the grammar does not in such words, among the tokens that they expected.
_SENTENCE = re.compile(r"[A-Z][a-z]+ [a-z][^\"\[\]]*?(?=, [\"\[A-Z]|$)|The SELECT [^,\[]*")
_OFTEN = "most likely BIND or AS names a variable that has a value already, or two groups share a blank node"


def diagnose(sparql: str, said: str = "") -> UsageError:
    """Tell what is wrong with a query that the engine does not read or that has a SERVICE, in one error to be raised.

    said is the engine's own message, used where the grammar sees nothing wrong.
    """
    from lark.exceptions import UnexpectedInput

    try:
        tree = _parser().parse(sparql, start="query")
    except UnexpectedInput as error:
        return RefusedQuery(READ_ONLY) if _is_update(sparql, error) else WrongQuery(_unexpected(sparql, error))
    calls = _tokens(tree, "SERVICE")
    if calls:
        return RefusedQuery(_at(sparql, calls[0], NO_SERVICE))
    undeclared = _undeclared(tree)
    if undeclared:
        prefix = undeclared.partition(":")[0]
        return WrongQuery(_at(sparql, undeclared, f"the prefix {prefix}: is not declared; known are {_known()}"))
    sentence = _SENTENCE.search(said)
    why = sentence[0] if sentence else _OFTEN
    return WrongQuery(f"the query is no SPARQL 1.1: {why}{_near(said)}")


def _is_update(sparql: str, error: UnexpectedInput) -> bool:
    """Whether it reads as an update, or further as an update than as a query."""
    from lark.exceptions import UnexpectedInput

    try:
        _parser().parse(sparql, start="update")
    except UnexpectedInput as other:
        return _reach(sparql, other) > _reach(sparql, error)
    # An empty text is an update that does nothing.
    return bool(re.search(r"\w", re.sub(r"#.*", "", sparql)))


def _reach(sparql: str, error: UnexpectedInput) -> int:
    return len(sparql) if _ended(error) else _place(error)


def _place(error: UnexpectedInput) -> int:
    return 0 if error.pos_in_stream is None else error.pos_in_stream


def _ended(error: UnexpectedInput) -> bool:
    token = getattr(error, "token", None)
    return token is not None and token.type == "$END"


def _unexpected(sparql: str, error: UnexpectedInput) -> str:
    from lark.exceptions import UnexpectedCharacters

    wanted = f"{_in_words(getattr(error, 'accepts', None) or getattr(error, 'allowed', None) or set())} was expected"
    if _ended(error):
        text = sparql.rstrip()
        line, column = text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1
        return _pointed(sparql, line, column, f"the query ends where {wanted}")
    if isinstance(error, UnexpectedCharacters):
        found = sparql[_place(error)]
        if found in "'\"":
            return _pointed(sparql, error.line, error.column, "this quotation mark is never closed")
        word = re.match(r"[\w:?$@]+", sparql[_place(error) :])
        if not word and unicodedata.normalize("NFKC", found).isascii() and not found.isascii():
            wanted += "; signs of SPARQL are half as wide (半角)"
        found = word[0] if word else found
    else:
        found = str(getattr(error, "token", ""))
    return _pointed(sparql, error.line, error.column, f"{_short(found)} stands where {wanted}")


def _short(found: str) -> str:
    shown = found if len(found) <= 30 else f"{found[:30]}…"
    return f"‘{shown}’"


def _in_words(terminals: set[str]) -> str:
    """The tokens in words, signs first: they are what is most often left out."""
    named = _named()
    wanted: set[str] = set()
    for name in terminals - {"WHITE", "COMMENT", "SERVICE"}:
        itself = str(_parser().get_terminal(name).pattern.value) if name not in named else ""
        wanted.add(named.get(name) or (itself if itself.isalpha() else f"‘{itself}’"))
    ordered = sorted(wanted, key=lambda words: (words[0] != "‘", words[0].islower(), words))
    return " or ".join([", ".join(ordered[:-1]), ordered[-1]] if len(ordered) > 1 else ordered)


def _undeclared(tree: Tree[Token]) -> Token | None:
    """The first name whose prefix nobody declares."""

    declared = {*PREFIXES, *(str(found.children[0])[:-1] for found in tree.find_data("prefix_decl"))}
    names = _tokens(tree, "NAME", "PREFIX")
    return next((token for token in names if token.partition(":")[0] not in declared), None)


def _tokens(tree: Tree[Token], *types: str) -> list[Token]:
    """The tokens of these types, in the order of the text."""
    from lark import Token

    found = tree.scan_values(lambda value: isinstance(value, Token) and value.type in types)
    return sorted(found, key=lambda token: token.start_pos or 0)


def _at(sparql: str, token: Token, message: str) -> str:
    return _pointed(sparql, token.line or 1, token.column or 1, message)


def _pointed(sparql: str, line: int, column: int, message: str) -> str:
    """The message with its place, and below it the line with a mark under the column."""
    lines = sparql.split("\n")
    text = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    start = max(0, column - 60)
    shown = "".join(char if char.isprintable() else " " for char in text[start : start + 100])
    before = "".join(char if char.isprintable() else " " for char in text[start : column - 1])
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in before)
    return f"line {line}, column {column}: {message}\n  {shown}\n  {' ' * width}^"


def _near(said: str) -> str:
    """Where the engine gave up, which is at or behind the place."""
    place = re.search(r"error at (\d+):(\d+)", said)
    return f" (at or before line {place[1]}, column {place[2]})" if place else ""


def _known() -> str:
    return ", ".join(f"{prefix}:" for prefix in PREFIXES)


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = (files("kg.sparql") / "sparql.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start=["query", "update"], maybe_placeholders=False)


@cache
def _named() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("sparql/expected.tsv", 2)}
