"""The tree of places and where they lie."""

from __future__ import annotations

from kg.gazetteer import gazetteer
from kg.tables import rows
from kg.view.divisions import CENTRES, divisions


def test_a_village_comes_with_all_that_it_lies_in() -> None:
    places = gazetteer()
    code = next(iter(places.villages("410185").values()))[0].code
    found = divisions([code, "410185", "000000"])
    assert list(found) == ["410000", "410100", "410185", code[:9], code]
    assert found["410185"] == ["登封市", "410100", 113.05, 34.45]
    assert found["410000"][:2] == ["河南省", ""]
    assert found[code[:9]] == [places.chain(code)[-2].name, "410185"]


def test_a_county_directly_below_its_province_hangs_there() -> None:
    assert divisions(["419001"])["419001"][:2] == ["济源市", "410000"]


def test_nearly_all_counties_have_their_coordinates_in_china() -> None:
    places = gazetteer()
    centres = {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows(CENTRES, 3)}
    counties = {county for province in places.provinces() for county in places.counties(province.code)}
    named = {county for county in counties if not places.chain(county)[-1].name.endswith("区")}
    assert len(named & centres.keys()) / len(named) > 0.98
    assert all(73 < longitude < 136 and 3 < latitude < 54 for longitude, latitude in centres.values())
    assert all(places.division(code) for code in centres)


def test_a_county_that_changed_its_code_or_class_keeps_its_place() -> None:
    centres = {row[0] for row in rows(CENTRES, 3)}
    assert {"360704", "350405", "130407"} <= centres  # 赣县区, 沙县区, 肥乡区
