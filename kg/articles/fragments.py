"""Parts of articles that are printed elsewhere on the page, or twice: each goes back to its article.

A paragraph (with the lines that its column break parted) is compared with every article of the page: by the rare words
that it shares with it, and by whether it goes on where that article stops. It leaves the article in which it stands
only if another fits clearly better.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from kg.articles.bylines import cut_bylines
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft
from kg.articles.lines import Line
from kg.articles.mending import MILD, goes_on, head_of
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


class _Article:
    """A draft as it is, until a part leaves it or comes: what is asked of it for every part of the page."""

    def __init__(self, draft: Draft, page: Page, since: int = 0) -> None:
        self.draft = draft
        self.since = since  # so many moves
        # Captions are too general to know an article by.
        self.lines = tuple(p for p in draft.heads + draft.rest if page.roles[p] is not Role.CAPTION)
        texts = [position for position in draft.rest if page.roles[position] is Role.TEXT]
        parted = [(before, after) for before, after in pairwise(texts) if page.join(before, after) <= 0]
        ends = [*(before for before, _ in parted), *texts[-1:]]
        # The lines of its text that do not go on in the next, and those that do not go on from the last; a complete
        # line is not gone on from by any.
        self.ends = [end for end in ends if not page.is_complete(end)]
        self.begins = [after for _, after in parted]


def gather_fragments(drafts: list[Draft], page: Page) -> None:
    """Take repeats out of the text and bring displaced parts back to their articles; changes the drafts."""
    for repeat, original in _repeats(drafts, page).items():
        _move_repeat(drafts, page, repeat, original)
    articles = [_Article(draft, page) for draft in drafts]
    moves = 0
    judged: dict[tuple[int, ...], int] = {}  # parts, by the number of moves before
    for _ in range(ROUNDS):
        for at, home in enumerate(drafts):
            for unit in list(_units(home, page)):
                # As long as its home stays as it is, a part is asked again about changed articles alone.
                before = judged.get(unit, -1)
                known = before if articles[at].since <= before else -1
                best = _best_home(articles, at, unit, page, known)
                judged[unit] = moves
                if best != at:
                    moves += 1
                    _move(home, drafts[best], unit, page)
                    for changed in (at, best):
                        articles[changed] = _Article(drafts[changed], page, moves)
    _move_repeated_heads(drafts, page)


def _move(home: Draft, best: Draft, unit: tuple[int, ...], page: Page) -> None:
    part = _with_byline(home, unit, page)
    home.rest = [position for position in home.rest if position not in part]
    best.rest.extend(part)


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
    # Few stand anywhere else, and those are told in one pass.
    printed = "\n".join(texts.values())
    inside = {
        position: [other for other, longer in texts.items() if other != position and text in longer]
        for position, text in texts.items()
        if len(text) >= SHORTEST_STUB and printed.count(text) > 1
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


def _units(home: Draft, page: Page) -> Iterator[tuple[int, ...]]:
    """The paragraphs of an article as they are printed, neighbours that a cut parted together; captions alone."""
    unit: list[int] = []
    for position in home.rest:
        role = page.roles[position]
        if role is Role.CAPTION:
            yield (position,)
            continue
        if role is not Role.TEXT:
            continue
        if unit and page.join(unit[-1], position) + NEXT_BONUS < LEAST_TO_JOIN:
            yield tuple(unit)
            unit = []
        unit.append(position)
    if unit:
        yield tuple(unit)


def _with_byline(home: Draft, part: tuple[int, ...], page: Page) -> tuple[int, ...]:
    """A part with the byline on the line after it, if the article that it leaves has another."""
    at = home.rest.index(part[-1])
    after = tuple(position for position in home.rest[at + 1 : at + 2] if page.roles[position] is Role.BYLINE)
    others = [position for position in home.rest if page.roles[position] is Role.BYLINE and position not in after]
    return part + after if others else part


def _best_home(articles: Sequence[_Article], home: int, unit: tuple[int, ...], page: Page, known: int) -> int:
    """The number of the article to which a part of one fits best, among those that have changed since it was known."""
    rivals = [at for at, article in enumerate(articles) if at != home and article.since > known]
    if not rivals:
        return home
    best, best_score = home, _stay(articles[home], unit, page)
    for at in rivals:
        score = _go(articles[at], unit, page, best_score)
        if score > best_score:
            best, best_score = at, score
    return best


def _stay(home: _Article, unit: tuple[int, ...], page: Page) -> float:
    is_caption = page.roles[unit[0]] is Role.CAPTION
    if is_caption:
        prior = CAPTION_PRIOR
    else:
        prior = TEXT_PRIOR if home.draft.heads and not _is_behind_byline(home.draft, unit, page) else ORPHAN_PRIOR
    return prior + page.cohesion.affinity(unit, home.lines, inside=not is_caption)


def _go(article: _Article, unit: tuple[int, ...], page: Page, least: float) -> float:
    """What moving a part to an article is worth; exact only where it is worth more than the least."""
    affinity = page.cohesion.affinity(unit, article.lines)
    is_text = page.roles[unit[0]] is Role.TEXT
    is_open = is_text and not page.is_complete(unit[-1])
    # Most articles are too far for all signs together.
    most = head_of(page.lines[unit[0]].text).most if is_text else 0.0
    if is_open:
        most += max([0.0, *(head_of(page.lines[begin].text).most for begin in article.begins)])
    if affinity + JOIN_WEIGHT * most < least:
        return -math.inf
    joins = 0.0
    if is_text:
        joins += max([0.0, *(page.join(end, unit[0]) for end in article.ends)])
    if is_open:
        joins += max([0.0, *(page.join(unit[-1], begin) for begin in article.begins)])
    is_near = affinity >= (LEAST_AFFINITY if is_text else 0.0)
    return affinity + JOIN_WEIGHT * joins if is_near or joins >= MILD else -math.inf


def _is_behind_byline(home: Draft, unit: tuple[int, ...], page: Page) -> bool:
    at = home.rest.index(unit[0])
    before = home.rest[:at]
    signed = any(
        page.roles[position] is Role.TEXT and cut_bylines(page.lines[position].text)[1] for position in before[-1:]
    )
    return signed or bool(before[1:] and page.roles[before[-1]] is Role.BYLINE)
