"""A user's own names stand for one thing each, whatever form an article prints, and whatever county it plays in."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.own import Own, OwnName
from kg.model import Reading, Referent
from kg.traditional import simplified


def with_own(reading: Reading, own: Own) -> Reading:
    """The reading with every referent that a name of the user's stands for under that name, once.

    An official division keeps its own name and code. Claims follow the referents; one whose ends have become one
    says nothing and goes.
    """
    told = {referent.id: _own_name(referent, own) for referent in reading.referents}
    if not any(told.values()):
        return reading
    become: dict[str, str] = {}
    referents: dict[str, Referent] = {}
    for referent in reading.referents:
        named = _named(referent, told[referent.id])
        become[referent.id] = named.id
        earlier = referents.get(named.id)
        mentions = (*(earlier.mentions if earlier else ()), *named.mentions)
        referents[named.id] = replace(earlier or named, mentions=tuple(dict.fromkeys(mentions)))
    claims = (replace(one, subject=become[one.subject], object=become[one.object]) for one in reading.claims)
    kept = tuple(dict.fromkeys(one for one in claims if one.subject != one.object))
    return Reading(reading.article, tuple(referents.values()), kept)


def _named(referent: Referent, name: OwnName | None) -> Referent:
    if not name:
        return referent
    article = referent.id.split("#")[0]
    # No home: a name that its reader vouches for has no namesakes in other counties.
    return replace(
        referent, id=f"{article}#{name.type.value}/{name.name}", name=name.name, kind=name.kind, stem=name.name,
        home="", own=False, anonymised=False, candidates=(),
    )  # fmt: skip


def _own_name(referent: Referent, own: Own) -> OwnName | None:
    if referent.code:
        return None
    found = (own.forms.get(simplified(form)) for form in (referent.name, *referent.surfaces))
    return next((name for name in found if name and name.type is referent.type), None)
