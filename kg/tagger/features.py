"""What the neural tagger is told of each character beside the characters: names, suffixes, quotation, repetition.

Training and inference share this module, so a change here asks for a new model.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.uint8]

WINDOW = 256  # characters that the network reads at once
NAME_CLASSES = ("division", "division-short", "township", "township-short")
WORD_CLASSES = ("agency", "programme", "place", "post", "honorific", "launch", "saying", "generic", "joint")
_QUOTED = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,30})’")
_TITLED = re.compile(r"《([^《》\n]{1,80})》")
_BRACKETED = re.compile(r"[（(]([^（()）\n]{1,60})[)）]")
_BYLINE = re.compile(r"[（(]?(?:本报|通讯员|记者|文/|图/|摄影)|^[（(][\u4e00-\u9fff\s/]{2,30}[)）]$")
_NAMES = re.compile(r"^[（(]?[\u4e00-\u9fff·]{1,5}(?:[ \u3000/]+[\u4e00-\u9fff·]{1,5}){0,5}[)）]?$")
_SENTENCE_END = re.compile(r"[。！？!?；;](?:[”’\"）)]*)")
_BREAK = frozenset('，。！？；：、,.!?;:“”‘’"《》〈〉（）()【】[]\n \u3000')
_REPEATS = (3, 4, 6)  # lengths of the character n-grams that are looked for twice in a text

# The columns, in order; each span class has three: first, inner and last character.
COLUMNS: tuple[str, ...] = (
    *(f"{name}:{part}" for name in (*NAME_CLASSES, *WORD_CLASSES) for part in "BIE"),
    *(f"quote:{part}" for part in ("first", "inside", "last", "1-4", "5-8", "9-14", "15+", "stops", "tail")),
    *(f"title:{part}" for part in ("first", "inside", "last")),
    *(f"bracket:{part}" for part in ("first", "inside", "last")),
    *(f"repeat:{n}" for n in _REPEATS),
    *(f"echo:{part}" for part in "BIE"),
    *(f"char:{part}" for part in ("han", "digit", "latin", "punctuation", "newline")),
    *(f"line:{part}" for part in ("first", "short", "byline", "names", "start", "end")),
    *(f"word:{part}" for part in ("first", "inside", "last", "single", "common", "known", "rare")),
)
WIDTH = len(COLUMNS)
_AT = {name: index for index, name in enumerate(COLUMNS)}


@dataclass(frozen=True)
class Lexicon:
    """The names and words that are looked up, one automaton a class."""

    automata: Mapping[str, Any]

    @classmethod
    def of(cls, classes: Mapping[str, Iterable[str]]) -> Lexicon:
        """The lexicon of these classes; each is matched by itself, leftmost and longest first."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        return cls({k: AhoCorasick(sorted(set(v)), matchkind=MatchKind.LeftmostLongest) for k, v in classes.items()})


