"""Parts of articles that are printed elsewhere on the page, or twice: each goes back to its article.

A paragraph (with the lines that its column break parted) is compared with every article of the page: by the rare words
that it shares with it, and by whether it goes on where that article stops. It leaves the article in which it stands
only if another fits clearly better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.articles.bylines import cut_bylines
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft
from kg.articles.lines import Line
from kg.articles.mending import goes_on
from kg.articles.paragraphs import LEAST_TO_JOIN, NEXT_BONUS
from kg.articles.roles import Role

# A shorter line can stand in two articles by chance.
SHORTEST_REPEAT = 12
# Of a paragraph's pairs of characters, how many must stand in another for it to be a repeat with misprints.
REPEATED_SHARE = 0.9
# Cohesion is 0.02 to 0.1 with a paragraph's own article and below 0.02 with others, measured on pages made by
# training/damage: this makes a difference of 0.05 as strong as a word across a cut.
COHESION_WEIGHT = 60.0
# What a place on the page is worth: most paragraphs stand where they belong, captions are set where there is room.
TEXT_PRIOR = 2.5
CAPTION_PRIOR = 0.6
ORPHAN_PRIOR = 0.5  # of a headless article at the page's beginning, or of text behind the closing byline
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

    def join(self, before: int, after: int) -> float:
        """How much speaks for one line going on in another; nothing if the first is complete."""
        if self.lines[before].is_closed:
            return COMPLETE
        if (before, after) not in self.joins:
            self.joins[before, after] = goes_on(self.lines[before].text, self.lines[after].text, self.text)
        return self.joins[before, after]


def gather_fragments(drafts: list[Draft], page: Page) -> None:
    """Take repeats out of the text and bring displaced parts back to their articles; changes the drafts."""
    for repeat, original in _repeats(drafts, page).items():
        _move_repeat(drafts, page, repeat, original)
    for _ in range(ROUNDS):
        for home in drafts:
            for unit in list(_units(home, page)):
                best = _best_home(drafts, home, unit, page)
                if best is not home:
                    home.rest = [position for position in home.rest if position not in unit]
                    best.rest.extend(unit)


def _repeats(drafts: list[Draft], page: Page) -> dict[int, int]:
    """Lines that stand in another line, whole: the one that fits its surroundings worse is the repeat."""
    home = {position: draft for draft in drafts for position in draft.rest if page.roles[position] is Role.TEXT}
    texts = {position: page.lines[position].text for position in home}
    found: dict[int, int] = {}
    for position, text in texts.items():
        if len(text) < SHORTEST_REPEAT:
            continue
        for other, longer in texts.items():
            if other == position or other in found or not _contains(longer, text):
                continue
            if len(longer) == len(text) and _fit(position, home[position], page) >= _fit(other, home[other], page):
                continue
            found[position] = other
            break
    return found


def _contains(longer: str, text: str) -> bool:
    return len(longer) >= len(text) and text in longer


def _fit(position: int, home: Draft, page: Page) -> float:
    """How well a line stands where it stands: it goes on from the line before, and speaks of the same things."""
    at = home.rest.index(position)
    score = page.cohesion.between([position], home.heads + home.rest[:at] + home.rest[at + 1 :]) * COHESION_WEIGHT
    for before, after in pairwise(home.rest[max(0, at - 1) : at + 2]):
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
    return prior + COHESION_WEIGHT * page.cohesion.between(unit, others)


def _go(draft: Draft, unit: list[int], page: Page) -> float:
    score = COHESION_WEIGHT * page.cohesion.between(unit, draft.heads + draft.rest)
    if page.roles[unit[0]] is not Role.TEXT:
        return score
    texts = [position for position in draft.rest if page.roles[position] is Role.TEXT]
    ends = [a for a, b in pairwise(texts) if page.join(a, b) <= 0] + texts[-1:]
    begins = [b for a, b in pairwise(texts) if page.join(a, b) <= 0]
    score += max([0.0, *(page.join(end, unit[0]) for end in ends)])
    return score + max([0.0, *(page.join(unit[-1], begin) for begin in begins)])


def _is_behind_byline(home: Draft, unit: list[int], page: Page) -> bool:
    at = home.rest.index(unit[0])
    before = home.rest[:at]
    signed = any(
        page.roles[position] is Role.TEXT and cut_bylines(page.lines[position].text)[1] for position in before[-1:]
    )
    return signed or bool(before[1:] and page.roles[before[-1]] is Role.BYLINE)
