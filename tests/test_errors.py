import inspect
import pickle
import re

import pytest

from kg import errors

CLASSES = [
    value for _, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, errors.KgError)
]  # fmt: skip


def test_every_error_stands_in_the_tree_drawn_at_the_top_below_its_base() -> None:
    drawn: dict[str, str] = {}
    above: list[tuple[int, str]] = [(-1, "Exception")]
    for line in (errors.__doc__ or "").split("\n"):
        match = re.match(r"([│ ]*)(?:├── |└── )?(\w+)(?:  .*)?$", line)
        if match and match[2] in vars(errors):
            depth = match.end(1) + ("─" in line)
            above = [(at, name) for at, name in above if at < depth]
            drawn[match[2]] = above[-1][1]
            above.append((depth, match[2]))
    assert drawn == {cls.__name__: cls.__base__.__name__ for cls in CLASSES if cls.__base__}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: str(cls.__name__))
def test_every_error_says_when_it_happens(cls: type[errors.KgError]) -> None:
    assert len(cls.__doc__ or "") > 20


@pytest.mark.parametrize(
    "cls", [cls for cls in CLASSES if issubclass(cls, errors.PageError)], ids=lambda cls: str(cls.__name__)
)
def test_a_pages_error_names_the_page_and_travels_between_processes(cls: type[errors.PageError]) -> None:
    error = cls("north/001.txt", "it holds no text")
    assert str(error) == "north/001.txt: it holds no text"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.page, again.reason, str(again)) == (cls, error.page, error.reason, str(error))
