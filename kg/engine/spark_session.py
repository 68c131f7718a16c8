"""The Spark session that a build runs in, and what a machine must have for one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17  # what Spark 4 runs on, at least
_VERSION = re.compile(r'version "(\d+)')
# Pages may be megabytes, and a batch stands in the memory of a worker's Python.
_OPTIONS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    "spark.sql.files.ignoreCorruptFiles": "true",  # a file that cannot be opened is listed, and stops nothing
    "spark.sql.files.ignoreMissingFiles": "true",
}


def session(master: str | None = None) -> SparkSession:
    """The session that is running, or a new one; without a master, where spark-submit says, or on this machine.

    Raises UsageError where PySpark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("--engine spark needs an extra: pip install 'newskg[spark]'") from error
    running = SparkSession.getActiveSession()
    if running is None:
        check_java()
        # Spark's processes on this machine are to find the packages that this one has.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("newskg")
        running = (builder.master(master) if master else builder).getOrCreate()
    for name, value in _OPTIONS.items():
        running.conf.set(name, value)
    return running


def check_java() -> None:
    """Raise UsageError if there is no Java, or one that is too old."""
    home = os.environ.get("JAVA_HOME")
    java = f"{home}/bin/java" if home else shutil.which("java")
    wanted = f"install Java {JAVA} or newer (on Debian: apt install openjdk-{JAVA}-jre-headless) or set JAVA_HOME"
    if java is None or shutil.which(java) is None:
        raise UsageError(f"--engine spark needs Java, and there is none{f' in {home}' if home else ''}; {wanted}")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = _VERSION.search(told)
    if found and int(found[1]) < JAVA:
        raise UsageError(f"--engine spark needs Java {JAVA} or newer, and {java} is version {found[1]}; {wanted}")
