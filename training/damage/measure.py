"""How well pages made by this package are split into articles.

    python -m training.damage.measure ../shared/corpus/train --level moderate --pages 60 --seed 1 [--errors]

Articles count if headline and authors are exact; lines are scored by B-cubed F1, as in ../shared/eval/score.py, but
over all lines that belong to an article, short ones too.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path
from random import Random

from kg.articles import split_articles
from kg.model import Page
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import read_sources

Item = Hashable


def b_cubed(gold: Mapping[Item, Item], found: Mapping[Item, Item]) -> float:
    """B-cubed F1 of a clustering over gold's items; an item that is not found stands alone (Bagga and Baldwin 1998)."""
    ours = {item: found.get(item, ("alone", item)) for item in gold}
    golds: dict[Item, set[Item]] = defaultdict(set)
    founds: dict[Item, set[Item]] = defaultdict(set)
    for item in gold:
        golds[gold[item]].add(item)
        founds[ours[item]].add(item)
    shared = {item: len(golds[gold[item]] & founds[ours[item]]) for item in gold}
    precision = sum(shared[item] / len(founds[ours[item]]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(golds[gold[item]]) for item in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Make pages, split them, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--level", choices=LEVELS, default="moderate")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", type=Path, help="a folder to write the pages to")
    args = parser.parse_args()
    sources = list(read_sources(args.folder))
    hit = missed = extra = 0
    gold: dict[Item, Item] = {}
    found: dict[Item, Item] = {}
    for number in range(args.pages):
        seed = args.seed * 10_000 + number
        chosen = Random(seed).sample(sources, Random(seed).choice([4, 6, 8, 10]))
        made = make_page(chosen, LEVELS[args.level], seed)
        if args.write:
            (args.write / f"{seed}.txt").write_text(made.text, encoding="utf-8")
        articles = split_articles(Page(path=f"{seed}.txt", text=made.text, encoding="utf-8", digest=""))
        want = Counter((truth.title.replace(" ", ""), frozenset(truth.authors)) for truth in made.truths)
        got = Counter((article.headline.replace(" ", ""), frozenset(article.authors)) for article in articles)
        hit += (both := sum((want & got).values()))
        missed += sum(want.values()) - both
        extra += sum(got.values()) - both
        for index, truth in enumerate(made.truths):
            gold.update({(seed, line): (seed, index) for line in truth.lines})
        found.update({(seed, line): (seed, article.id) for article in articles for line in article.lines})
        if args.errors:
            for sign, rows in (("-", want - got), ("+", got - want)):
                for headline, authors in sorted(rows, key=str):
                    print(seed, sign, headline, *sorted(authors))
    precision, recall = hit / (hit + extra), hit / (hit + missed)
    score = 2 * precision * recall / (precision + recall)
    print(
        f"{args.level}: articles F1 {score:.3f} (P {precision:.3f}, R {recall:.3f}),",
        f"lines B3 {b_cubed(gold, found):.3f}",
    )


if __name__ == "__main__":
    main()
