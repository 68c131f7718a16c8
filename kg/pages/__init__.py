"""Files → Page: finding the files, telling their kind, encoding and date, one module a format."""

from kg.pages.caller import Given, given
from kg.pages.reading import read_data, read_pages

__all__ = ["Given", "given", "read_data", "read_pages"]
