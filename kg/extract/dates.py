"""When what a claim says was so: the time of its sentence, if it speaks of one alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.dates import Time, find_times
from kg.model import Claim
from kg.traditional import simplified


def date_claims(claims: Iterable[Claim], day: str = "") -> Iterator[Claim]:
    """Yield the claims, with the time of its sentence on each whose sentence holds one time alone that can be told.

    Of two times nothing says which is the claim's. The day is that of the page, in ISO form; without one 去年 tells no
    time.
    """
    told: dict[str, Time | None] = {}  # many claims come from one sentence
    for claim in claims:
        evidence = claim.evidence
        if evidence not in told:
            times = find_times(simplified(evidence), day)
            told[evidence] = times[0] if len(times) == 1 and times[0].value else None
        time = told[evidence]
        if time is None:
            yield claim
        else:
            yield replace(claim, date=time.value, date_text=evidence[time.begin : time.end])
