"""kg.toml: what a newspaper's reader sets once; see docs/cli.md.

kg.settings.reading, which knows what names are, is imported where there is a file to read.
"""

from kg.settings.place import LANGUAGES, NAME, find_settings

__all__ = ["LANGUAGES", "NAME", "find_settings"]
