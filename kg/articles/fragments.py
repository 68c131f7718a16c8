"""Parts of articles that are printed elsewhere on the page, or twice: each goes back to its article.

A paragraph (with the lines that its column break parted) is compared with every article of the page: by the rare words
that it shares with it, and by whether it goes on where that article stops. It leaves the article in which it stands
only if another fits clearly better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from kg.articles.bylines import cut_bylines
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft
from kg.articles.lines import Line
from kg.articles.mending import MILD, goes_on
from kg.articles.paragraphs import LEAST_TO_JOIN, NEXT_BONUS
from kg.articles.roles import Role

# A shorter line can stand in two articles by chance.
SHORTEST_REPEAT = 12
# But a stub that repeats the end of a paragraph of its own article is a slip of the setting.
SHORTEST_STUB = 4
# What a place on the page is worth, on the scale of Cohesion.affinity: one paragraph in 200 is nearer than this to a
# strange article, measured on pages made by training/damage. Captions are set where there is room.
TEXT_PRIOR = 1.0
CAPTION_PRIOR = 0.2
# Nor does a text leave for an article that is not near in itself, or that it does not plainly go on from.
LEAST_AFFINITY = 0.3
# What a sign of one paragraph (mending) counts for on this scale.
JOIN_WEIGHT = 0.3
ORPHAN_PRIOR = 0.1  # of a headless article at the page's beginning, or of text behind the closing byline
# A line that ends a sentence is not gone on from.
COMPLETE = -6.0
# Two rounds: the second sees articles from which strangers have gone.
ROUNDS = 2


@dataclass(slots=True)
class Page:
    """What is known of the page at hand."""

    lines: Sequence[Line]
    roles: Sequence[Role]
    cohesion: Cohesion
    text: str
    joins: dict[tuple[int, int], float] = field(default_factory=dict)
    ends: dict[int, bool] = field(default_factory=dict)
    gaps: dict[tuple[int, ...], tuple[list[int], list[int]]] = field(default_factory=dict)
    moves: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = field(default_factory=dict)

    def join(self, before: int, after: int) -> float:
        """How much speaks for one line going on in another; nothing if the first is complete."""
        if self.is_complete(before):
            return COMPLETE
        if (before, after) not in self.joins:
            self.joins[before, after] = goes_on(self.lines[before].text, self.lines[after].text, self.text)
        return self.joins[before, after]

    def is_complete(self, position: int) -> bool:
        """Whether a line ends with a full stop or a byline."""
        if position not in self.ends:
            text = self.lines[position].text
            self.ends[position] = self.lines[position].is_closed or cut_bylines(text)[0] != text
        return self.ends[position]

    def open_ends(self, texts: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """The lines of an article's text that do not go on in the next, and those that do not go on from the last."""
        if texts not in self.gaps:
            parted = [(before, after) for before, after in pairwise(texts) if self.join(before, after) <= 0]
            ends = [*(before for before, _ in parted), *texts[-1:]]
            # A complete line is not gone on from by any.
            ends = [end for end in ends if not self.is_complete(end)]
            self.gaps[texts] = ends, [after for _, after in parted]
        return self.gaps[texts]

    def without_captions(self, positions: Iterable[int]) -> list[int]:
        """Positions but those of captions, which are too general to know an article by."""
        return [position for position in positions if self.roles[position] is not Role.CAPTION]


def gather_fragments(drafts: list[Draft], page: Page) -> None:
    """Take repeats out of the text and bring displaced parts back to their articles; changes the drafts."""
    for repeat, original in _repeats(drafts, page).items():
        _move_repeat(drafts, page, repeat, original)
    for _ in range(ROUNDS):
        for home in drafts:
            for unit in list(_units(home, page)):
                best = _best_home(drafts, home, unit, page)
                if best is not home:
                    part = _with_byline(home, unit, page)
                    home.rest = [position for position in home.rest if position not in part]
                    best.rest.extend(part)
    _move_repeated_heads(drafts, page)


def _move_repeated_heads(drafts: list[Draft], page: Page) -> None:
    """A head of which nothing is left but what another article has too is that article's."""
    for draft in drafts:
        texts = [page.lines[position].text for position in draft.heads]
        for other in drafts:
            others = [page.lines[position].text for position in other.heads]
            if texts and not draft.rest and other is not draft and other.rest and texts == others:
                other.repeats.extend(draft.heads + draft.repeats)
                draft.heads, draft.repeats = [], []


def _repeats(drafts: list[Draft], page: Page) -> dict[int, int]:
    """Lines that stand in another line, whole: of two equal ones, the one that fits its surroundings worse."""
    home = {position: draft for draft in drafts for position in draft.rest if page.roles[position] is Role.TEXT}
    texts = {position: page.lines[position].text for position in home}
    inside = {
        position: [other for other, longer in texts.items() if other != position and text in longer]
        for position, text in texts.items()
        if len(text) >= SHORTEST_STUB
    }
    inside = {position: others for position, others in inside.items() if others}
    doubtful = inside.keys() | {other for others in inside.values() for other in others}
    found: dict[int, int] = {}
    for position, others in inside.items():
        text = texts[position]
        for other in others:
            longer = texts[other]
            is_stub = home[other] is home[position] and longer.endswith(text)
            if other in found or (len(text) < SHORTEST_REPEAT and not is_stub):
                continue
            if longer != text or _fit(position, home, doubtful, page) < _fit(other, home, doubtful, page):
                found[position] = other
                break
    return found


