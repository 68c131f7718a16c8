"""Arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
