"""The output folder of a build on Spark, on any file system that Hadoop knows: file:, hdfs:, s3a: …"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


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
            if self.address.startswith("file:"):
                # Hadoop would put a checksum beside it.
                target = Path(self.address.removeprefix("file:"), name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(local, target)
            else:
                self._system.copyFromLocalFile(False, True, self._path(str(local)), self._path(self.part(name)))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that is in it, if it is there."""
        self._system.delete(self._path(self.part(name)), True)

    def move_up(self, names: Iterable[str], below: str) -> None:
        """Move things of a folder inside it up into it, in place of what was there."""
        for name in names:
            self.remove(name)
            source = self.part(f"{below}/{name}")
            if not self._system.rename(self._path(source), self._path(self.part(name))):
                raise OutputError(f"{self.part(name)}: {source} cannot be moved there; choose another folder with -o")