def _fit(position: int, home: dict[int, Draft], doubtful: Set[int], page: Page) -> float:
    """How well a line stands where it stands: it goes on from the line before, and speaks of the same things."""
    rest = home[position].rest
    others = [other for other in home[position].heads + rest if other not in doubtful]
    score = page.cohesion.affinity([position], others)
    at = rest.index(position)
    for before, after in pairwise(rest[max(0, at - 1) : at + 2]):
        score += max(0.0, page.join(before, after))
    # What cannot be told apart was first where it is printed first.
    return score - position * 1e-6


def _move_repeat(drafts: list[Draft], page: Page, repeat: int, original: int) -> None:
    home = next(draft for draft in drafts if repeat in draft.rest)
    owner = next(draft for draft in drafts if original in draft.rest or original in draft.repeats)
    at = home.rest.index(repeat)
    following = home.rest[at + 1 : at + 2]
    home.rest.remove(repeat)
    owner.repeats.append(repeat)
    # What goes on from the end of a repeat goes on from the original.
    if following and page.lines[original].text.endswith(page.lines[repeat].text) and home is not owner:
        after = following[0]
        if page.join(repeat, after) + NEXT_BONUS >= LEAST_TO_JOIN and page.roles[after] is Role.TEXT:
            home.rest.remove(after)
            owner.rest.append(after)
            owner.links.add((original, after))


def _units(home: Draft, page: Page) -> Iterator[list[int]]:
    """The paragraphs of an article as they are printed, neighbours that a cut parted together; captions alone."""
    unit: list[int] = []
    for position in home.rest:
        role = page.roles[position]
        if role is Role.CAPTION:
            yield [position]
            continue
        if role is not Role.TEXT:
            continue
        if unit and page.join(unit[-1], position) + NEXT_BONUS < LEAST_TO_JOIN:
            yield unit
            unit = []
        unit.append(position)
    if unit:
        yield unit


def _with_byline(home: Draft, part: list[int], page: Page) -> list[int]:
    """A part with the byline on the line after it, if the article that it leaves has another."""
    at = home.rest.index(part[-1])
    after = [position for position in home.rest[at + 1 : at + 2] if page.roles[position] is Role.BYLINE]
    others = [position for position in home.rest if page.roles[position] is Role.BYLINE and position not in after]
    return part + after if others else part


def _best_home(drafts: list[Draft], home: Draft, unit: list[int], page: Page) -> Draft:
    best, best_score = home, _stay(home, unit, page)
    for draft in drafts:
        if draft is not home:
            score = _go(draft, unit, page)
            if score > best_score:
                best, best_score = draft, score
    return best


def _stay(home: Draft, unit: list[int], page: Page) -> float:
    others = [position for position in home.heads + home.rest if position not in unit]
    if page.roles[unit[0]] is Role.CAPTION:
        prior = CAPTION_PRIOR
    else:
        prior = TEXT_PRIOR if home.heads and not _is_behind_byline(home, unit, page) else ORPHAN_PRIOR
    return prior + page.cohesion.affinity(unit, page.without_captions(others))


def _go(draft: Draft, unit: list[int], page: Page) -> float:
    # Asked again in the second round, when most articles are what they were in the first.
    key = tuple(unit), (*draft.heads, *draft.rest)
    if key not in page.moves:
        page.moves[key] = _worth(draft, unit, page)
    return page.moves[key]


def _worth(draft: Draft, unit: list[int], page: Page) -> float:
    affinity = page.cohesion.affinity(unit, page.without_captions(draft.heads + draft.rest))
    joins = 0.0
    if page.roles[unit[0]] is Role.TEXT:
        ends, begins = page.open_ends(tuple(p for p in draft.rest if page.roles[p] is Role.TEXT))
        joins += max([0.0, *(page.join(end, unit[0]) for end in ends)])
        joins += max([0.0, *(page.join(unit[-1], begin) for begin in begins)])
    is_near = affinity >= (LEAST_AFFINITY if page.roles[unit[0]] is Role.TEXT else 0.0)
    return affinity + JOIN_WEIGHT * joins if is_near or joins >= MILD else -math.inf


def _is_behind_byline(home: Draft, unit: list[int], page: Page) -> bool:
    at = home.rest.index(unit[0])
    before = home.rest[:at]
    signed = any(
        page.roles[position] is Role.TEXT and cut_bylines(page.lines[position].text)[1] for position in before[-1:]
    )
    return signed or bool(before[1:] and page.roles[before[-1]] is Role.BYLINE)
