"""Tunes the tables by which kg/articles gives lines their roles, on pages made by training/damage.

    python -m training.articles.tune CORPUS/train --write

The score of a way through a page is linear in the tables' numbers, so that they can be learnt as those of a structured
perceptron (Collins 2002): where the best way is not the true one, the true one's rows gain and the other's lose. It
begins with the numbers that were set by hand (set_by_hand/), and kg gets numbers a quarter of the way from those to the
learnt ones: made pages have fewer looks than printed ones, and all the way costs what the made ones do not show.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from kg.articles.cohesion import Cohesion
from kg.articles.lines import read_lines
from kg.articles.looks import Look, look_at
from kg.articles.roles import START, TABLES, Role, Signed, State, Weights, best_way, follow, read_custom, weights_of
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import Source, read_sources

STEP = 0.02
SHARE = 0.25  # of the way; of 0.25, 0.5 and 1 the best for articles on heavily damaged pages
BY_HAND = Path(__file__).parent / "set_by_hand"
ARTICLES = (4, 6, 8, 10)  # on a page
Row = tuple[str, str | int | Role, str]  # table, row, column


@dataclass(frozen=True)
class Seen:
    """A made page as the reader of roles sees it, and its true roles."""

    looks: list[Look]
    roles: list[Role]


def pages(sources: Sequence[Source], count: int, seed: int) -> Iterator[Seen]:
    """Made pages of all levels in turn."""
    levels = sorted(LEVELS)
    for number in range(count):
        rng = Random(f"{seed} {number}")
        chosen = rng.sample(sources, min(len(sources), rng.choice(ARTICLES)))
        made = make_page(chosen, LEVELS[levels[number % len(levels)]], rng.randrange(10**9))
        lines = read_lines(made.text)
        looks = look_at(lines, Cohesion(line.text for line in lines))
        yield Seen(looks, [made.roles[line.numbers[0]] for line in lines])


def rows_of(seen: Seen, roles: Sequence[Role], weights: Weights) -> Counter[Row]:
    """How much each number of the tables counts in the score of these roles."""
    counts: Counter[Row] = Counter()
    custom = read_custom(seen.looks)
    state = START
    for (previous, look), role in zip(pairwise([seen.looks[0], *seen.looks]), roles, strict=True):
        for trait, value in look.traits.items():
            if value:
                counts["traits", trait, role] += value
        row, signed = weights.change(state, role)
        counts["changes", row, ""] += 1
        for name, share in follow(state, role, previous.closed, look.signed, custom):
            counts["customs", name, ""] += share
        state = State(role, Signed.BELOW if role is Role.TEXT and look.signed else signed)
    return counts


def moved(weights: Weights, by: Mapping[Row, float]) -> Weights:
    """The tables with these amounts added."""
    traits = {
        trait: {r: w + by.get(("traits", trait, r), 0.0) for r, w in row.items()}
        for trait, row in weights.traits.items()
    }
    changes = [
        row._replace(score=row.score + by.get(("changes", at, ""), 0.0)) for at, row in enumerate(weights.changes)
    ]
    customs = {name: score + by.get(("customs", name, ""), 0.0) for name, score in weights.customs.items()}
    return replace(weights, traits=traits, changes=changes, customs=customs)


def tune(weights: Weights, seen: Sequence[Seen], epochs: int, seed: int) -> Callable[[float], Weights]:
    """The tables so far on the way from those given to the mean over all steps."""
    total: Counter[Row] = Counter()  # what was added, times the steps for which it has held
    added: Counter[Row] = Counter()
    since: dict[Row, int] = {}
    now, step, order = weights, 0, list(seen)
    for epoch in range(epochs):
        Random(f"{seed} {epoch}").shuffle(order)
        wrong = 0
        for page in order:
            step += 1
            found = best_way(page.looks, now)
            if found == page.roles:
                continue
            wrong += sum(a is not b for a, b in zip(found, page.roles, strict=True))
            change = rows_of(page, page.roles, now)
            change.subtract(rows_of(page, found, now))
            for row, amount in change.items():
                if amount:
                    total[row] += added[row] * (step - since.get(row, step))
                    since[row] = step
                    added[row] += STEP * amount
            now = moved(weights, added)
        print(f"epoch {epoch + 1}: {wrong} lines wrong of {sum(len(page.roles) for page in order)}", flush=True)
    for row in added:
        total[row] += added[row] * (step - since[row])
    return lambda share: moved(weights, {row: share * amount / max(1, step) for row, amount in total.items()})


def errors(weights: Weights, seen: Iterable[Seen]) -> tuple[int, int]:
    """Lines with a wrong role, and all lines."""
    wrong = lines = 0
    for page in seen:
        wrong += sum(a is not b for a, b in zip(best_way(page.looks, weights), page.roles, strict=True))
        lines += len(page.roles)
    return wrong, lines


def write(weights: Weights, folder: Path) -> None:
    """The tables set by hand with these numbers instead; comments and reasons stay."""
    scores = iter(row.score for row in weights.changes)

    def filled(name: str, cells: list[str]) -> list[str]:
        if name == "role_weights":
            return [cells[0], *(number(weights.traits[cells[0]][role]) for role in Role), *cells[1 + len(Role) :]]
        if name == "role_changes":
            return [*cells[:3], number(next(scores)), *cells[4:]]
        return [cells[0], number(weights.customs[cells[0]]), *cells[2:]]

    for name in TABLES:
        lines = (BY_HAND / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        new = (line if line.startswith("#") else "\t".join(filled(name, line.split("\t"))) for line in lines)
        (folder / f"{name}.tsv").write_text("".join(f"{line}\n" for line in new), encoding="utf-8")


def by_hand() -> Weights:
    """The weights set by hand."""
    tables = ((BY_HAND / f"{name}.tsv").read_text(encoding="utf-8").splitlines() for name in TABLES)
    return weights_of(*([line.split("\t") for line in lines if not line.startswith("#")] for lines in tables))


def number(value: float) -> str:
    """A weight as the tables write it."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


def main() -> None:
    """Tune on pages of two thirds of the articles, measure on pages of the others, then write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the tables of kg/articles")
    args = parser.parse_args()
    sources = list(read_sources(args.folder))
    held = [source for at, source in enumerate(sources) if at % 3 == 0]
    others = [source for at, source in enumerate(sources) if at % 3]
    test = list(pages(held, args.pages // 4, args.seed + 1))
    start = by_hand()
    weights = tune(start, list(pages(others, args.pages, args.seed)), args.epochs, args.seed)
    print("lines wrong, of all: set by hand", *errors(start, test))
    print("learnt, all the way", *errors(weights(1.0), test))
    print("learnt, as far as kg goes", *errors(weights(SHARE), test))
    if args.write:
        write(weights(SHARE), Path(__file__).parents[2] / "kg" / "articles")


if __name__ == "__main__":
    main()
