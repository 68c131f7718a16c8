"""Write trained networks as the file that kg ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from network import Network, weights

from kg.extract.relations.local import BAGS


def ship(
    networks: Sequence[Network], again: Sequence[Mapping[str, np.ndarray]], vocabularies: Sequence[Mapping[str, int]],
    threshold: np.ndarray, path: Path,
) -> None:  # fmt: skip
    """Write the numbers in half precision, input by output, with the vocabularies and the thresholds."""
    halves = {}
    for number, network in enumerate(networks):
        held = weights(network)
        first = held["local.weight"].T
        width = held["words.weight"].shape[1] * BAGS
        local = len(first) - 2 * width
        parts = {
            "words": held["words.weight"], "endings": held["endings.weight"], "local": first[:local],
            "forward": first[local : local + width], "backward": first[local + width :],
            "local_bias": held["local.bias"], "whole": held["whole.weight"].T, "whole_bias": held["whole.bias"],
            "last": held["last.weight"].T, "last_bias": held["last.bias"],
        }  # fmt: skip
        halves |= {f"{name}.{number}": value.astype(np.float16) for name, value in parts.items()}
    second = {f"{name}.{n}": value.astype(np.float32) for n, layer in enumerate(again) for name, value in layer.items()}
    lists = {
        name: np.frombuffer("\n".join(sorted(table, key=table.__getitem__)).encode("utf8"), dtype=np.uint8)
        for name, table in zip(("word_list", "ending_list"), vocabularies, strict=True)
    }
    np.savez_compressed(
        path, **halves, **second, **lists, counts=np.array([len(networks), len(again)]),
        threshold=threshold.astype(np.float32),
    )  # fmt: skip
