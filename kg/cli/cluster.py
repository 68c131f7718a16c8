"""kg build --engine spark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from kg.errors import UsageError


def refuse(asked: Mapping[str, object]) -> None:
    """Raise UsageError for the first option that was given though Spark's engine does not take it."""
    for option, value in asked.items():
        if value:
            raise UsageError(f"{option}: --engine spark does not take it yet; leave it out, or build on this machine")


def build_on_cluster(inputs: Iterable[str], output: str, master: str | None, **options: Any) -> str:
    """Build on Spark, with the options of kg.engine.spark.build, and give the lines that tell of it."""
    from kg.engine.spark_session import session

    with session(master) as spark:
        from kg.engine.spark import build

        counts = build(spark, inputs, output, **options)
    if counts["skipped"]:
        click.echo(f"skipped {counts['skipped']} pages; {output}/errors.parquet lists them", err=True)
    entities: dict[str, int] = counts["entities"]
    return (
        f"{counts['articles']} articles ({counts['reprints']} of them reprints) on {counts['pages']} pages\n"
        f"{sum(entities.values())} entities ({', '.join(f'{number} {name}' for name, number in entities.items())}), "
        f"{sum(counts['claims'].values())} claims\n"
        f"N-Triples are in {output}/triples; open {output}/graph.html for the most important part"
    )
