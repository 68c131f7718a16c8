"""The words of the built graph in RDF: its namespaces, and the few sorts of thing that stand after a property.

A property or class is written as in Turtle ("kg:page"); PREFIXES tells what the part before the colon stands for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import UsageError

DEFAULT_BASE = "https://w3id.org/newskg/id/"

PREFIXES = {
    "kg": "https://w3id.org/newskg/ontology#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The first part of a node's name; also the prefix under which Turtle shows it.
FOLDERS = (
    "agency", "article", "candidate", "claim", "correction", "dataset", "editor", "mention", "newspaper", "person",
    "place", "programme",
)  # fmt: skip

# What RFC 3987 keeps out of a path (white space, quotation marks, brackets, private use, what is no character, a
# percent sign that escapes nothing), and what turns or hides text on the screen.
_NOT_IN_IRI = re.compile(
    r"[\x00-\x20\"<>\\^`{|}\[\]#?\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff"
    r"\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]|%(?![0-9A-Fa-f]{2})"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.*[/#:=?]")


class Ref(str):
    """A thing of the data, by the name of its node; its IRI is the base and this."""

    __slots__ = ()


class Term(str):
    """A property or class, written with its prefix: "kg:Place"."""

    __slots__ = ()


class Iri(str):
    """A thing of the web outside the data, by its whole IRI."""

    __slots__ = ()


class Text(str):
    """A plain string literal."""

    __slots__ = ()


class Day(str):
    """A day, "2024-08-31", as xsd:date."""

    __slots__ = ()


class Chinese(str):
    """A string literal in Chinese, "永康市"@zh."""

    __slots__ = ()


class English(str):
    """A string literal in English, "county"@en."""

    __slots__ = ()


Value = Ref | Term | Iri | Text | Day | Chinese | English | bool | int | float


class Description(NamedTuple):
    """All that is said of one subject: its class, then property and value, in the order in which they are written.

    A bool stands for xsd:boolean, an int for xsd:integer, and a float for xsd:decimal.
    """

    subject: str
    kind: str
    properties: list[tuple[str, Value]]


def clean(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which no encoding of Unicode can write."""
    return text if text.isascii() or text.isalnum() else _SURROGATE.sub("�", text)


def replaced(text: str) -> int:
    """How many characters of the text become U+FFFD in clean."""
    return 0 if text.isascii() else len(_SURROGATE.findall(text))


def safe(node: str) -> str:
    """The name of a node as an IRI can hold it: what it cannot hold is percent-encoded, as UTF-8."""
    return _NOT_IN_IRI.sub(lambda bad: "".join(f"%{byte:02X}" for byte in clean(bad[0]).encode()), node)


def checked_base(base_iri: str) -> str:
    """The base, if names put behind it make IRIs; UsageError if not."""
    if not _BASE.fullmatch(base_iri) or _NOT_IN_IRI.search(re.sub("[#?]", "", base_iri)) or base_iri.count("#") > 1:
        raise UsageError(
            f"base IRI {base_iri!r}: names cannot be put behind it; give an absolute IRI that ends in / or #, "
            f"such as {DEFAULT_BASE}"
        )
    return base_iri
