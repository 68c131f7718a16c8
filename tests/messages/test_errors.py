"""Whatever the commands say is wrong has a Chinese line."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg import errors
from kg.corrections.line import Action, Line, contradictory
from kg.messages import translated

# Of a damaged installation, and of corrections' own halves of sentences, which tests/cli/test_language.py covers.
LEFT_OUT = {"DataError", "DamagedCache"}
RAISED = {name for name, value in vars(errors).items() if isinstance(value, type)} - LEFT_OUT
REMARKED = {"fault", "wrong"}  # of lines of corrections and settings
# A hole of theirs is a piece of a sentence: no line for such a message, but one for each sentence that it may become.
IN_PIECES = {
    "there is no setting {}{}",
    "kg {} has no option {}{}",
    "{}, line 1: there is no column {}{}",
    "{}: {} is no kind{}",
    "{}: {}, which would be lost; choose another path with -o",
    "{}: another build{} is writing there; wait for it, or choose another folder with -o",
    "{} is {}, not {}",
    "{} goes from {}, not from {} to {}",
    "lines {} {}; leave one of them",
    "--engine spark needs Java, and there is none{}; {}",
}
SOURCES = sorted(Path(kg.__file__).parent.rglob("*.py"))


def text(node: ast.AST) -> str:
    """The text of a literal, {} for what is filled in; "" of anything else."""
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(text(part) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.BinOp(left=left, right=right):
            return text(left) + text(right) if text(left) and text(right) else ""
    return ""


def messages(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in RAISED | REMARKED:
                yield from (said for argument in node.args if " " in (said := text(argument)) and said.strip("{}:; "))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(SOURCES[0].parent)))
def test_every_error_has_a_chinese_line(source: Path) -> None:
    for message in messages(source):
        said = message.replace("{}", "x1")
        if message not in IN_PIECES:
            assert translated(said, "zh") != said, f"add a line to kg/messages/zh.tsv: {message}"


def test_lines_that_contradict_each_other_are_told_in_chinese() -> None:
    pieces = [
        text(argument).replace("{}", "person/甲")
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("contradictory", "_agreed")
        for argument in node.args
        if text(argument)
    ]
    assert len(pieces) > 2
    pieces.append("give one entity different kinds")
    for what in pieces:
        (said, _) = (
            remark.message
            for remark in contradictory([Line(25, Action.MERGE, "甲"), Line(4, Action.MERGE, "乙")], what)
        )
        assert translated(f"c.csv, line 4: {said}", "zh").startswith("c.csv 第 4 行：第 4, 25 行"), said


def test_messages_are_found() -> None:
    found = {message for source in SOURCES for message in messages(source)}
    assert len(found) > 100
    assert found >= IN_PIECES
