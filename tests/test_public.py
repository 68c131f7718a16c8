"""What the package offers: its rooms' names, their documentation, and its version."""

import ast
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Literal, get_origin

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
LONGEST = 400  # lines of a module


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_the_version_is_the_installed_one() -> None:
    assert version("newskg") == kg.__version__


@pytest.mark.parametrize("room", ROOMS)
def test_a_rooms_list_of_names_is_what_it_offers_in_order(room: str) -> None:
    module = import_module(f"kg.{room}")
    offered = getattr(module, "__all__", [])
    assert offered == sorted(offered, key=lambda one: (one[0].islower(), one))
    # The name of a Literal can have no docstring.
    assert all(getattr(module, one).__doc__ or get_origin(getattr(module, one)) is Literal for one in offered)
    imported = {
        alias.asname or alias.name
        for node in parsed(PACKAGE / room / "__init__.py").body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"kg.{room}.")
        for alias in node.names
    }
    assert imported <= set(offered)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_and_public_function_says_what_it_is(path: Path) -> None:
    module = parsed(path)
    nodes: list[ast.stmt | ast.Module] = [module, *module.body]
    public = [node for node in module.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    nodes += [node for owner in public for node in owner.body]
    silent = [
        getattr(node, "name", "module")
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
        and module.body
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_error_raised_on_purpose_is_one_of_ours(path: Path) -> None:
    """NotImplementedError and the like would reach a user as a traceback."""
    foreign = {"Exception", "ValueError", "RuntimeError", "KeyError", "TypeError", "OSError", "NotImplementedError"}
    raised = [
        node.exc.func.id
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)
    ]
    assert not set(raised) & foreign


def test_the_package_is_imported_in_no_time(tmp_path: Path) -> None:
    code = "import sys; before = set(sys.modules); import kg; print(len(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 60


def test_the_front_door_is_exactly_what_it_says() -> None:
    assert kg.__all__ == sorted(kg.__all__, key=lambda one: (one[0].islower(), one))
    assert dir(kg) == sorted(kg.__all__)
    for one in kg.__all__:
        assert getattr(kg, one).__doc__
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018
    typed = [
        alias.name
        for node in ast.walk(parsed(PACKAGE / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg.")
        for alias in node.names
    ]
    assert sorted(typed) == sorted(kg.__all__)
