"""Hostile files and pages: valid ones with changed bytes, and lines of a newspaper in no order."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from kg.model import Page
from tests.fuzz.samples import BODY, DOCUMENT, TITLE, TOKENS, document, packed, samples

Change = Callable[[bytes], bytes]
PLACES = st.floats(0, 1, exclude_max=True)
LONGEST = 60_000  # bytes of a file that is made

# What lines of a newspaper are made of; some are put beside one another a hundred times.
UNITS = (
    "记者", "本报记者 ", "通讯员", "见习记者 田 禾", "田 禾", "李明 王芳", "摄影", "文/图 ", "（记者 李明）", "（",
    "）", "(", ")", "“", "”", "‘", "《", "》",
    "。", "，", "、", "：", "；", "！", "？", "…", "——", "·", " ", "　", "\t", "本报讯 ", "本报讯（记者 田禾）",
    "图为", "周雯摄", "▲", "□ ", "■", "◆",
    TITLE, BODY, "近日，", "近年来，", "据悉，", "2024年8月31日", "8月31日", "第03版", "A5", "资溪日报",
    "责任编辑 王五", "星期六", "广告", "热线电话 0794-123456",
    "一、", "（一）", "1.", "# ", "## ", "**", "__", "> ", "- ", "---", "===", "省", "市", "县", "镇", "村",
    "江西省资溪县", "李女士", "县农业农村局", "说", "的", "和",
    "a", "Tea ", "100%", "\u200b", "\ufeff", "\x0c", "\x00", "\x1b", "\u2028", "\u00a0", "𠮷", "é", "e\u0301",
    "街區", "臺灣", "（田禾", "田禾）",
)  # fmt: skip


def _flip(at: float, value: int) -> Change:
    return lambda data: data[: int(at * len(data))] + bytes([value]) + data[int(at * len(data)) + 1 :]


def _cut(begin: float, end: float) -> Change:
    return lambda data: data[: int(min(begin, end) * len(data))] + data[int(max(begin, end) * len(data)) :]


def _put(at: float, token: bytes, times: int) -> Change:
    return lambda data: data[: int(at * len(data))] + token * times + data[int(at * len(data)) :]


def _repeat(begin: float, length: int, times: int) -> Change:
    def change(data: bytes) -> bytes:
        at = int(begin * len(data))
        return data[:at] + data[at : at + length] * times + data[at + length :]

    return change


CHANGES = st.one_of(
    st.builds(_flip, PLACES, st.integers(0, 255)),
    st.builds(_cut, PLACES, PLACES),
    st.builds(_put, PLACES, st.sampled_from(TOKENS) | st.binary(max_size=8), st.sampled_from([1, 1, 1, 2, 300])),
    st.builds(_repeat, PLACES, st.integers(1, 60), st.sampled_from([0, 2, 3, 200])),
)  # fmt: skip


def _changed(data: bytes, changes: list[Change]) -> bytes:
    for change in changes:
        data = change(data)[:LONGEST]
    return data


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """The ending of a file's name, and its bytes."""
    suffix = draw(st.sampled_from(sorted(samples())))
    changes = draw(st.lists(CHANGES, max_size=6))
    if suffix == ".docx" and draw(st.booleans()):
        # Behind the archive's sums, which nearly any change of a byte would break.
        parts = dict(document())
        name = draw(st.sampled_from([DOCUMENT, DOCUMENT, *sorted(parts)]))
        parts[name] = _changed(parts[name], changes)
        return suffix, packed(parts)
    data = _changed(draw(st.sampled_from(samples()[suffix])), changes)
    # Now and then it comes under another name.
    return draw(st.sampled_from([suffix] * 9 + [".txt", ".csv", ".html", ".zip"])), data


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of lines made of such units, some many times, some printed again."""
    unit = st.one_of(st.sampled_from(UNITS), st.sampled_from(UNITS), st.text(max_size=5))
    times = st.sampled_from([1] * 20 + [2, 3, 30, 300])
    piece = st.builds(lambda text, number: text * number, unit, times)
    line = st.lists(piece, max_size=8).map("".join)
    lines = draw(st.lists(line, min_size=1, max_size=25))
    if draw(st.booleans()):
        lines += [lines[at % len(lines)] for at in draw(st.lists(st.integers(0, 99), max_size=8))]
    if not draw(st.integers(0, 30)):
        lines = lines * 20
    text = draw(st.sampled_from(["\n", "\n", "\n\n"])).join(line.replace("\r", "") for line in lines)
    whole = not draw(st.integers(0, 5))
    return Page("a.txt", text, "utf-8", "digest", whole=whole, headline=draw(unit) if whole else "")
