"""What follows from the order in which the names of an article stand."""

from __future__ import annotations

from collections.abc import Sequence

NEVER = 9  # the rank of what was not named yet


def neighbours(
    mentions: Sequence[tuple[int, int]], sentences: Sequence[int], types: int
) -> tuple[list[list[int]], list[list[int]], list[list[int]]]:
    """For each mention and type, whose mention of the type comes before, comes after, and comes first in the sentence.

    mentions: (referent, type) in order of appearance. Three lists of a row for each mention; -1 for none.
    """
    opening: dict[int, list[int]] = {}
    for sentence, (number, kind) in zip(sentences, mentions, strict=True):
        here = opening.setdefault(sentence, [-1] * types)
        if here[kind] < 0:
            here[kind] = number
    before, after = _last_before(mentions, types), _last_before(mentions[::-1], types)[::-1]
    return before, after, [opening[sentence] for sentence in sentences]


def _last_before(mentions: Sequence[tuple[int, int]], types: int) -> list[list[int]]:
    """For each (referent, type) the last referents of each type that come before it."""
    found, last = [], [-1] * types
    for number, kind in mentions:
        found.append(last.copy())
        last[kind] = number
    return found


def ranks(mentions: Sequence[tuple[int, int]], referents: int, types: int) -> list[list[int]]:
    """How many others of the second's type were named since its last mention when the first is first named: (R, R)."""
    found = [[NEVER] * referents for _ in range(referents)]
    met: set[int] = set()
    recent: list[list[int]] = [[] for _ in range(types)]  # of each type those named so far, the last one first
    for number, kind in mentions:
        own = recent[kind]
        if number in met:
            own.remove(number)
        else:
            met.add(number)
            row = found[number]
            for named in recent:
                for rank, other in enumerate(named):
                    row[other] = rank
        own.insert(0, number)
    return found