def read_classes(path: Path) -> dict[str, list[str]]:
    """Words by class, from a table (class, tab, words parted by spaces; # begins a comment), gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = (line.split("\t") for line in data.decode().splitlines() if line and not line.startswith("#"))
    return {name: words.split() for name, words in rows}


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that the shipped model was trained with."""
    here = Path(__file__).parent
    return Lexicon.of({**read_classes(here / "model.names.tsv.gz"), **read_classes(here / "model.words.tsv")})


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The text as numbers, one a character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def windows(text: str, size: int = WINDOW) -> list[tuple[int, int]]:
    """Cuts a text into stretches of at most `size` characters, at line ends, else sentence ends, else anywhere.

    The stretches (begin, end) are in order, do not overlap and leave nothing out; short lines are read together.
    """
    pieces: list[tuple[int, int]] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        end = begin + len(line)
        at = begin
        while end - at > size:
            stops = [m.end() for m in _SENTENCE_END.finditer(text, at + size // 3, at + size)]
            cut = stops[-1] if stops else at + size
            pieces.append((at, cut))
            at = cut
        pieces.append((at, end))
        begin = end
    joined: list[tuple[int, int]] = []
    for piece in pieces:
        if joined and piece[1] - joined[-1][0] <= size:
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined


def features(text: str, lexicon: Lexicon) -> Array:
    """What is known of each character: an array (characters, WIDTH) of 0 and 1, its columns named by COLUMNS.

    `text` should be a whole article, headline first, its lines parted by newlines: repetition is looked for over it.
    """
    out = np.zeros((len(text), WIDTH), np.uint8)
    if not text:
        return out
    for name, automaton in lexicon.automata.items():
        _mark(out, _AT[f"{name}:B"], automaton.find_matches_as_indexes(text))
    _quotation(out, text)
    _repetition(out, text)
    _characters(out, text)
    _lines(out, text)
    _words(out, text)
    return out


def _mark(out: Array, column: int, spans: Iterable[tuple[Any, ...]]) -> None:
    for *_, begin, end in spans:
        out[begin, column] = 1
        out[begin + 1 : end - 1, column + 1] = 1
        out[end - 1, column + 2] = 1


def _quotation(out: Array, text: str) -> None:
    quote = _AT["quote:first"]
    held = set()
    for match in _QUOTED.finditer(text):
        begin, end = match.start() + 1, match.end() - 1
        size = end - begin
        out[begin, quote] = 1
        out[begin:end, quote + 1] = 1
        out[end - 1, quote + 2] = 1
        out[begin:end, quote + (3 if size <= 4 else 4 if size <= 8 else 5 if size <= 14 else 6)] = 1
        inner = text[begin:end]
        if any(c in _BREAK for c in inner):
            out[begin:end, quote + 7] = 1
        out[end + 1 : end + 5, quote + 8] = 1
        held.add(inner)
    for name, pattern in (("title:first", _TITLED), ("bracket:first", _BRACKETED)):
        for match in pattern.finditer(text):
            begin, end = match.start() + 1, match.end() - 1
            _mark_edges(out, _AT[name], begin, end)
            if name == "title:first":
                held.add(text[begin:end])
    echo = _AT["echo:B"]
    for inner in sorted(held):
        if len(inner) < 2 or len(inner) > 20 or text.count(inner) < 2:
            continue
        at = text.find(inner)
        while at >= 0:
            _mark(out, echo, [(at, at + len(inner))])
            at = text.find(inner, at + len(inner))


def _mark_edges(out: Array, column: int, begin: int, end: int) -> None:
    out[begin, column] = 1
    out[begin:end, column + 1] = 1
    out[end - 1, column + 2] = 1


def _repetition(out: Array, text: str) -> None:
    codes = code_points(text).astype(np.uint64)
    stops = np.isin(codes, _STOP_CODES)
    codes = codes * np.uint64(0x9E3779B97F4A7C15)
    for n in _REPEATS:
        if len(text) < 2 * n:
            break
        size = len(text) - n + 1
        value = np.zeros(size, np.uint64)
        broken = np.zeros(size, bool)
        for k in range(n):
            value = value * np.uint64(0x100000001B3) + codes[k : k + size]
            broken |= stops[k : k + size]
        _, inverse, counts = np.unique(value, return_inverse=True, return_counts=True)
        again = (counts[inverse] > 1) & ~broken
        column = out[:, _AT[f"repeat:{n}"]]
        for k in range(n):
            column[k : k + size] |= again


_STOP_CODES = np.array(sorted(map(ord, _BREAK)), np.uint64)


def _characters(out: Array, text: str) -> None:
    codes = code_points(text)
    at = _AT["char:han"]
    out[:, at] = (codes >= 0x4E00) & (codes <= 0x9FFF)
    out[:, at + 1] = ((codes >= 48) & (codes <= 57)) | ((codes >= 0xFF10) & (codes <= 0xFF19))
    low = codes | 32
    out[:, at + 2] = (low >= 97) & (low <= 122)
    out[:, at + 3] = np.isin(codes.astype(np.uint64), _STOP_CODES)
    out[:, at + 4] = codes == 10


def _lines(out: Array, text: str) -> None:
    first, short, byline, names, start, last = (
        _AT[f"line:{part}"] for part in ("first", "short", "byline", "names", "start", "end")
    )
    begin = 0
    for number, line in enumerate(text.split("\n")):
        end = begin + len(line)
        if end > begin:
            out[begin:end, first] = number == 0
            out[begin:end, short] = len(line) <= 30
            out[begin:end, byline] = len(line) <= 40 and _BYLINE.search(line) is not None
            out[begin:end, names] = len(line) <= 24 and _NAMES.match(line) is not None
            out[begin, start] = 1
            out[end - 1, last] = 1
        begin = end + 1


@cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel("ERROR")
    return jieba.Tokenizer()  # one of our own, so that no one else's added words change what the model sees


def _words(out: Array, text: str) -> None:
    first = _AT["word:first"]
    tokenizer = _jieba()
    words = list(tokenizer.cut(text, HMM=False))
    sizes = np.array([len(word) for word in words])
    known = np.array([tokenizer.FREQ.get(word, 0) for word in words])
    ends = np.cumsum(sizes)
    begins, lasts = ends - sizes, ends - 1
    long = sizes > 1
    out[:, first + 1] = 1
    out[begins, first + 1] = 0
    out[lasts, first + 1] = 0
    out[begins[long], first] = 1
    out[lasts[long], first + 2] = 1
    out[begins[~long], first + 3] = 1
    grade = np.repeat(np.where(~long, 0, np.where(known >= 1000, 1, np.where(known >= 50, 2, 3))), sizes)
    for k in (1, 2, 3):
        out[:, first + 3 + k] = grade == k
