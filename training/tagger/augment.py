"""Articles told anew: other places, people and bodies in them, other quotations, breaks and slips of a bad scan."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from training.tagger.corpus import Item
from training.tagger.names import short

_QUOTED = re.compile(r"“([^“”\n]{2,12})”")
_HONORIFIC = (
    "女士",
    "先生",
    "大爷",
    "大妈",
    "大娘",
    "阿姨",
    "奶奶",
    "爷爷",
    "大叔",
    "大伯",
    "大姐",
    "师傅",
    "老人",
    "某",
)
_TAIL = 2  # bodies are exchanged for others whose names end in the same two characters
_PLACE_TAILS = ("街道", "社区", "小区", "村", "镇", "乡", "区", "县", "市", "省")


@dataclass(frozen=True)
class Pools:
    """What names are drawn from: places by their last word, names of people, bodies by their tail, quotations."""

    places: dict[str, list[str]]
    surnames: list[str]
    given: list[str]
    bodies: dict[str, list[str]]
    programmes: dict[int, list[str]]
    phrases: dict[int, list[str]]

    @classmethod
    def of(cls, items: Iterable[Item], divisions: Iterable[str], villages: Iterable[str]) -> Pools:
        """The pools of these articles (only those that are trained on) and of the official names."""
        places, bodies = defaultdict(set), defaultdict(set)
        programmes, phrases = defaultdict(set), defaultdict(set)
        surnames, given = [], []
        for name in (*divisions, *villages):
            if tail := place_tail(name):
                places[tail].add(name)
        for item in items:
            named = {(b, e): t for b, e, t in item.spans}
            for (begin, end), kind in named.items():
                form = item.text[begin:end]
                if kind == "Agency" and len(form) >= 4:
                    bodies[form[-_TAIL:]].add(form)
                if kind == "Person" and 2 <= len(form) <= 3 and not form.endswith(_HONORIFIC):
                    surnames.append(form[0])
                    given.append(form[1:])
            masked = set().union(*(range(b, e) for b, e in item.masks))
            for match in _QUOTED.finditer(item.text):
                span = match.span(1)
                inside = any(b < span[1] and span[0] < e for b, e, _ in item.spans) or masked & set(range(*span))
                if named.get(span) == "Programme":
                    programmes[len(match[1])].add(match[1])
                elif not inside:
                    phrases[len(match[1])].add(match[1])
        order = lambda table: {k: sorted(v) for k, v in sorted(table.items())}  # noqa: E731
        return cls(order(places), sorted(surnames), sorted(given), order(bodies), order(programmes), order(phrases))


def place_tail(name: str) -> str:
    """The word for its rank that ends a place's name, or nothing."""
    return next((tail for tail in _PLACE_TAILS if name.endswith(tail) and len(name) > len(tail) + 1), "")


def augment(item: Item, pools: Pools, rng: random.Random) -> Item:
    """The article with some of its names exchanged, the same one everywhere alike, and some damage."""
    swaps = _swaps(item, pools, rng)
    edits: list[tuple[int, int, str]] = []
    for begin, end, _ in item.spans:
        form = item.text[begin:end]
        new = swaps.get(form) or _inside(form, swaps)
        if new != form:
            edits.append((begin, end, new))
    taken = {at for b, e, _ in item.spans for at in range(b, e)} | {at for b, e in item.masks for at in range(b, e)}
    if rng.random() < 0.5:
        for match in _QUOTED.finditer(item.text):
            pool = pools.phrases.get(len(match[1]))
            if pool and rng.random() < 0.2 and not taken & set(range(*match.span(1))):
                edits.append((*match.span(1), rng.choice(pool)))
    item = rewrite(item, edits)
    return damage(item, rng)


def _swaps(item: Item, pools: Pools, rng: random.Random) -> dict[str, str]:
    forms: dict[str, str] = {}
    for begin, end, kind in item.spans:
        forms.setdefault(item.text[begin:end], kind)
    swaps: dict[str, str] = {}
    places = rng.random() < 0.5
    people = rng.random() < 0.6
    for form, kind in forms.items():
        if kind == "Place" and places and rng.random() < 0.7:
            tail = place_tail(form)
            if tail and pools.places.get(tail):
                new = rng.choice(pools.places[tail])
                swaps[form] = new
                root, new_root = short(form), short(new)
                if root != form and new_root != new and root not in swaps:
                    swaps[root] = new_root
        elif kind == "Person" and people and pools.surnames:
            if form.endswith(_HONORIFIC):
                swaps[form] = rng.choice(pools.surnames) + form[1:]
            elif 2 <= len(form) <= 3:
                given = rng.choice(pools.given)
                if rng.random() < 0.3:
                    given = "".join(rng.choice(rng.choice(pools.given)) for _ in given)
                swaps[form] = rng.choice(pools.surnames) + given
        elif kind == "Agency" and len(form) >= 4 and rng.random() < 0.2:
            pool = pools.bodies.get(form[-_TAIL:])
            if pool:
                swaps[form] = rng.choice(pool)
        elif kind == "Programme" and rng.random() < 0.15:
            pool = pools.programmes.get(len(form))
            if pool and f"“{form}”" in item.text:
                swaps[form] = rng.choice(pool)
    return swaps


def _inside(form: str, swaps: dict[str, str]) -> str:
    """A longer name, the place in front of it exchanged as the place itself is."""
    for old in sorted(swaps, key=len, reverse=True):
        if len(old) >= 2 and form.startswith(old) and len(form) > len(old):
            return swaps[old] + form[len(old) :]
    return form


def rewrite(item: Item, edits: list[tuple[int, int, str]]) -> Item:
    """The article with stretches replaced (they lie inside or outside spans and masks, never across an edge)."""
    pieces: list[str] = []
    at = 0
    moves: list[tuple[int, int]] = [(0, 0)]  # from this offset on, add so much
    shift = 0
    for begin, end, new in sorted(edits):
        pieces += [item.text[at:begin], new]
        at = end
        shift += len(new) - (end - begin)
        moves.append((end, shift))
    pieces.append(item.text[at:])
    offsets = [move[0] for move in moves]

    def moved(offset: int) -> int:
        from bisect import bisect_right

        return offset + moves[bisect_right(offsets, offset) - 1][1]

    return replace(
        item,
        text="".join(pieces),
        spans=tuple((moved(b), moved(e), t) for b, e, t in item.spans),
        masks=tuple((moved(b), moved(e)) for b, e in item.masks),
    )


def damage(item: Item, rng: random.Random) -> Item:
    """Now and then a pair of quotation marks lost, a line broken in mid-sentence, or a character misread."""
    edits: list[tuple[int, int, str]] = []
    taken = {at for b, e, _ in item.spans for at in range(b, e)}
    if rng.random() < 0.3:
        for match in re.finditer(r"“[^“”\n]{2,16}”", item.text):
            if rng.random() < 0.08:
                edits += [(match.start(), match.start() + 1, ""), (match.end() - 1, match.end(), "")]
    if rng.random() < 0.3:
        for at, sign in enumerate(item.text):
            chance = rng.random()
            if at in taken or sign in "“”《》\n":
                continue
            if chance < 0.002:
                edits.append((at, at + 1, sign + "\n"))
            elif chance < 0.004:
                edits.append((at, at + 1, rng.choice(item.text).replace("\n", sign)))
    return rewrite(item, sorted({edit[0]: edit for edit in edits}.values()))
