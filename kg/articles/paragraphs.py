"""The lines of one article's text → its paragraphs, mended, in reading order."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from kg.articles.lines import ends_sentence, join
from kg.articles.mending import goes_on


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text: its position on the page, and its words."""

    position: int
    text: str


# Neighbours belong together unless something speaks against it; a line further off needs a sign of its own.
NEXT_BONUS = 1.5
BACKWARDS = 0.5
# Known from where the first line's repeat stands.
LINK_BONUS = 5.0
LEAST_TO_JOIN = 0.5


def mend(pieces: list[Piece], page: str, links: Set[tuple[int, int]] = frozenset()) -> list[list[Piece]]:
    """Put together the pieces of paragraphs that were cut; each paragraph is the list of its pieces, in order.

    The best pair is joined first, then the next best, so that a piece printed elsewhere finds its place before a
    neighbour is taken for want of better. ``links`` are pairs of positions known to belong together.
    """
    pairs = []
    linked = {before for before, _ in links}
    for i, piece in enumerate(pieces):
        if ends_sentence(piece.text) and piece.position not in linked:
            continue
        for j, other in enumerate(pieces):
            if i == j:
                continue
            score = goes_on(piece.text, other.text, page)
            score += NEXT_BONUS if j == i + 1 else -BACKWARDS if j < i else 0.0
            score += LINK_BONUS * ((piece.position, other.position) in links)
            if score >= LEAST_TO_JOIN:
                pairs.append((-score, abs(j - i), i, j))
    following: dict[int, int] = {}
    leading: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in following and j not in leading and _first_of(i, leading) != j:
            following[i] = j
            leading[j] = i
    paragraphs = []
    for first in range(len(pieces)):
        if first in leading:
            continue
        chain = [first]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        paragraphs.append([pieces[i] for i in chain])
    return paragraphs


def _first_of(i: int, leading: dict[int, int]) -> int:
    while i in leading:
        i = leading[i]
    return i


def words_of(paragraph: list[Piece]) -> str:
    """A mended paragraph's text."""
    text = paragraph[0].text
    for piece in paragraph[1:]:
        text = join(text, piece.text)
    return text
