"""What a kg.toml says: a reader's own names, words that are none, the paper's home, options of commands.

lang = "zh"
home = "资溪县"
not-names = ["新时代"]
dictionaries = ["names.csv"]        # columns name, kind, aliases (with | between them)

[[names]]
name = "石桥白茶合作社"
kind = "company"
aliases = ["白茶合作社"]

[build]
output = "graph"
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from kg.corrections.words import chinese, word, words
from kg.errors import PageError, WrongSetting
from kg.extract.own import NOTHING, Own, OwnName
from kg.model import Kind
from kg.pages.encodings import decode
from kg.settings.lines import line_of
from kg.settings.place import LANGUAGES, NAME
from kg.traditional import simplified

KEYS = ("lang", "home", "not-names", "dictionaries", "names")
_NAME_KEYS = ("name", "kind", "type", "aliases")
_HEADS = {"名称": "name", "类别": "kind", "类型": "type", "别名": "aliases"}  # of a dictionary's columns
_SEPARATOR = "|"  # between the aliases in a cell of a dictionary


@dataclass(frozen=True)
class Settings:
    """What a kg.toml says."""

    path: Path | None = None
    lang: str = ""  # "" leaves it to the locale
    own: Own = NOTHING
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # of each command, as written
    text: str = ""

    def wrong(self, message: str, *keys: str) -> WrongSetting:
        """An error about what stands under these keys, with its line."""
        return _wrong(self.path or Path(NAME), self.text, message, keys)


def read_settings(path: Path, commands: Sequence[str] | None = None) -> Settings:
    """Read a kg.toml; WrongSetting, with the line and what to write, for all that it cannot say.

    Where no commands are named, tables of options may have any name.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSetting(f"{path}: cannot be read as settings ({error}); see docs/cli.md") from error
    if commands is None:
        commands = [key for key, value in data.items() if isinstance(value, dict)]
    reader = _Reader(path, text, data)
    reader.check(data, (*KEYS, *commands))
    lang = reader.word("lang")
    if lang and lang not in LANGUAGES:
        raise reader.wrong(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}", "lang")
    names = tuple(sorted({*reader.names(), *reader.dictionaries()}))
    own = Own(names, tuple(sorted(set(reader.words("not-names")))), reader.home())
    reader.consistent(own)
    options = {command: reader.table(command) for command in commands if command in data}
    return Settings(path, lang, own, options, text)


