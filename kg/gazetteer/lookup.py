"""The gazetteer: divisions by code, by name and in text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from kg.gazetteer.archive import Archive, Villages
from kg.gazetteer.county import County
from kg.gazetteer.division import Division, level
from kg.gazetteer.doubts import Meaning, doubt, in_other_name, mended_end, ordinary
from kg.gazetteer.finder import Finder, Found, Hit, spans_of_few
from kg.gazetteer.names import former_names, short_names, table
from kg.gazetteer.pairs import Pairs, pairs
from kg.model import Field, Kind

# Only such township names say by themselves that they are places; 良种场 is looked up in counties that are known.
_SPEAKING_ENDINGS = ("街道", "镇", "乡", "苏木")
_NAMES_KEPT = 20_000  # looked up before; a thousand articles use fewer
_COUNTIES_KEPT = 512  # of whose villages the names stay in memory, 0.2 MB each; an article has a handful


class Gazetteer:
    """The official divisions of China, from provinces to villages, opened once for a process."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._name_of = dict(archive.divisions)

    @property
    def about(self) -> Mapping[str, str]:
        """Package, version, source, date and licence of the data."""
        return self._archive.about

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the data file, hexadecimal."""
        return self._archive.digest()

    def division(self, code: str) -> Division | None:
        """The division that has this code."""
        name = self._name_of.get(code)
        if name is None and len(code) == 12:
            name = self._villages(code[:6]).name(code)
        return None if name is None else Division(code, name, level(code))

    def parent(self, code: str) -> Division | None:
        """The division that directly contains this one; groups that are no place (市辖区) are passed over."""
        return self.division(self._above(code))

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019
    def chain(self, code: str) -> tuple[Division, ...]:
        """The divisions from the province down to this one, itself included; empty if there is none."""
        division = self.division(code)
        return (*self.chain(self._above(code)), division) if division else ()

    def contains(self, outer: str, inner: str) -> bool:
        """Whether one division lies within another; none lies within itself."""
        return outer in self._all_above(inner)

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019
    def _all_above(self, code: str) -> tuple[str, ...]:
        return tuple(division.code for division in self.chain(code)[:-1])

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions directly below this one, by code; villages too."""
        below = [self._made(child) for child in self._below.get(code, ())]
        if len(code) == 9:
            villages = self._villages(code[:6])
            below += [Division(child, name, Kind.VILLAGE) for child, name in villages if child.startswith(code)]
        return tuple(below)

    def provinces(self) -> tuple[Division, ...]:
        """The divisions that lie in no other, by code."""
        return tuple(self._made(code) for code in self._name_of if code.endswith("0000"))

    def named(self, name: str) -> tuple[Division, ...]:
        """The provinces to townships that have this full or short name, by code."""
        codes = {*self._codes_of.get(name, ()), *self._township_codes.get(name, ())}
        return tuple(self._made(code) for code in sorted(codes))

    def villages(self, county: str) -> Mapping[str, tuple[Division, ...]]:
        """The villages of a county (or of a prefecture that has none) by full and short name."""
        found: dict[str, list[Division]] = defaultdict(list)
        for code, name in self._villages(county):
            for form in _forms_below(name, Kind.VILLAGE):
                found[form].append(Division(code, name, Kind.VILLAGE))
        return {form: tuple(divisions) for form, divisions in found.items()}

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019
    def counties(self, code: str) -> tuple[str, ...]:
        """The codes of the counties that a division is, lies in or holds."""
        for division in reversed(self.chain(code)):
            if division.level is Kind.COUNTY:
                return (division.code,)
            if division.level in (Kind.PREFECTURE, Kind.PROVINCE):
                below = (child for child in self._below.get(division.code, ()) if len(child) == 6)
                held = [county for child in below for county in self.counties(child)]
                return tuple(held) if held else (division.code,)
        return ()

    def find(self, text: str, field: Field = Field.BODY) -> list[Hit]:
        """The names of provinces to counties, full and short, and full names of townships, in order.

        Never overlapping; leftmost longest, then cut where the last character belongs to the next word.
        """
        return list(self._hits(text, field, self._finder.spans(text), self._codes_of))

    def find_below(self, texts: Mapping[Field, str], counties: Iterable[str]) -> list[Hit]:
        """The names of townships and villages of these counties, full and short, in order of texts."""
        codes: dict[str, set[str]] = defaultdict(set)
        full: set[str] = set()
        whole = "\n".join(texts.values())
        printed = Pairs(pairs(whole))
        for county in map(self._county, counties):
            for index in printed.among(county.heads):
                name = county.names[index]
                for form in (*_forms_below(name, county.level(index)), *county.former(index)):
                    if form in whole:
                        codes[form].add(county.code(index))
                        full.update((form,) if form == name else ())
        codes_of = {name: tuple(sorted(those)) for name, those in codes.items()}
        tiers = (full, codes.keys() - full)
        return [
            hit
            for field, text in texts.items()
            for hit in self._hits(text, field, spans_of_few(tiers, codes, text), codes_of)
        ]

    def _hits(
        self, text: str, field: Field, spans: Iterable[Found], codes_of: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Hit]:
        for begin, found_end, name in spans:
            end = mended_end(text, begin, found_end)
            surface = name if end == found_end else text[begin:end]
            if surface not in codes_of:
                continue  # 部分|乡镇: the name would end inside a word, and what is left of it is none
            meaning = self._meaning(surface, codes_of[surface])
            if meaning.full or not in_other_name(text, end):
                yield Hit(field, begin, end, surface, meaning.divisions, doubt(text, begin, end, meaning))

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019 - one gazetteer lives as long as its process
    def _meaning(self, name: str, codes: tuple[str, ...]) -> Meaning:
        return Meaning.of(name, tuple(self._made(code) for code in codes), former=name in self._former)

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019
    def _made(self, code: str) -> Division:
        made = self.division(code)
        assert made is not None, code
        return made

    def _above(self, code: str) -> str:
        """The code of the division that directly contains this one, or "" above a province."""
        for above in (code[:9], code[:6], code[:4] + "00", code[:2] + "0000"):
            if len(above) <= len(code) and above != code and above in self._name_of:
                return above
        return ""

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        """Codes of the children, down to townships."""
        below: dict[str, list[str]] = {}
        for _, group in groupby(self._name_of, key=lambda code: (code[:6], len(code))):  # sorted by code
            codes = list(group)
            if above := self._above(codes[0]):  # a county, or all its townships
                below.setdefault(above, []).extend(codes)
        return below

    @cached_property
    def _codes_of(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by every name that find looks for, in order of code."""
        codes: dict[str, tuple[str, ...]] = {}
        for code, name in self._name_of.items():  # sorted by code
            if len(code) == 6:
                for form in self._forms(code, name):
                    codes[form] = (*codes.get(form, ()), code)
            elif name.endswith(_SPEAKING_ENDINGS):
                codes[name] = (*codes.get(name, ()), code)
        for form, code in self._former.items():
            those = codes.get(form, ())
            codes[form] = those if code in those else (*those, code)  # 沙县 is the short name of 沙县区 too
        return codes

    @cached_property
    def _former(self) -> Mapping[str, str]:
        """Codes by former names of counties and some larger places; by the rules only where no other is called so."""
        large = {code: name for code, name in self._name_of.items() if len(code) == 6}
        today = Counter(large.values())
        by_rule = {
            form: code
            for code, name in large.items()
            if level(code) is Kind.COUNTY and today[name] == 1
            for form in former_names(name, Kind.COUNTY)
            if form not in today
        }
        return by_rule | {name: code for code, name in table("former_names.tsv")}

    @cached_property
    def _township_codes(self) -> Mapping[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, name in self._name_of.items():
            if len(code) == 9:
                for form in _forms_below(name, Kind.TOWNSHIP):
                    codes.setdefault(form, []).append(code)
        return codes

    def _forms(self, code: str, name: str) -> tuple[str, ...]:
        """A name and its short names, but no short name that is rather what its parents are called (兰州新区)."""
        above = self._name_of.get(self._above(code), "")
        taken = short_names(above, level(self._above(code))) if above else ()
        zone = len(code) == 6 and code[4] == "7"  # development zones, which the statistics list like counties
        forms = [form for form in short_names(name, level(code)) if not (zone and form in taken)]
        return (name, *forms, *_irregular_names().get(code, ()))

    @cached_property
    def _finder(self) -> Finder:
        """Three tiers: full names and short ones of large places, then of counties, then names that are words."""
        doubted = ordinary()
        # One of two characters may be cut from a longer name (都安县 is no 安县).
        full = {*self._name_of.values(), *(form for form in self._former if len(form) > 2)}
        tiers: tuple[list[str], ...] = ([], [], [])
        for name, codes in self._codes_of.items():
            large = len(codes[0]) == 6 and codes[0].endswith("00")
            tiers[2 if name in doubted else 0 if name in full or large else 1].append(name)
        return Finder(tiers)

    @lru_cache(maxsize=_COUNTIES_KEPT)  # noqa: B019
    def _villages(self, county: str) -> Villages:
        found = self._archive.villages(county)
        if not found.names and county.endswith("00") and county[:5] + "1" not in self._name_of:
            return self._archive.villages(county[:5] + "1")  # 嘉峪关市 stands twice; its villages are under that code
        return found

    @lru_cache(maxsize=_COUNTIES_KEPT)  # noqa: B019
    def _county(self, county: str) -> County:
        townships = [(code, self._name_of[code]) for code in self._below.get(county, ())]
        return County(townships, self._villages(county))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that the package ships, opened once for a process.

    Raises DataError if its data file is missing or damaged.
    """
    return Gazetteer(Archive(Path(__file__).with_name("divisions.bin")))


@cache
def _irregular_names() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, name in table("short_names.tsv"):
        names[code] = (*names.get(code, ()), name)
    return names


@lru_cache(maxsize=_NAMES_KEPT)
def _forms_below(name: str, kind: Kind) -> tuple[str, ...]:
    """The names of a township or village, the full one first."""
    # 定村村委会 may be the committee of 定村 or of 定村村; both are said.
    longer = (f"{name}{name[-1]}",) if kind is Kind.VILLAGE and len(name) == 2 else ()
    return (name, *longer, *short_names(name, kind))
