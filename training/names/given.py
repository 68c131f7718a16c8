"""Make kg/names/given.tsv: how much more a character is met in given names than in other words.

    python -m training.articles.given > kg/names/given.tsv

From the dictionary of jieba (MIT): words of two or three characters marked nr that begin with a surname of
kg/names/surnames.tsv, against all words that are not names, each counted by its frequency up to a cap.
"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import jieba

from kg.tables import numbers

# A character that names have fewer times than this is left out.
LEAST_MET = 12
# So that 的 and 一 do not outweigh everything.
MOST_COUNTED = 3000
# What a character that other words lack counts for there.
UNSEEN = 50

HEADER = f"""\
# Characters of given names, and how much more they are met there than in other words.
# Made by training/names/given.py from the words marked nr in the dictionary of jieba {jieba.__version__} (MIT).
# character <tab> ten times the natural logarithm of its share in given names over its share in other words"""


def main() -> None:
    """Print the table."""
    surnames = numbers("names/surnames.tsv")
    names: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if tag == "nr" and len(word) in (2, 3) and word[0] in surnames:
            names.update(word[1:])
        elif not tag.startswith("nr") and len(word) <= 4:
            others.update({char: min(int(count), MOST_COUNTED) for char in word})
    in_names, in_others = names.total(), others.total()
    rows = []
    for char, count in names.items():
        if count >= LEAST_MET:
            odds = math.log(count / in_names) - math.log((others[char] + UNSEEN) / in_others)
            rows.append((char, round(10 * odds)))
    print(HEADER)
    for char, odds in sorted(rows, key=lambda row: (-row[1], row[0])):
        print(f"{char}\t{odds}")


if __name__ == "__main__":
    main()
