"""When what a claim says was so: the time of its sentence, if it speaks of one alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.dates import find_times
from kg.model import Claim
from kg.traditional import simplified


def date_claims(claims: Iterable[Claim], day: str = "") -> Iterator[Claim]:
    """Yield the claims, with the time of its sentence on each whose sentence holds one time alone that can be told.

    Of two times nothing says which is the claim's. The day is that of the page, in ISO form; without one 去年 tells no
    time.
    """
    for claim in claims:
        times = find_times(simplified(claim.evidence), day)
        if len(times) == 1 and times[0].value:
            printed = claim.evidence[times[0].begin : times[0].end]
            claim = replace(claim, date=times[0].value, date_text=printed)  # noqa: PLW2901
        yield claim
