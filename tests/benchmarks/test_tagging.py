"""The command that measures how fast names and words are found."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.tagging import TOOLS, Run, Tool, articles, speeds


def absent() -> Run:
    raise ImportError


def counting(seen: list[int]) -> Run:
    def run(texts: Sequence[str]) -> None:
        seen.append(sum(map(len, texts)))

    return run


def test_pages_are_told_over_until_there_is_enough(examples: Path) -> None:
    once = articles(examples / "pages", 1)
    assert len(once) == 1
    texts = articles(examples / "pages", 40_000)
    size = sum(map(len, texts))
    assert size >= 40_000 > size - len(texts[-1])
    assert texts.count(once[0]) > 1


def test_tools_take_turns_and_those_not_installed_are_left_out() -> None:
    seen: list[int] = []
    tools = [Tool("one", "", lambda: counting(seen)), Tool("none", "", absent), Tool("two", "", lambda: counting(seen))]
    found = list(speeds(tools, ["甲", "乙丙"], rounds=2))
    assert [tool.name for tool, _ in found] == ["one", "two"]
    assert seen == [1, 1, 3, 3, 3, 3]


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if "lac" not in tool.name])
def test_every_tool_reads_and_is_timed(tool: Tool, examples: Path) -> None:
    (found,) = speeds([tool], articles(examples / "pages", 2000), rounds=1)
    assert 100 < found.speed < 1e9
