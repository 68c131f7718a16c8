"""Spark with two workers, each a process of its own: one session for all tests, made only if one asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local-cluster[2,1,1024]"  # workers, cores of each, MiB of each


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session on two workers."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install 'newskg[spark]'")
    if shutil.which("java") is None:
        pytest.skip("there is no java on the PATH, and Spark needs Java 17")
    import os
    import sys

    from pyspark.sql import SparkSession

    from kg.engine.spark_session import session

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(MASTER).appName("tests").config("spark.ui.enabled", "false")
    few = builder.config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2")
    with few.config("spark.log.level", "ERROR").getOrCreate():
        yield session()