@dataclass(frozen=True)
class _Reader:
    """The values of one file, checked as they are read."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def wrong(self, message: str, *keys: str, nth: int = 0) -> WrongSetting:
        return _wrong(self.path, self.text, message, keys, nth)

    def check(self, table: Mapping[str, Any], known: Sequence[str], *keys: str, nth: int = 0) -> None:
        for key in table:
            if key not in known:
                raise self.wrong(f"there is no setting {key!r}{suggestion(key, known)}", *keys, key, nth=nth)

    def word(self, key: str) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(f"{key} is a text in quotation marks, not {value!r}", key)
        return value

    def words(self, key: str) -> list[str]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.wrong(f'{key} is a list of texts, ["…", "…"], not {value!r}', key)
        return [word.strip() for word in value]

    def table(self, key: str) -> dict[str, Any]:
        value = self.data[key]
        if not isinstance(value, dict):
            raise self.wrong(f"{key} is a table of options: write [{key}] in a line of its own, and options below", key)
        return value

    def home(self) -> str:
        """The code of the place that the newspaper is about."""
        said = self.word("home")
        if not said:
            return ""
        from kg.gazetteer import gazetteer

        found = [gazetteer().division(said)] if said.isdecimal() else list(gazetteer().named(simplified(said)))
        fitting = [one for one in found if one and one.level in (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)]
        if len(fitting) != 1:
            like = ", ".join(f"{''.join(up.name for up in gazetteer().chain(one.code))} {one.code}" for one in fitting)
            raise self.wrong(
                f"home: {said} is "
                + (f"one of {like}; write the code" if like else "no province, prefecture or county"),
                "home",
            )
        return fitting[0].code

    def names(self) -> Iterator[OwnName]:
        rows = self.data.get("names", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.wrong("names are tables: write [[names]] in a line of its own, and name and kind below", "names")
        for nth, row in enumerate(rows):
            self.check(row, _NAME_KEYS, "names", nth=nth)
            aliases = row.get("aliases", [])
            if not isinstance(aliases, list):
                raise self.wrong('aliases is a list of texts, ["…", "…"]', "names", "aliases", nth=nth)
            wrong = partial(self.wrong, nth=nth)
            yield own_name(row.get("name", ""), row.get("kind", ""), row.get("type", ""), aliases, wrong)

    def dictionaries(self) -> Iterator[OwnName]:
        for name in self.words("dictionaries"):
            yield from self.dictionary(name)

    def dictionary(self, name: str) -> Iterator[OwnName]:
        path = self.path.parent / name
        try:
            text, _ = decode(path.read_bytes(), str(path))
        except (OSError, PageError) as error:
            reason = error.reason if isinstance(error, PageError) else error
            raise self.wrong(f"the dictionary {name} cannot be read ({reason})", "dictionaries") from error
        lines = csv.reader(text.removeprefix("\ufeff").splitlines())

        def wrong(message: str, *_: str) -> WrongSetting:
            return WrongSetting(f"{path}, line {lines.line_num}: {message}")

        said = [head.strip() for head in next(lines, [])]
        heads = [_HEADS.get(head, head) for head in said]
        for head, key in zip(said, heads, strict=True):
            if key not in _NAME_KEYS:
                raise WrongSetting(f"{path}, line 1: there is no column {head!r}{suggestion(head, _NAME_KEYS)}")
        for cells in lines:
            row = dict(zip(heads, cells, strict=False))
            if row:
                aliases = row.get("aliases", "").split(_SEPARATOR)
                yield own_name(row.get("name", ""), row.get("kind", ""), row.get("type", ""), aliases, wrong)

    def consistent(self, own: Own) -> None:
        """No form, in either print, may stand for two names, or for a name and for none."""
        taken: dict[str, str] = {}
        none = set(map(simplified, own.none))
        for name in own.names:
            for form in name.forms:
                plain = simplified(form)
                if taken.setdefault(plain, name.name) != name.name or plain in none:
                    other = "not-names" if plain in none else taken[plain]
                    raise self.wrong(f"{form} stands for {name.name} and for {other}; write it once", "names")
        kinds: dict[str, Kind] = {}
        for name in own.names:
            if kinds.setdefault(name.name, name.kind) is not name.kind:
                raise self.wrong(f"{name.name} is a {kinds[name.name]} and a {name.kind}; write it once", "names")


def own_name(
    name: object, kind: object, entity_type: object, aliases: Sequence[object], wrong: Callable[..., WrongSetting]
) -> OwnName:
    """A name of the user's from what is written, kind and type in English or Chinese.

    Where that is none, wrong makes the error, of a message and of the keys that it is about.
    """
    if not all(isinstance(one, str) for one in (name, *aliases)) or not str(name).strip():
        raise wrong("a name needs name and kind, and its name and aliases are texts", "names", "name")
    said = str(kind).strip()
    if not (found := word("kind", said)):
        known = words("kind") if said.isascii() else [chinese("kind", one) for one in words("kind")]
        raise wrong(f"{name}: {kind!r} is no kind{suggestion(said, known)}", "names", "kind")
    of = Kind(found)
    if entity_type and word("type", str(entity_type)) != of.type:
        raise wrong(f"{name}: a {of} is a {of.type}, not a {entity_type}", "names", "type")
    forms = dict.fromkeys(str(one).strip() for one in aliases)
    return OwnName(str(name).strip(), of, tuple(form for form in forms if form and form != str(name).strip()))


def suggestion(word: str, known: Sequence[str]) -> str:
    """What may have been meant, as the end of a sentence."""
    near = get_close_matches(word.replace("_", "-").lower(), known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _wrong(path: Path, text: str, message: str, keys: Sequence[str], nth: int = 0) -> WrongSetting:
    number = line_of(text, keys, nth)
    return WrongSetting(f"{path}, line {number}: {message}" if number else f"{path}: {message}")
