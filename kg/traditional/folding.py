"""Traditional characters → simplified ones, code point for code point, so that every offset holds.

Two kinds of text have them. One in simplified print may hold a single name in traditional characters; there the signs
of signs.tsv are folded, which stand in no simplified text, each by itself. Where they are a TRADITIONAL_SHARE of all
Han characters, the text is traditional as a whole, and OpenCC folds it, which also knows what 後, 乾, 著 and their like
stand for in their phrases. Hong Kong's variants are made standard ones first (hk2t), then those of Taiwan and the rest
simplified (tw2s): one chain for all three prints, so that nobody need be asked which it is. Characters, not words: 資訊
stays 资讯.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg.tables import rows

if TYPE_CHECKING:
    from opencc import OpenCC

# The 490 articles of ../shared/corpus/train, converted by OpenCC's s2t, s2tw and s2hk, have 23% to 50% each; as they
# are, in simplified print, none has a single one (benchmarks.traditional). In between lies a simplified text with many
# traditional names.
TRADITIONAL_SHARE = 0.1

_HAN = re.compile("[\u3400-\u9fff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_SIGN = "\ufffd"
_FIRST_PLANE = "\uffff"


def simplified(text: str, among: str = "") -> str:
    """The text in simplified characters, of the same length; the text itself if it has no traditional ones.

    Where it is a part of a longer text, that one, among which it stands, tells whether it is traditional.
    """
    if not _sign().search(among or text):
        return text
    if is_traditional(among or text):
        text = _by_phrases(text)
    return text.translate(_signs())


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional print as a whole, by the share of characters that stand there alone."""
    found = len(_sign().findall(text))
    return found > 0 and found >= TRADITIONAL_SHARE * len(_HAN.findall(text))


def aligned(text: str, convert: Callable[[str], str]) -> str:
    """What a conversion makes of a text, line for line as long as it was: others are converted sign by sign.

    No phrase that is asked has another length in OpenCC 1.4.2; a later one may.
    """
    lines, found = text.split("\n"), convert(text).split("\n")
    if [*map(len, found)] != [*map(len, lines)]:
        found = [new if len(new := convert(line)) == len(line) else _by_signs(line, convert) for line in lines]
    return "\n".join(found)


def _by_signs(line: str, convert: Callable[[str], str]) -> str:
    return "".join(new if len(new := convert(sign)) == 1 else sign for sign in line)


def _by_phrases(text: str) -> str:
    # What Unicode's first plane does not hold is a rare form that no table of ours has: official names have 輋, not 𪨶.
    pairs = zip(text, aligned(text, _converted), strict=True)
    signs = [old if new > _FIRST_PLANE or new == _NO_SIGN else new for old, new in pairs]
    for match in _kept().finditer(text):
        signs[match.start()] = match[0]
    return "".join(signs)


def _converted(text: str) -> str:
    # Half a surrogate pair, which a table may hold, cannot be handed to OpenCC.
    text = _SURROGATE.sub(_NO_SIGN, text)
    for converter in _converters():
        text = converter.convert(text)
    return text


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    from opencc import OpenCC

    return OpenCC("hk2t"), OpenCC("tw2s")


@cache
def _signs() -> Mapping[int, str]:
    return {ord(sign): plain for sign, plain in rows("traditional/signs.tsv", 2)}


@cache
def _sign() -> re.Pattern[str]:
    """Any of the signs: 17 µs on a page of 6,400 characters, a twelfth of what a set of them takes."""
    return re.compile(f"[{''.join(map(chr, _signs()))}]")


@cache
def _kept() -> re.Pattern[str]:
    """A character that official names have in both prints."""
    found = [row for row in rows("traditional/kept.tsv", 3) if row[1] == "place"]
    return re.compile("|".join(sign + (f"(?=[{behind}])" if behind else "") for sign, _, behind in found))
