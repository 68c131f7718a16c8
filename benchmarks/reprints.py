"""How surely reprints are found: the same articles on differently made and damaged pages, which are known copies.

    python -m benchmarks.reprints FOLDER

FOLDER holds annotated articles (t*.txt, as training.damage.source reads them). Each is printed on three pages, of which
each is damaged in its own way, and the pages are split again. Printed are, for several values of
kg.resolve.reprints.LEAST_SHARE, how many of the copies were found, and how many articles were taken for another's.
An article that holds parts of two (a page split wrongly) counts as the one of which it has more lines.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kg.articles import split_articles
from kg.model import Article, Page
from kg.resolve import reprints
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import Source, read_sources

ARTICLES_A_PAGE = 5
SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def printed(sources: Sequence[Source]) -> Iterator[tuple[Article, int]]:
    """Yield the articles of pages made of all sources, once for each level of damage, with the source of each."""
    for name, level in LEVELS.items():
        order = list(range(len(sources)))
        Random(name).shuffle(order)
        for begin in range(0, len(order), ARTICLES_A_PAGE):
            chosen = order[begin : begin + ARTICLES_A_PAGE]
            made = make_page([sources[number] for number in chosen], level, begin)
            owner = {line: number for number, truth in zip(chosen, made.truths, strict=False) for line in truth.lines}
            for article in split_articles(Page(f"{name}/{begin:04}.txt", made.text, "utf-8", "")):
                owners = Counter(owner[line] for line in article.lines if line in owner)
                if owners:
                    yield article, owners.most_common(1)[0][0]


def main(folder: Path) -> None:
    """Print a line for each share."""
    articles = list(printed(list(read_sources(folder))))
    long = [
        (article, source) for article, source in articles if len(reprints.shingles(article.body)) >= reprints.SHORTEST
    ]
    copies = len(long) - len({source for _, source in long})
    source_of = {article.id: source for article, source in articles}
    print(f"{len(long)} articles of {len({source for _, source in long})} texts: {copies} copies")
    for least in SHARES:
        found = reprints.find_reprints((article for article, _ in long), least)
        wrong = sum(source_of[copy] != source_of[original] for copy, original in found.items())
        print(f"share {least}: found {len(found) - wrong} of {copies}, taken for another's {wrong}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
