"""Whether a page in traditional print says what its twin in simplified print says.

    python -m benchmarks.traditional FOLDER

FOLDER holds annotated articles (t*.txt, as training.damage.source reads them). They are printed five a page, moderately
damaged, and read; then the same pages are read as OpenCC turns them into standard traditional characters (s2t), those
of Taiwan (s2tw) and of Hong Kong (s2hk), with 「」 for “”. Printed are the shares of articles, entities and claims that
both have (of all that one of them has), and of characters that stand in traditional print alone, by article.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from opencc import OpenCC

from kg.model import Page, Reading
from kg.reader import Reader
from kg.resolve.corpus import identity_of
from kg.tables import words
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import Source, read_sources

ARTICLES_A_PAGE = 5
LEVEL = "moderate"
MARKS = str.maketrans("“”‘’", "「」『』")


def printed(sources: Sequence[Source]) -> Iterator[Page]:
    """Yield pages made of all sources."""
    order = list(range(len(sources)))
    Random(LEVEL).shuffle(order)
    for begin in range(0, len(order), ARTICLES_A_PAGE):
        made = make_page([sources[number] for number in order[begin : begin + ARTICLES_A_PAGE]], LEVELS[LEVEL], begin)
        yield Page(f"{begin:04}.txt", made.text, "utf-8", "", date="2024-08-31")


def said(readings: Sequence[Reading]) -> dict[str, set[object]]:
    """What a page says: its articles by their lines and authors, entities and claims by article."""
    found: dict[str, set[object]] = {"articles": set(), "entities": set(), "claims": set()}
    for number, reading in enumerate(readings):
        own = reading.article.id.removeprefix("article/")
        ids = {one.id: identity_of(one).replace(own, "") for one in reading.referents}
        found["articles"].add((number, reading.article.lines, reading.article.authors))
        found["entities"] |= {(number, entity) for entity in ids.values()}
        found["claims"] |= {(number, ids[c.subject], c.predicate, ids[c.object]) for c in reading.claims}
    return found


def share(text: str) -> float:
    """The share of the Han characters of a text that stand in traditional print alone."""
    signs = words("traditional/signs.tsv")
    return sum(sign in signs for sign in text) / sum("\u3400" <= sign <= "\u9fff" for sign in text)


def main(folder: Path) -> None:
    """Print a line for each print."""
    reader = Reader()
    twins = [(page, reader(page)) for page in printed(list(read_sources(folder)))]
    shares = [share(one.article.body) for _, readings in twins for one in readings]
    print(f"simplified: {min(shares):.0%} to {max(shares):.0%} of the characters of an article are traditional")
    for variant in ("s2t", "s2tw", "s2hk"):
        converter = OpenCC(variant)
        both, either = Counter[str](), Counter[str]()
        shares = []
        for page, readings in twins:
            others = reader(replace(page, text=converter.convert(page.text).translate(MARKS)))
            shares += [share(one.article.body) for one in others]
            one, other = said(readings), said(others)
            for what in one:
                both[what] += len(one[what] & other[what])
                either[what] += len(one[what] | other[what])
        told = ", ".join(f"{what} {both[what]} of {either[what]} ({both[what] / either[what]:.2%})" for what in both)
        print(f"{variant}: {told}; {min(shares):.0%} to {max(shares):.0%} are traditional")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
