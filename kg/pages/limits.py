"""How large an input may be: far above anything that a newspaper prints, and below what fills a machine's memory."""

from __future__ import annotations

LARGEST_FILE = 200_000_000  # bytes of a file, unpacked; a table of articles or a PDF of many pages can have as much
LARGEST_TEXT = 20_000_000  # bytes of a file that is one page
LONGEST_ARTICLE = 200_000  # characters of an article that comes whole, since names are compared all with all in it
LARGEST_ARCHIVE = 1_000_000_000  # bytes of all files in an archive; all pages of a build stand in the memory
MOST_FILES = 100_000  # in an archive
LARGEST_XML = 50_000_000  # bytes of a document's texts and styles, unpacked; in the memory they take ten times as much
LARGEST_STREAM = 100_000_000  # bytes of a stream of a PDF, unpacked
MOST_PRINTED_PAGES = 10_000  # of a PDF
MOST_GLYPHS = 100_000  # on a page of a PDF; a broadsheet of nothing but small type has 20,000
MOST_FORMS = 10_000  # on a page of a PDF: parts that are drawn by their name, and that may name others

_TEXTS = (".txt", ".md", ".html", ".htm")


def largest(suffix: str) -> int:
    """The bytes that a file with this ending may have."""
    return LARGEST_TEXT if suffix.lower() in _TEXTS else LARGEST_FILE


def too_large(suffix: str, size: int) -> str:
    """What is wrong with a file of this ending that has too many bytes, and what to do; "" if it has not."""
    if size <= largest(suffix):
        return ""
    parts = "pages, a file each" if suffix.lower() in _TEXTS else "several files"
    return f"it has more than {largest(suffix):,} bytes; cut it into {parts}"
