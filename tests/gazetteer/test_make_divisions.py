import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from kg.gazetteer.archive import Archive

_MAKER = Path(__file__).parents[2] / "training" / "gazetteer" / "make_divisions.py"
_FILES = {
    "provinces.csv": 'code,name\n11,"北京市"\n33,"浙江省"\n62,"甘肃省"\n',
    "cities.csv": 'code,name,provinceCode\n1101,"市辖区",11\n3304,"嘉兴市",33\n6202,"嘉峪关市",62\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n110101,"东城区",1101,11\n330481,"海宁市",3304,33\n'
    '620201,"嘉峪关市",6202,62\n',
    "streets.csv": 'code,name,areaCode,provinceCode,cityCode\n330481001,"硖石街道",330481,33,3304\n'
    '620201001,"雄关街道",620201,62,6202\n',
    "villages.csv": "code,name,streetCode,provinceCode,cityCode,areaCode\n"
    '330481001009,"西山社区居委会",330481001,33,3304,330481\n330481001201,"联和村村委会",330481001,33,3304,330481\n',
}


@pytest.fixture
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_divisions", _MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    for name, text in _FILES.items():
        (tmp_path / "dist" / name).write_text(text, encoding="utf-8")
    special = {"香港特别行政区": {"九龙": ["观塘区"]}, "澳门特别行政区": {}, "台湾省": {}}
    (tmp_path / "dist" / "HK-MO-TW.json").write_text(json.dumps(special), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"version": "2.7.0"}', encoding="utf-8")
    return tmp_path


def test_codes_are_padded_and_placeholders_left_out(maker: ModuleType, package: Path) -> None:
    assert list(maker.divisions(package)) == [
        ("110000", "北京市"), ("110101", "东城区"), ("330000", "浙江省"), ("330400", "嘉兴市"), ("330481", "海宁市"),
        ("330481001", "硖石街道"), ("620000", "甘肃省"), ("620200", "嘉峪关市"), ("620201001", "雄关街道"),
        ("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"),
    ]  # fmt: skip


def test_the_same_package_gives_the_same_file(maker: ModuleType, package: Path, tmp_path: Path) -> None:
    first = maker.make(package)
    assert first == maker.make(package)
    path = tmp_path / "divisions.bin"
    path.write_bytes(first)
    assert list(Archive(path).villages("330481")) == [("330481001009", "西山社区"), ("330481001201", "联和村")]
    assert Archive(path).about["version"] == "2.7.0"
