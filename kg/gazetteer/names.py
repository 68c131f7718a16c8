"""Names of divisions: the place's own name behind an official entry, and the short names that it goes by."""

from __future__ import annotations

from functools import cache

from kg.model import Kind
from kg.tables import rows

_SHORTEST = 2  # characters of a short name; one alone (沛 for 沛县) is a word like any other
_KEEP = "="  # in a table: the name stays as it is

# Entries that group divisions and are no place: what is below them belongs to what is above them.
PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
_SEATS = ("街道", "镇", "乡")
_PLACEHOLDER_ENDINGS = ("直辖村级区划", "乡级单位")


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one of this room's tables."""
    return rows(f"gazetteer/tables/{name}")


def place_name(entry: str, level: Kind) -> str:
    """The name of the place that an entry of the code list stands for, or "" for one that is no place.

    葛家村村委会 is the committee of 葛家村; 三星镇（叠石桥家纺产业园区） is 三星镇.
    """
    name = "".join(entry.split())
    if name in PLACEHOLDERS or name.endswith(_PLACEHOLDER_ENDINGS):
        return ""
    for row in _by_length("official_endings.tsv", level):
        if name.endswith(row[1]) and len(name) > len(row[1]):
            return name if row[2] == _KEEP else name[: -len(row[1])] + row[2]
    bare = _without_brackets(name)
    return name if bare == name else place_name(bare, level)


def short_names(name: str, level: Kind) -> tuple[str, ...]:
    """The shorter forms of a full name that the rules give, the most usual first.

    >>> short_names("恩施土家族苗族自治州", Kind.PREFECTURE)
    ('恩施', '恩施州')
    """
    for ending, forms, people in _short_endings(level).get(name[-1:], ()):
        if not name.endswith(ending):
            continue
        stem = name[: -len(ending)]
        if forms == (_KEEP,) or len(stem) < _SHORTEST:
            return ()
        if people:
            # 族乡 leaves 黎明畲: the last people's name needs its 族 back to be known.
            stem = without_peoples(stem + "族" if ending == "族乡" else stem)
        return tuple(form.replace("~", stem) for form in forms)
    return ()


def former_names(name: str, level: Kind) -> tuple[str, ...]:
    """What a division was often called before it rose, as far as the rules give it.

    >>> former_names("硖石街道", Kind.TOWNSHIP)
    ('硖石镇', '硖石乡')
    """
    for ending, former in _former_endings(level):
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= _SHORTEST:
            return tuple(stem + before for before in former)
    return ()


def without_peoples(stem: str) -> str:
    """A name without the peoples' names at its end (延边朝鲜族: 延边); of a name that is one, only 族 goes."""
    stripped = True
    while stripped:
        stripped = False
        for people in _peoples():
            if stem.endswith(people) and len(stem) - len(people) >= _SHORTEST:
                stem, stripped = stem.removesuffix(people), True
                break
    return stem.removesuffix("族")


def _without_brackets(name: str) -> str:
    """三星镇 from 三星镇（叠石桥家纺产业园区）, and 东渚街道 from 科技城（东渚街道）."""
    begin, end = name.find("（"), name.find("）")
    if begin < 0 or end < begin:
        return name
    inside, outside = name[begin + 1 : end], name[:begin] + name[end + 1 :]
    if inside.endswith(_SEATS) and inside not in _SEATS and not outside.endswith(_SEATS):
        return inside
    return outside or inside


@cache
def _by_length(name: str, level: Kind) -> tuple[tuple[str, ...], ...]:
    listed = (row for row in table(name) if row[0] == level.value)
    return tuple(sorted(listed, key=lambda row: -len(row[1])))


@cache
def _short_endings(level: Kind) -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
    """Ending, forms, and whether peoples' names go, by the ending's last character; the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
    for _, ending, forms, *rest in _by_length("short_endings.tsv", level):
        found.setdefault(ending[-1], []).append((ending, tuple(forms.split(" ")), "people" in rest))
    return found


@cache
def _former_endings(level: Kind) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row[1], tuple(row[2].split(" "))) for row in _by_length("former_endings.tsv", level))


@cache
def _peoples() -> tuple[str, ...]:
    listed = [row[0] for row in table("peoples.txt")]
    bare = [people.removesuffix("族") for people in listed if len(people) > 2]
    return tuple(sorted({*listed, *bare}, key=lambda people: (-len(people), people)))
