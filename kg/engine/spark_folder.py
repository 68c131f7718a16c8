"""The output folder of a build on Spark, on any file system that Hadoop knows: file:, hdfs:, s3a: …"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.folder import OUTPUTS, READY, STAGING, held, moving_order

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


REPORT = OUTPUTS[-1]


class Folder:
    """A folder by its address."""

    def __init__(self, spark: SparkSession, address: str) -> None:
        """Make the folder if it is not there; OutputError if it cannot be made."""
        from py4j.protocol import Py4JJavaError

        self._spark = spark
        jvm: Any = spark.sparkContext._jvm
        self._path: Callable[..., Any] = jvm.org.apache.hadoop.fs.Path
        path = self._path(address)
        try:
            self._system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
            self.address: str = self._system.makeQualified(path).toString()
            self._system.mkdirs(path)
        except Py4JJavaError as error:
            what = error.java_exception.getMessage()
            raise OutputError(f"{address}: cannot be written ({what}); choose another folder with -o") from error
        if not self._system.getFileStatus(path).isDirectory():
            raise OutputError(f"{address}: cannot be written (it is a file); choose another folder with -o")

    def part(self, name: str) -> str:
        """The address of something in the folder."""
        return f"{self.address}/{name}"

    def kept(self, table: DataFrame, name: str) -> DataFrame:
        """Write a table as Parquet and give it as it was written.

        So it is computed once, whatever becomes of the worker that did: persist() would lose it with that worker.
        """
        table.write.mode("overwrite").parquet(self.part(name))
        return self._spark.read.schema(table.schema).parquet(self.part(name))

    def put(self, name: str, write: Callable[[Path], None]) -> None:
        """Have a small file written on this machine, and copy it into the folder."""
        with tempfile.TemporaryDirectory() as temporary:
            local = Path(temporary, "file")
            write(local)
            if target := self._local(name):
                # Hadoop would put a checksum beside it.
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(local, target)
            else:
                self._system.copyFromLocalFile(False, True, self._path(str(local)), self._path(self.part(name)))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that is in it, if it is there."""
        self._system.delete(self._path(self.part(name)), True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Let a build write into .kg-building and publish it; on this machine's file system it keeps others out."""
        local = self._local("")
        with held(local) if local else nullcontext():
            self.remove(STAGING)
            self._finish()
            try:
                yield
            finally:
                self.remove(STAGING)

    def publish(self) -> None:
        """Make what was written the build, in one step as kg.folder tells it, where the file system can rename so."""
        self._rename(STAGING, READY)
        for name in OUTPUTS:
            if not self._there(f"{READY}/{name}"):  # of a build on one machine, which writes more
                self.remove(name)
        self._finish()

    def _finish(self) -> None:
        """Move up what a build made ready, be it this one or one that was killed."""
        if not self._there(READY):
            return
        names = [status.getPath().getName() for status in self._system.listStatus(self._path(self.part(READY)))]
        if REPORT in names:
            self.remove(REPORT)  # it comes last: where it is, all is of its build
        for name in sorted(names, key=moving_order):
            self.remove(name)
            self._rename(f"{READY}/{name}", name)
        self.remove(READY)

    def _there(self, name: str) -> bool:
        return bool(self._system.exists(self._path(self.part(name))))

    def _rename(self, old: str, new: str) -> None:
        if not self._system.rename(self._path(self.part(old)), self._path(self.part(new))):
            raise OutputError(
                f"{self.part(new)}: {self.part(old)} cannot be moved there; choose another folder with -o"
            )

    def _local(self, name: str) -> Path | None:
        """The path of something in the folder where that is on this machine's file system."""
        return Path(self.address.removeprefix("file:"), name) if self.address.startswith("file:") else None
