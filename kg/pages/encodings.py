"""Bytes → text: which encoding a page is in.

A byte order mark settles it. Without one, every encoding of ``ATTEMPTS`` is tried in order, decoding strictly, and
the first whose text looks like a page is taken.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.errors import BinaryPage, EmptyPage, UndecodablePage
from kg.pages.mixture import broken_line, mixed
from kg.traditional import simplified


class Attempt(NamedTuple):
    """One encoding to try, and what its text must satisfy to be believed."""

    encoding: str
    applies: Callable[[bytes], bool]
    plausible: Callable[[str], bool]


# First byte patterns of the files that are most often mistaken for text.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)
# The longer mark first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Chinese news is 97 to 99% first-level GB 2312 among its hanzi; text read in a wrong encoding is below 45%.
MIN_COMMON_HANZI = 0.7
# Hanzi, Latin, kana and their punctuation make up all but a few odd symbols of a page.
MIN_EXPECTED = 0.9
# A stray form feed or escape is seen in text taken from a PDF; more than this share of control characters is no text.
MAX_CONTROLS = 0.02
# Enough of a page to judge by.
SAMPLE = 20_000
COMPARED = 4000  # bytes; enough to choose between two encodings

_ORDINARY_CONTROLS = frozenset("\t\n\r\f\v\x1a")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_EXPECTED_BLOCKS = (
    (0x20, 0x17F),      # Latin
    (0x2000, 0x2BFF),   # punctuation, arrows, numbers in circles, shapes
    (0x3000, 0x30FF),   # CJK punctuation, kana
    (0x3200, 0x33FF),   # enclosed and squared CJK
    (0x4E00, 0x9FFF),   # hanzi
    (0xFE30, 0xFE4F),   # vertical forms
    (0xFF00, 0xFFEF),   # full-width forms
)  # fmt: skip


def decode(data: bytes, page: str) -> tuple[str, str]:
    """Decode a page's bytes; gives the text, with \\n for line ends, and the name of the encoding.

    Raises EmptyPage, BinaryPage or UndecodablePage, each of which names the page and says what is wrong.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise BinaryPage(
                page, f"it is {what}, not text; give its name the ending of its kind, or save its text as .txt"
            )
    if not data.strip(b"\0 \t\r\n\f\v"):
        lost = "it holds nothing but null bytes, so its text was lost when it was saved or copied; copy it again"
        raise EmptyPage(page, lost if b"\0" in data else "the file is empty")
    text, encoding = _decode_marked(data, page) or _decode_tried(data, page)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\x1a \t\n\f\v\u3000\xa0"):
        raise EmptyPage(page, "the file holds nothing but blanks")
    return text, encoding


def _decode_marked(data: bytes, page: str) -> tuple[str, str] | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"its byte order mark says {encoding}, but byte {len(mark) + error.start} does not fit"
                raise UndecodablePage(page, f"{reason}; save it again as UTF-8") from error
            if not has_few_controls(text):
                raise BinaryPage(page, f"it begins like {encoding} text, but is full of control characters")
            return text, encoding
    return None


def _decode_tried(data: bytes, page: str) -> tuple[str, str]:
    for attempt in ATTEMPTS:
        if not attempt.applies(data):
            continue
        try:
            text = data.decode(attempt.encoding)
        except UnicodeDecodeError:
            continue
        if attempt.plausible(text):
            if attempt.encoding == "gb18030" and (lines := mixed(data, looks_chinese)):
                raise UndecodablePage(page, f"it is in two encodings ({lines}); save it as UTF-8")
            return text, attempt.encoding
    controls = sum(byte < 0x20 and chr(byte) not in _ORDINARY_CONTROLS for byte in data[:SAMPLE])
    if controls > MAX_CONTROLS * min(len(data), SAMPLE):
        raise BinaryPage(page, "it is not text: too many control bytes")
    if lines := mixed(data, looks_chinese):
        raise UndecodablePage(page, f"it is in two encodings ({lines}); save it as UTF-8")
    tried = ", ".join(dict.fromkeys(attempt.encoding for attempt in ATTEMPTS))
    where = f"as UTF-8 it breaks off in line {broken_line(data)}"
    raise UndecodablePage(page, f"its bytes are text in none of {tried} ({where}); save it as UTF-8")


def has_few_controls(text: str) -> bool:
    """Whether a text has no more control characters than text taken from a PDF may have."""
    sample = text[:SAMPLE]
    if "\0" in text:
        return False
    return len(_CONTROL.findall(sample)) <= MAX_CONTROLS * len(sample)


def looks_chinese(text: str) -> bool:
    """Whether a text could be a Chinese page: expected characters nearly throughout, its hanzi mostly common ones."""
    if not has_few_controls(text):
        return False
    visible = [char for char in text[:SAMPLE] if not char.isspace()]
    hanzi = [char for char in visible if "\u4e00" <= char <= "\u9fff"]
    expected = sum(_is_expected(char) for char in visible)
    return expected >= MIN_EXPECTED * len(visible) and _common_share(hanzi) >= MIN_COMMON_HANZI


def _common_share(hanzi: Sequence[str]) -> float:
    return sum(map(_is_common, hanzi)) / max(len(hanzi), 1)


def _is_expected(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _EXPECTED_BLOCKS)


@lru_cache(maxsize=30_000)
def _is_common(char: str) -> bool:
    """Whether a hanzi or its simplified form is in the first level of GB 2312, its 3,755 most used (rows 16 to 55)."""
    try:
        return 0xB0 <= simplified(char).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _has_nulls_in_pairs(data: bytes) -> bool:
    """ASCII in UTF-16 has a null byte, and so has 一 (U+4E00): at which parity says nothing by itself."""
    return len(data) % 2 == 0 and 0 in data


def _has_even_length(data: bytes) -> bool:
    return len(data) % 2 == 0


def _has_no_nulls(data: bytes) -> bool:
    return 0 not in data


def _reads_better_as_big5(data: bytes) -> bool:
    """Whether more of its hanzi are common ones in Big5 than in GB 18030; nearly any two bytes are some hanzi in both.

    Of 572 pieces of 200 characters in either encoding none was taken for the other; at 6, none in GB 18030.
    """
    read = (data[:COMPARED].decode(encoding, "ignore") for encoding in ("big5hkscs", "gb18030"))
    big5, other = (_common_share([char for char in text if "\u4e00" <= char <= "\u9fff"]) for text in read)
    return big5 > other


ATTEMPTS = (
    # Null bytes stand in no other encoding of text, so this is asked before UTF-8, in which they would be valid.
    Attempt("utf-16-le", _has_nulls_in_pairs, looks_chinese),
    Attempt("utf-16-be", _has_nulls_in_pairs, looks_chinese),
    # Its rules are so strict that text in another encoding hardly ever passes.
    Attempt("utf-8", _has_no_nulls, has_few_controls),
    # Compared with the next, which would take a short text in it for its own.
    Attempt("big5hkscs", _reads_better_as_big5, looks_chinese),
    # Nearly any two bytes are some hanzi in it, so only common ones are believed. It holds GBK and GB 2312.
    Attempt("gb18030", _has_no_nulls, looks_chinese),
    # UTF-16 without a line end or a digit has no null byte at all; everything fits it, so it comes last.
    Attempt("utf-16-le", _has_even_length, looks_chinese),
    Attempt("utf-16-be", _has_even_length, looks_chinese),
)
