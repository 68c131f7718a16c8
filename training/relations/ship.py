"""Write trained networks as the file that kg ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kg.extract.relations.bags import BAGS
from training.relations.fit import Trained
from training.relations.network import weights


def ship(
    trained: Sequence[Trained], again: Sequence[Mapping[str, np.ndarray]], threshold: np.ndarray, path: Path
) -> None:
    """Write the numbers in half precision, input by output, with the vocabularies and the thresholds.

    The networks share their vocabularies.
    """
    halves = {}
    for number, one in enumerate(trained):
        held = weights(one.network)
        first = held["local.weight"].T
        width = held["words.weight"].shape[1] * BAGS
        local = len(first) - 2 * width
        parts = {
            "words": held["words.weight"], "endings": held["endings.weight"], "local": first[:local],
            "forward": first[local : local + width], "backward": first[local + width :],
            "local_bias": held["local.bias"], "whole": held["whole.weight"].T, "whole_bias": held["whole.bias"],
            "beside": held["beside.weight"].T, "beside_bias": held["beside.bias"],
            "last": held["last.weight"].T, "last_bias": held["last.bias"],
        }  # fmt: skip
        halves |= {f"{name}.{number}": value.astype(np.float16) for name, value in parts.items()}
    second = {f"{name}.{n}": value.astype(np.float32) for n, layer in enumerate(again) for name, value in layer.items()}
    lists = {
        name: np.frombuffer("\n".join(sorted(table, key=table.__getitem__)).encode("utf8"), dtype=np.uint8)
        for name, table in (
            ("word_list", trained[0].words),
            ("ending_list", trained[0].endings),
        )
    }
    np.savez_compressed(
        path, **halves, **second, **lists, counts=np.array([len(trained), len(again)]),
        threshold=threshold.astype(np.float32),
    )  # fmt: skip
