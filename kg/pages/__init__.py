"""Files → Page: finding the files, telling their encoding, one module a format."""

from kg.pages.reading import read_pages

__all__ = ["read_pages"]
