"""Articles → a page of print with all that happens to it, and the truth about it.

Deterministic by seed: the same articles, level and seed give the same page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kg.articles.roles import Role
from training.damage.bylines import CUSTOMS, fill, sign
from training.damage.levels import Level
from training.damage.source import Source

_HERE = Path(__file__).parent
# A column holds this many characters at least.
SHORTEST_PART = 12
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"


@dataclass(frozen=True, slots=True)
class Custom:
    """What all articles of one page have in common."""

    byline: str
    mixed: bool  # some articles are signed in other ways
    mark: str  # before headlines
    gap: int  # blank lines between lines
    column: int  # characters of a column at which lines are cut; 0 if paragraphs run on
    half_width: bool


@dataclass(slots=True)
class Printed:
    """A line of the page: its words, its article (none for furniture), the blank lines before it."""

    text: str
    article: int | None
    role: Role
    gap: int = 0
    indent: bool = False
    text_line: bool = False  # set in columns; heads and bylines are set across


@dataclass(slots=True)
class Truth:
    """One article of the page, in the words of ../shared/corpus/GUIDE.md."""

    title: str
    authors: tuple[str, ...]
    lines: list[int] = field(default_factory=list)


def _phrases(name: str) -> list[str]:
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def choose_custom(rng: Random) -> Custom:
    """Choose how a page is set."""
    return Custom(
        byline=rng.choice(CUSTOMS),
        mixed=rng.random() < 0.3,
        mark=rng.choice(["", "", "", "# ", "## ", "### "]),
        gap=rng.choice([1, 1, 1, 1, 0, 2]),
        column=rng.choice([0, 0, 0, 0, 0, 16, 20, 28]),
        half_width=rng.random() < 0.3,
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A made page: its text, the truth about its articles, and the role of every line that is not blank."""

    text: str
    truths: list[Truth]
    roles: dict[int, Role]  # by the line's number, from 1


def make_page(sources: list[Source], level: Level, seed: int) -> Made:
    """Print some articles on one page."""
    rng = Random(seed)
    custom = choose_custom(rng)
    columns: list[list[Printed]] = []
    truths: list[Truth] = []
    strays: list[Printed] = []
    for number, source in enumerate(sources):
        authors = source.authors if rng.random() >= level.unsigned else ()
        truths.append(Truth(source.headline, authors))
        columns.append(_print_article(source, truths[-1], number, custom=custom, level=level, rng=rng, strays=strays))
    for source in sources:
        if rng.random() < level.picture:
            truths.append(Truth("", ()))
            columns.insert(
                rng.randrange(len(columns) + 1), _print_picture(source, truths[-1], len(truths) - 1, custom, rng)
            )
    page = _displace(columns, level, rng) + strays
    page = _furnish(page, level, rng)
    return _set(page, custom, truths)


def _print_article(
    source: Source,
    truth: Truth,
    number: int,
    *,
    custom: Custom,
    level: Level,
    rng: Random,
    strays: list[Printed],
) -> list[Printed]:
    byline = custom.byline if not custom.mixed or rng.random() < 0.6 else rng.choice(CUSTOMS)
    above, before, behind = sign(byline, truth.authors, rng) if truth.authors else ("", "", "")
    mark = custom.mark
    printed: list[Printed] = []
    if rng.random() < level.kicker:
        printed.append(Printed(rng.choice(_phrases("kickers")).format(place=source.place), number, Role.HEAD))
    breaks = [
        i
        for i in range(4, len(source.headline) - 3)
        if source.headline[i] in " ，：" and "“" not in source.headline[i:]
    ]
    if rng.random() < level.broken_head and breaks:
        cut = rng.choice(breaks) + 1
        printed.append(Printed(mark + source.headline[:cut].strip(), number, Role.HEAD))
        printed.append(Printed(mark + source.headline[cut:].strip(), number, Role.HEAD))
    else:
        printed.append(Printed(mark + source.headline, number, Role.HEAD))
    if rng.random() < level.subhead:
        printed.append(Printed(rng.choice(_phrases("subheads")).format(place=source.place), number, Role.HEAD))
    if above:
        printed.append(Printed(above, number, Role.BYLINE))
    if custom.gap == 0:
        printed[0].gap = 1
    paragraphs = list(source.paragraphs)
    if rng.random() < level.beheaded and len(paragraphs) > 1:
        paragraphs[0] = paragraphs[0][rng.randrange(5, max(6, len(paragraphs[0]) - 5)) :]
        if before:
            before, truth.authors = "", ()
    paragraphs[0] = before + paragraphs[0]
    inline, _, alone = behind.partition("\n")
    paragraphs[-1] += inline
    sections = iter(rng.sample(_phrases("sections"), 3)) if rng.random() < level.sections else iter(())
    body: list[Printed] = []
    for index, paragraph in enumerate(paragraphs):
        if index and index % 2 == 0 and (head := next(sections, "")):
            body.append(Printed(head, number, Role.SECTION))
        body.extend(
            Printed(part, number, Role.TEXT, indent=not i, text_line=True)
            for i, part in enumerate(_cut(paragraph, level, rng, behind))
        )
    if rng.random() < level.torn and len(body) > 2 and not _ends(body[-2].text):
        body.pop()
        if inline:
            truth.authors = ()
    if rng.random() < level.caption:
        name = fill(rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice([1, 2]))), rng)
        caption = Printed(
            rng.choice(_phrases("captions")).format(place=source.place, name=name), number, Role.CAPTION, gap=3
        )
        if rng.random() < level.stray_caption:
            strays.append(caption)
        else:
            spot = rng.randrange(len(body) + 1)
            body.insert(spot, caption)
            if spot + 1 < len(body):
                body[spot + 1].gap = 1
    if alone:
        body.append(Printed(alone, number, Role.BYLINE))
    return printed + body


