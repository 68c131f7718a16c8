"""The settings of kg.toml as the defaults of commands' options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.failure import clearly
from kg.settings.reading import Settings, read_settings, suggestion

_NEVER = ("help", "version", "list")  # what these ask is done at once, and nothing else


@clearly
def configure(context: click.Context, path: Path, commands: Mapping[str, Callable[[], click.Command]]) -> None:
    """Let a kg.toml give the defaults of the command that is called; an error where it says what it cannot."""
    settings = read_settings(path, list(commands))
    context.obj = settings
    context.default_map = {name: defaults(settings, commands[name]()) for name in settings.options}


def defaults(settings: Settings, command: click.Command) -> dict[str, Any]:
    """The options of a command as click takes them, paths relative to the file; WrongSetting for what is none."""
    assert command.name
    options = _options(command)
    found: dict[str, Any] = {}
    for key, value in settings.options.get(command.name, {}).items():
        option = options.get(key.replace("_", "-"))
        if not option or not option.name:
            raise settings.wrong(
                f"kg {command.name} has no option {key!r}{suggestion(key, sorted(options))}", command.name, key
            )
        found[option.name] = _checked(settings, command, option, key, value)
    return found


def _options(command: click.Command) -> dict[str, click.Option]:
    """The options that can be set, by their long names without the dashes."""
    return {
        name.removeprefix("--"): option
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
        if name.startswith("--") and name.removeprefix("--") not in _NEVER
    }


def _checked(settings: Settings, command: click.Command, option: click.Option, key: str, value: Any) -> Any:
    assert command.name
    where = (command.name, key)
    if option.is_flag:
        if not isinstance(value, bool):
            raise settings.wrong(f"{key} is true or false, not {value!r}", *where)
        return value
    values = value if option.multiple else [value]
    if not isinstance(values, list) or any(isinstance(one, (bool, dict, list)) for one in values):
        raise settings.wrong(f"{key} is {'a list' if option.multiple else 'one value'}, not {value!r}", *where)
    if isinstance(option.type, click.Path):
        if not all(isinstance(one, str) for one in values):
            raise settings.wrong(f"{key} is a path in quotation marks, not {value!r}", *where)
        values = [_beside(settings, one) for one in values]
    if isinstance(option.type, click.types.IntParamType) and any(isinstance(one, float) for one in values):
        raise settings.wrong(f"{key} is a whole number, not {value!r}", *where)
    try:
        for one in values:
            option.type.convert(one, option, None)
    except click.BadParameter as error:
        raise settings.wrong(f"{key}: {error.message}", *where) from error
    return values if option.multiple else values[0]


def _beside(settings: Settings, value: str) -> str:
    """A path as seen from the folder of the file that says it."""
    if value in ("", "-") or not settings.path:
        return value
    folder = settings.path.parent
    return value if folder.absolute() == Path.cwd() else str(folder / value)
