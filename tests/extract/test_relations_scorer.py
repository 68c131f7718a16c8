"""The file of weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract.relations.scorer import read_scorer


def test_weights_that_are_damaged_are_told(tmp_path: Path) -> None:
    (tmp_path / "weights.npz").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"weights\.npz: relation weights cannot be read"):
        read_scorer(tmp_path / "weights.npz")
