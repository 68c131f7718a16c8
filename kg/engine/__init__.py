"""Where pages are read: in this process, in several, or on a cluster."""

from kg.engine.local import Result, read_all
from kg.engine.sharing import shared, taken

__all__ = ["Result", "read_all", "shared", "taken"]
