"""newskg reads Chinese newspaper pages about local government and builds a knowledge graph of them.

>>> import kg
>>> graph = kg.load("output")
>>> graph.find("向阳社区")[0].type
<EntityType.PLACE: 'Place'>
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Article, Claim, Entity, Graph, Listing, Mention, build, load
    from kg.model import EntityType, Kind, Predicate
    from kg.tagger import Document
    from kg.tagger.span import Span

__version__ = "0.1.0"
__all__ = [
    "Article", "Claim", "Document", "Entity", "EntityType", "Graph", "Kind", "Listing", "Mention", "Predicate", "Span",
    "build", "load",
]  # fmt: skip

_ROOMS = {
    "kg.api": ("Article", "Claim", "Entity", "Graph", "Listing", "Mention", "build", "load"),
    "kg.model": ("EntityType", "Kind", "Predicate"),
    "kg.tagger": ("Document",),
    "kg.tagger.span": ("Span",),
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that import kg costs nothing."""
    for room, names in _ROOMS.items():
        if name in names:
            found: object = getattr(import_module(room), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names offered."""
    return __all__
