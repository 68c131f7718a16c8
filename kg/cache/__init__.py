"""What files and pages yielded, kept between builds, so that only new and changed pages are read again."""

from kg.cache.fingerprint import fingerprint
from kg.cache.readings import Readings, default_file
from kg.cache.recall import open_new, read_new

__all__ = ["Readings", "default_file", "fingerprint", "open_new", "read_new"]
