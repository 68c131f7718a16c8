"""Every link of the documentation to a file of this repository leads there, and to a heading that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("training/**/*.md")]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(file), f"{page.name} links to {target}; there are {anchors(file)}"


def test_every_page_is_in_both_indexes() -> None:
    for index in ("README.md", "README.zh.md"):
        text = (ROOT / "docs" / index).read_text(encoding="utf-8")
        linked = set(re.findall(r"\]\(([\w.]+\.md)", text))
        missing = {page.name for page in ROOT.glob("docs/*.md")} - linked - {"README.md", "README.zh.md"}
        other = {"tutorial", "howto", "corrections", "annotating", "tools"}
        missing -= {f"{name}.{'md' if 'zh' in index else 'zh.md'}" for name in other}
        assert not missing, f"docs/{index} does not name {missing}"
