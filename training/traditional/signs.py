"""Make kg/traditional/signs.tsv: the characters that stand in traditional print alone.

    python -m training.traditional.signs

They are what the installed OpenCC changes, character by character, in the chain that kg.traditional.folding uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from opencc import OpenCC

from kg.tables import words

TABLE = Path(__file__).parents[2] / "kg" / "traditional" / "signs.tsv"
HEADER = """\
# Characters that stand in traditional Chinese print alone, each with its simplified form.
# Made by training/traditional/signs.py from OpenCC {version} (https://github.com/BYVoid/OpenCC, Apache-2.0): the Han
# characters that its hk2t and tw2s change, by themselves, into another of Unicode's first plane, without those that
# simplified print has too: the characters of GB 2312 (乾, 後, 著 …) and of kept.tsv. Added: 揹 and 濬, which it leaves.
"""
ADDED = {"揹": "背", "濬": "浚"}
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))  # Extension A, and the block of the common ones


def signs() -> Iterator[tuple[str, str]]:
    """Yield every such character with its simplified form, in order."""
    variants, plain = OpenCC("hk2t"), OpenCC("tw2s")
    kept = words("traditional/kept.tsv")
    for sign in (chr(code) for block in HAN for code in block):
        found = ADDED.get(sign) or plain.convert(variants.convert(sign))
        if found != sign and found <= "\uffff" and sign not in kept and not sign.encode("gb2312", "ignore"):
            yield sign, found


if __name__ == "__main__":
    lines = [f"{sign}\t{found}\n" for sign, found in signs()]
    TABLE.write_text(HEADER.format(version=version("opencc")) + "".join(lines), encoding="utf-8")
