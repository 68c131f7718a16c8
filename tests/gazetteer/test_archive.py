from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.gazetteer.archive import Archive, pack

_names = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1, max_size=8)
_numbers = st.integers(min_value=1, max_value=999)


@given(st.dictionaries(st.tuples(st.sampled_from(("001", "002", "100")), _numbers), _names, min_size=1))
def test_villages_come_back_as_they_were_packed(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[tuple[str, int], str]
) -> None:
    rows = sorted((f"330481{township}{number:03}", name) for (township, number), name in entries.items())
    path = tmp_path_factory.mktemp("archive") / "divisions.bin"
    path.write_bytes(pack({"date": "2023"}, [("330481", "海宁市")], {"330481": rows, "330482": []}))
    archive = Archive(path)
    assert list(archive.villages("330481")) == rows
    assert {code: archive.villages("330481").name(code) for code, _ in rows} == dict(rows)
    assert archive.villages("330481").name("330481003001") is None
    assert list(archive.villages("330482")) == list(archive.villages("999999")) == []
    assert archive.divisions == [("330481", "海宁市")]
    assert archive.about == {"date": "2023"}


def test_a_missing_file_is_a_data_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install newskg again"):
        Archive(tmp_path / "divisions.bin")


@pytest.mark.parametrize("content", [b"PK\x03\x04 something else", b"KGDIV\x00\x01\n\x09", b""])
def test_a_damaged_file_is_a_data_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "divisions.bin"
    path.write_bytes(content)
    with pytest.raises(DataError):
        Archive(path)


def test_a_damaged_block_is_a_data_error(tmp_path: Path) -> None:
    path = tmp_path / "divisions.bin"
    whole = pack({}, [("330481", "海宁市")], {"330481": [("330481001009", "西山社区")]})
    path.write_bytes(whole[:-6] + b"\xff" * 6)
    with pytest.raises(DataError, match="330481"):
        list(Archive(path).villages("330481"))
