"""What the neural tagger is told of each character beside the characters: names, suffixes, quotation, repetition.

Training and inference share this module, so a change here asks for a new model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.dictionary import frequencies
from kg.tagger.lexicon import Lexicon

Array = npt.NDArray[np.uint8]

WINDOW = 192  # characters that the network reads in one go: as good as 256 (training/tagger/README.md), and faster
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
_BETWEEN = "\0\n"  # parts texts that are looked through together; no word, name or n-gram crosses it
_PARTS_OF_SPEECH = (
    "n",
    "nr",
    "ns",
    "nt",
    "nz",
    "v",
    "vn",
    "a",
    "d",
    "m",
    "q",
    "p",
    "c",
    "u",
    "r",
    "t",
    "f",
    "s",
    "j",
    "l",
)
# Of jieba's dictionary, by what its tags begin with: a column for nr holds nrt and nrfg too.
_SPEECH = {part: at for at, part in enumerate(_PARTS_OF_SPEECH)}

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
    *(f"speech:{part}" for part in _SPEECH),
)
WIDTH = len(COLUMNS)
_AT = {name: index for index, name in enumerate(COLUMNS)}
SPEECH = _AT["speech:n"]  # the columns from here on are parts of speech


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


def features(texts: Sequence[str], lexicon: Lexicon, width: int = WIDTH) -> list[Array]:
    """What is known of each character of each text: arrays (characters, width) of 0 and 1, the columns as in COLUMNS.

    A text should be a whole article, headline first, its lines parted by newlines: repetition is looked for over it.
    Texts are told together only for speed: each text's array is the same whatever stands beside it. The width is
    WIDTH, or SPEECH, which is faster, for all but parts of speech.
    """
    whole = _BETWEEN.join(texts).encode("utf-8", "replace").decode()  # a lone surrogate becomes one other character
    sizes = np.array([len(text) for text in texts], np.int64)
    begins = np.cumsum(sizes + len(_BETWEEN)) - sizes - len(_BETWEEN)
    out = np.zeros((len(whole), width), np.uint8)
    if whole:
        for name, automaton in lexicon.automata.items():
            _mark(out, _AT[f"{name}:B"], [(begin, end) for _, begin, end in automaton.find_matches_as_indexes(whole)])
        _repetition(out, whole, sizes)
        _characters(out, whole)
        _words(out, whole, width > SPEECH)
    rows = [out[begin : begin + size] for begin, size in zip(begins.tolist(), sizes.tolist(), strict=True)]
    for row, text in zip(rows, texts, strict=True):
        _quotation(row, text)
        _lines(row, text)
    return rows


def _mark(out: Array, column: int, spans: Sequence[tuple[int, int]]) -> None:
    if not spans:
        return
    begins, ends = np.array(spans, np.int64).T
    out[begins, column] = out[ends - 1, column + 2] = 1
    sizes = np.maximum(ends - begins - 2, 0)
    inner = np.arange(sizes.sum()) + np.repeat(begins + 1 - np.cumsum(sizes) + sizes, sizes)
    out[inner, column + 1] = 1


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
        if not _BREAK.isdisjoint(inner):
            out[begin:end, quote + 7] = 1
        out[end + 1 : end + 5, quote + 8] = 1
        held.add(inner)
    for name, pattern in (("title:first", _TITLED), ("bracket:first", _BRACKETED)):
        for match in pattern.finditer(text):
            begin, end = match.start() + 1, match.end() - 1
            _mark_edges(out, _AT[name], begin, end)
            if name == "title:first":
                held.add(text[begin:end])
    echoes: list[tuple[int, int]] = []
    for inner in sorted(held):
        if len(inner) < 2 or len(inner) > 20 or text.count(inner) < 2:
            continue
        at = text.find(inner)
        while at >= 0:
            echoes.append((at, at + len(inner)))
            at = text.find(inner, at + len(inner))
    _mark(out, _AT["echo:B"], echoes)


def _mark_edges(out: Array, column: int, begin: int, end: int) -> None:
    out[begin, column] = 1
    out[begin:end, column + 1] = 1
    out[end - 1, column + 2] = 1


def _repetition(out: Array, whole: str, sizes: npt.NDArray[np.int64]) -> None:
    spread = sizes + len(_BETWEEN)
    value = np.repeat(np.arange(len(sizes), dtype=np.uint64), spread)[: len(whole)]  # so a text repeats only itself
    room = np.repeat(sizes, spread)[: len(whole)]
    codes = code_points(whole + "\n" * _REPEATS[-1]).astype(np.uint64)
    stops = np.isin(codes, _STOP_CODES)
    stops[np.cumsum(spread) - len(_BETWEEN)] = True  # a text may itself have the sign that stands after it
    codes *= np.uint64(0x9E3779B97F4A7C15)
    broken = np.zeros(len(whole), bool)
    at = np.arange(len(whole))  # where something begins that is printed twice: what is longer can begin only there
    for shorter, n in pairwise((0, *_REPEATS)):
        for k in range(shorter, n):
            value = value * np.uint64(0x100000001B3) + codes[k : k + len(whole)]
            broken |= stops[k : k + len(whole)]
        at = at[~broken[at] & (room[at] >= 2 * n)]  # a shorter text has no room for it twice
        _, inverse, counts = np.unique(value[at], return_inverse=True, return_counts=True)
        at = at[counts[inverse] > 1]
        for k in range(n):
            out[at + k, _AT[f"repeat:{n}"]] = 1


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
def _cutter() -> Any:
    """A cutter of our own, so that no one else's added words change what the model sees."""
    import rjieba

    return rjieba.Jieba()


def _words(out: Array, whole: str, speech: bool) -> None:
    words: Sequence[str]
    tags: Sequence[str] = ()
    if speech:
        words, tags = zip(*_cutter().tag(whole, False), strict=True)
    else:
        words = _cutter().cut(whole, False)
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    longer = [word for word in words if len(word) > 1]
    known = np.fromiter(map(frequencies().get, longer, repeat(0)), np.int64, len(longer))
    grade = np.zeros(len(words), np.int64)
    grade[sizes > 1] = np.where(known >= 1000, 1, np.where(known >= 50, 2, 3))
    lasts = np.cumsum(sizes) - 1
    place = np.ones(len(whole), np.int64)
    place[lasts - sizes + 1] = 0
    place[lasts] = np.where(sizes == 1, 3, 2)
    first = _AT["word:first"]
    out[:, first : first + 7] = _WORD_COLUMNS.take(4 * np.repeat(grade, sizes) + place, 0)
    if speech:
        part = np.repeat(np.array([_SPEECH.get(tag[:2], _SPEECH.get(tag[:1], -1)) for tag in tags]), sizes)
        at = np.flatnonzero(part >= 0)
        out[at, SPEECH + part[at]] = 1


# A row for each grade of a word (single, common, known, rare), and in it for each place of a character in the word
# (first, inside, last, single).
_WORD_COLUMNS = np.array(
    [
        [place == column for column in range(4)] + [grade == column for column in (1, 2, 3)]
        for grade in range(4)
        for place in range(4)
    ],
    np.uint8,
)
