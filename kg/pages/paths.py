"""What a page is called: its path, in the same characters on every system, and none that a reader cannot see."""

from __future__ import annotations

import re
import unicodedata

# Control characters, ends of lines and paragraphs, marks that turn the direction of what follows, and what stands for
# bytes that are no text: each could make one line of a log or a table look like two, or like another.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def page_path(path: str) -> str:
    """A path with / between its parts, composed (NFC, which macOS may take apart), what is unseen as %0A.

    A byte of a file's name that is no UTF-8 is %FF as well. So two files can have one path; both are read.
    """
    return _UNSEEN.sub(_escaped, unicodedata.normalize("NFC", path))


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    is_byte = "\udc80" <= char <= "\udcff"  # as Python reads a name of a file that is not in the system's encoding
    data = char.encode("utf-8", "surrogateescape" if is_byte else "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)
