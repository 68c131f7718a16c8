"""Make kg/extract/name_words.txt: ordinary words that look like a personal name (李子, 尤其是, 黄葛树).

    python -m training.names.words

The words are those of the dictionary of jieba 0.42.1 (MIT) that begin with a surname, score as a plausible name, and
are marked there as something else than a name.
"""

from __future__ import annotations

from pathlib import Path

import jieba

from kg.extract.people import PLAUSIBLE
from kg.names import name_score

HEADER = """# Ordinary words that look like a personal name, but are marked as none in the dictionary of jieba 0.42.1
# (MIT, copyright 2013 Sun Junyi). Made by training/names/words.py.
"""
MIN_COUNT = 3  # in jieba's corpus; below that the marks of its dictionary are not reliable
MAX_SINGLE_SURE = 6.0  # a word that scores higher is a name more often than the word (高峰, 江河 stay open)


def main() -> None:
    """Write the table, sorted."""
    found = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if tag.startswith("nr") or int(count) < MIN_COUNT or not 2 <= len(word) <= 3:
            continue
        if PLAUSIBLE < name_score(word) < MAX_SINGLE_SURE:
            found.append(word)
    Path("kg/extract/name_words.txt").write_text(HEADER + "\n".join(sorted(found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