def _print_picture(source: Source, truth: Truth, number: int, custom: Custom, rng: Random) -> list[Printed]:
    """A picture's headline and what is said under it; its author is whoever took it."""
    name = fill(rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice([1, 2]))), rng)
    date = f"{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日"
    title, _, said = rng.choice(_phrases("pictures")).partition("|")
    truth.title = title
    truth.authors = (name.replace(" ", ""),) if "{name}" in said else ()
    caption = Printed(
        said.format(date=date, place=source.place, name=name), number, Role.CAPTION, gap=rng.choice([0, 3])
    )
    return [Printed(custom.mark + title, number, Role.HEAD, gap=rng.choice([0, 0, 3])), caption]


def _ends(text: str) -> bool:
    return bool(re.search(r"[。！？…][”）)]*$", text))


def _cut(paragraph: str, level: Level, rng: Random, behind: str) -> list[str]:
    """Cut a paragraph at a column's end, anywhere but behind a full stop or in its byline."""
    last = len(paragraph) - len(behind) - 3
    if rng.random() >= level.cut or last < SHORTEST_PART:
        return [paragraph]
    cut = rng.randrange(SHORTEST_PART - 1, last)
    parts = [paragraph[:cut].strip(), paragraph[cut:].strip()]
    return parts if all(parts) and not _ends(parts[0]) else [paragraph]


def _displace(columns: list[list[Printed]], level: Level, rng: Random) -> list[Printed]:
    """Print parts of articles elsewhere, or twice; a part goes behind a complete paragraph of another article."""
    moved: list[list[Printed]] = []
    for column in columns:
        texts = [i for i, line in enumerate(column) if len(line.text) > 25 and i >= 3]
        if texts and rng.random() < level.displaced:
            begin = rng.choice(texts)
            end = min(len(column), begin + rng.choice([1, 1, 2, 3]))
            moved.append(column[begin:end])
            del column[begin:end]
        elif texts and rng.random() < level.repeated:
            begin = rng.choice(texts)
            moved.append(
                [Printed(line.text, line.article, line.role) for line in column[begin : begin + rng.choice([1, 1, 2])]]
            )
    page = [line for column in columns for line in column]
    for part in moved:
        spots = [i + 1 for i, line in enumerate(page) if line.article != part[0].article and _ends(line.text)]
        spot = rng.choice([*spots, len(page)])
        page[spot:spot] = part
    return page


def _furnish(page: list[Printed], level: Level, rng: Random) -> list[Printed]:
    phrases = _phrases("furniture")
    above = [
        Printed(phrase, None, Role.FURNITURE) for phrase in rng.sample(phrases[6:], 3) if rng.random() < level.furniture
    ]
    below = [
        Printed(phrase, None, Role.FURNITURE) for phrase in rng.sample(phrases, 4) if rng.random() < level.furniture
    ]
    return above + page + below


def _set(page: list[Printed], custom: Custom, truths: list[Truth]) -> Made:
    lines: list[str] = []
    roles: dict[int, Role] = {}
    for printed in page:
        text = printed.text
        if custom.half_width:
            text = text.replace("，", ",").replace("；", ";")
        lines.extend([""] * (custom.gap + printed.gap))
        parts = [text]
        if custom.column and printed.text_line:
            text = ("　　" if printed.indent else "") + text
            parts = [text[i : i + custom.column] for i in range(0, len(text), custom.column)]
        for part in parts:
            lines.append(part)
            roles[len(lines)] = printed.role
            if printed.article is not None:
                truths[printed.article].lines.append(len(lines))
    if custom.half_width:
        for truth in truths:
            truth.title = truth.title.replace("，", ",").replace("；", ";")
    return Made("\n".join(lines) + "\n", truths, roles)
