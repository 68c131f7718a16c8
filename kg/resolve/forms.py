"""The forms of a name: without its place, in the short words of its class, without quotation marks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.resolve.setting import LEVELS
from kg.tables import rows

_MARKS = re.compile(r"[“”‘’《》\s·]")
_CLASS_NOUNS = re.compile(
    r"(?:精准服务活动|数字化场景应用|微信小程序|专项行动|系列活动|系列工作|工作体系|工作机制|工作模式|工作品牌|基层服务品牌|服务品牌"
    r"|工作法|试点工作|计划|行动|工程|平台|系统|应用|机制|活动|项目|模式|小程序|[Aa][Pp][Pp]|品牌|制度|方案|场景|服务|建设|创建|改革|工作)$"
)
_BRANCH = re.compile(
    r"(?:中国)?(?P<brand>电信|移动|联通|邮政|铁塔|石油|石化)(?:集团)?(?P<place>.{2,5}?)(?:省|市)?(?:分)?公司"
)
_VERSION = re.compile(r"[Vv]?\d+\.\d+$")
_COMPANY_TAIL = re.compile(r"^(?:集团|控股)?(?:股份|有限|责任|集团|公司)*$")


class Form(NamedTuple):
    """A name of an organisation taken apart: the division that it begins with, and the rest in its usual short form."""

    home: str  # division code, "" if the name says none
    rest: str


@cache
def departments() -> dict[str, str]:
    """Every form of a department's name → its usual short form."""
    return {form: short for short, forms in rows("extract/departments.tsv", 2) for form in (short, *forms.split())}


def department(rest: str) -> str:
    """The usual short form of a department without its place, and the full form of a firm of the whole country."""
    for short, full in rows("resolve/brands.tsv", 2):
        if rest.startswith(short):
            return full + rest[len(short) :]
    return departments().get(rest, rest)


def level_prefix(name: str) -> str:
    """The level word that a relative name begins with (区市场监管局 → 区), "" if there is none."""
    if not name.startswith(LEVELS):
        return ""
    return next((level for level in LEVELS if name.startswith(level) and len(name) > len(level) + 1), "")


@lru_cache(maxsize=1000)
def core(name: str) -> str:
    """A programme's name without quotation marks, spaces and class noun: equal for all forms of one programme."""
    bare = _VERSION.sub("", _MARKS.sub("", name))
    short = _CLASS_NOUNS.sub("", bare)
    return short.lower() if len(short) >= 2 else bare.lower()


@lru_cache(maxsize=1000)
def quoted_core(name: str) -> str:
    """What stands in quotation marks inside a name (嘉兴市“红船奖” → 红船奖), "" if nothing does."""
    match = re.search(r"[“‘]([^“”‘’]+)[”’]", name)
    return core(match[1]) if match else ""


def is_branch_short(short: str, full: str) -> bool:
    """Whether one name is the other with brand and place turned round: 安徽移动 of 中国移动安徽公司."""
    match = _BRANCH.fullmatch(full) if full.endswith("公司") else None
    return bool(match and short == match["place"] + match["brand"])


def is_company_short(short: str, full: str) -> bool:
    """Whether one name is the other without its legal form: 墨林制笔 of 墨林制笔有限公司."""
    return len(short) >= 4 and full.startswith(short) and bool(_COMPANY_TAIL.match(full[len(short) :]))
