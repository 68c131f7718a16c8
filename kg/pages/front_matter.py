"""The head of a text file that says what it is: lines of `key: value` between two lines of `---`."""

from __future__ import annotations

import re

from kg.pages.fields import assign

MOST_LINES = 30
_FENCE, _END = "---", ("---", "...")
_PAIR = re.compile(r"([^\s:：#\-][^:：]*?)\s*[:：]\s*(.*)")


def cut_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of a file's head, and its text with the head's lines left blank, so that line numbers hold.

    What does not read as a head from end to end, or tells no field that we know, is text.
    """
    lines = text.split("\n")
    if lines[0].strip("\ufeff \t") != _FENCE:
        return {}, text
    end = next((at for at, line in enumerate(lines[1:MOST_LINES], 1) if line.strip() in _END), 0)
    pairs = [_PAIR.fullmatch(line.strip()) for line in lines[1:end] if line.strip() and not line.startswith("#")]
    said = {pair[1]: _bare(pair[2]) for pair in pairs if pair}
    names = assign(said)
    if not names or not all(pairs):
        return {}, text
    return {field: said[name] for field, name in names.items()}, "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def _bare(value: str) -> str:
    """A value without quotation marks, a list [a, b] as its words."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return " ".join(_bare(part) for part in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
