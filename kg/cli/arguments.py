"""Arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.completion import complete_folder

folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), shell_complete=complete_folder)
