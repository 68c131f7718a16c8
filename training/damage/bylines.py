"""The customs of signing articles, for made pages."""

from __future__ import annotations

from random import Random

ABOVE = ("names", "role", "symbol", "separate")
BELOW = ("brackets", "brackets alone", "role brackets", "signed")
FIRST = ("dateline",)
CUSTOMS = ABOVE + BELOW + FIRST


def fill(name: str, rng: Random) -> str:
    """A two-character name is spread over three places, as papers do, half of the time."""
    return f"{name[0]} {name[1]}" if len(name) == 2 and rng.random() < 0.5 else name


def sign(custom: str, authors: tuple[str, ...], rng: Random) -> tuple[str, str, str]:
    """The byline as a line above the text, as words before its first paragraph, and as words behind its last.

    All but one of the three are empty; words that begin with a line end stand on a line of their own.
    """
    first, rest = authors[0], authors[1:]
    paper = rng.choice(["本报", "", "江淮晚报", "县融媒体中心"])
    match custom:
        case "names":
            return " ".join(fill(name, rng) for name in authors), "", ""
        case "role":
            others = f" 通讯员 {' '.join(rest)}" if rest else ""
            return f"{paper}记者 {first}{others}", "", ""
        case "symbol":
            return f"□ {rng.choice(['', '本报记者 '])}{' '.join(authors)}", "", ""
        case "separate":
            return "、".join(authors) if len(authors) > 1 else f"文/图 {first}", "", ""
        case "brackets":
            return "", "", rng.choice(["({})", "（{}）"]).format(" ".join(fill(name, rng) for name in authors))
        case "brackets alone":
            return "", "", "\n" + rng.choice(["({})", "（{}）"]).format(" ".join(authors))
        case "role brackets":
            others = f" 通讯员 {' '.join(rest)}" if rest else ""
            return "", "", f"（{paper}记者 {first}{others}）"
        case "signed":
            return "", "", f" {paper or '本报'}记者 {' '.join(authors)}"
        case _:
            others = f" 通讯员 {' '.join(rest)}" if rest else ""
            return "", f"本报讯（记者 {first}{others}）", ""
