"""Where pages are read: in this process, in several, or on a cluster."""

from kg.engine.local import Result, read_all

__all__ = ["Result", "read_all"]
