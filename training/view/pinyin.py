"""Make kg/view/assets/pinyin.tsv: how characters are read, so that a search can go by pinyin.

    python -m training.view.pinyin

From pinyin-data as pypinyin 0.55 carries it (pip install pypinyin==0.55.0); both are MIT.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

TABLE = Path(__file__).parents[2] / "kg" / "view" / "assets" / "pinyin.tsv"
HEADER = """\
# How Chinese characters are read: a syllable without its tone (v is ü), and every character that has that reading.
# From pinyin-data (https://github.com/mozillazg/pinyin-data, MIT, which draws on Unihan's kMandarin, kHanyuPinyin and
# others) as shipped in pypinyin 0.55: the 20,903 characters of GBK, all readings.
"""
GBK = [*range(0x4E00, 0x9FA6), 0x3007]  # its Chinese characters in Unicode; the last is 〇


def syllables(code: int) -> Iterator[str]:
    """The readings of a character, without tones."""
    for reading in filter(None, pinyin_dict.get(code, "").split(",")):
        # Nobody types the ê of 欸.
        yield to_normal(reading).replace("ê", "e")


def main() -> None:
    """Write the table, a line a syllable in alphabetical order."""
    characters: dict[str, set[str]] = {}
    for code in GBK:
        for syllable in syllables(code):
            characters.setdefault(syllable, set()).add(chr(code))
    lines = [f"{syllable}\t{''.join(sorted(characters[syllable]))}\n" for syllable in sorted(characters)]
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
