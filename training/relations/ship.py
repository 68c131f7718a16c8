"""Write a trained network as the file that kg ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from network import Network, weights

from kg.extract.relations.features import BAGS


def ship(
    network: Network, words: Mapping[str, int], ends: Mapping[str, int], local: int, whole: int,
    calibration: Mapping[str, Sequence[float]], path: Path,
) -> None:  # fmt: skip
    """Write the numbers in half precision, input by output, with the vocabularies and the calibration."""
    held = weights(network)
    first = held["local.weight"].T
    width = held["words.weight"].shape[1] * BAGS
    arrays = {
        "words": held["words.weight"], "endings": held["endings.weight"], "local": first[:local],
        "forward": first[local : local + width], "backward": first[local + width :], "local_bias": held["local.bias"],
        "whole": held["whole.weight"].T, "whole_bias": held["whole.bias"], "last": held["last.weight"].T,
        "last_bias": held["last.bias"],
    }  # fmt: skip
    halves = {name: value.astype(np.float16) for name, value in arrays.items()}
    lists = {
        name: np.frombuffer("\n".join(sorted(table, key=table.__getitem__)).encode("utf8"), dtype=np.uint8)
        for name, table in (("word_list", words), ("ending_list", ends))
    }
    numbers = {name: np.asarray(value, dtype=np.float32) for name, value in calibration.items()}
    np.savez_compressed(path, **halves, **lists, **numbers)
