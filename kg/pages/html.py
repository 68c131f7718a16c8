"""Web pages → Page: the one article of each, without what stands around it."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from functools import cache

from kg.dates import read_day
from kg.errors import EmptyPage, OversizedPage
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.encodings import decode
from kg.pages.extras import extra
from kg.tables import rows
from kg.traditional import simplified

HEAD = 4096  # bytes within which a page says its encoding
LONGEST_LABELLED = 100  # characters of a line of 来源：… 作者：…
# The time to read a tag grows with the cube of their number: two minutes for 100,000.
MOST_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(rf"<[^<>]{{{2 * MOST_ATTRIBUTES},}}")
_QUOTED, _NAME = re.compile(r"\"[^\"]*\"|'[^']*'"), re.compile(r"[\s/]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# The pages that say GB 2312 are in its larger successors as often as not.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030"}
# The latest day that a page may say: one that is always the same, where htmldate by itself takes the day of the run.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}


def read_html(data: bytes, path: str, given: Given) -> Iterator[Page]:  # noqa: ARG001
    """Read the article of a web page: headline, text, and what a line of 来源：… 作者：… says.

    Raises EmptyPage where no article is found, OversizedPage where reading would not end.
    """
    with extra("html", path):
        import trafilatura
        from trafilatura.settings import Document
    html, encoding = _decode(data, path)
    if any(len(_NAME.findall(_QUOTED.sub("", tag[0]))) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        raise OversizedPage(path, f"a tag has more than {MOST_ATTRIBUTES:,} attributes; save its text as .txt")
    found = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    found = found if isinstance(found, Document) else Document()
    said: dict[str, str] = {}
    kept = [line for line in (found.text or "").split("\n") if not _labelled(line, said)]
    if not "".join(kept).strip():
        raise EmptyPage(path, "no article was found in it; save the page with its text, or its text as .txt")
    yield Page(
        path, "\n".join(kept), encoding, hashlib.sha256(data).hexdigest(),
        read_day(said.get("date", "")) or read_day(found.date or ""), said.get("paper", ""), said.get("page", ""),
        True, found.title or "", said.get("author", "") or found.author or "",
    )  # fmt: skip


def _decode(data: bytes, path: str) -> tuple[str, str]:
    """Decode as the page itself says, or else as any text."""
    charset = _CHARSET.search(data[:HEAD])
    if charset and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = charset[1].decode("ascii", "ignore").lower()
        name = _LARGER.get(name, name)
        try:
            return data.decode(name), codecs.lookup(name).name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, path)


def _labelled(line: str, said: dict[str, str]) -> bool:
    """Whether a line is about the article (2024-08-31 来源：资溪报 作者：田禾); what it says is put into said."""
    label, field_of = _labels()
    found = list(label.finditer(simplified(line)))
    # 记者：您怎么看？ is a line of an interview, which has a sentence's marks.
    if not found or len(line) > LONGEST_LABELLED or re.search("[。？！，?!]", line):
        return False
    ends = [match.start() for match in found[1:]] + [len(line)]
    values = [
        (match[1], line[match.end() : end].strip(" \u3000|｜;；,，")) for match, end in zip(found, ends, strict=True)
    ]
    before = line[: found[0].start()].strip()
    if before and not read_day(before):
        return False
    for name, value in [("日期", before), *values]:
        if field_of[name] and value:
            said.setdefault(field_of[name], value)
    return True


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    field_of = {row[0]: row[1] for row in rows("pages/labels.tsv", 2)}
    names = "|".join(sorted(field_of, key=len, reverse=True))
    return re.compile(rf"(?<![\u4e00-\u9fff])({names})\s*[:：]\s*"), field_of
