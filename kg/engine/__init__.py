"""Where pages are read: in this process, in several, or on a cluster."""

from kg.engine.local import read_all

__all__ = ["read_all"]
