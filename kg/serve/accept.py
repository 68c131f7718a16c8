"""Which of the media types at hand a client likes best, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str:
    """The offered type of the highest quality, the earlier of equals; "" where none is acceptable.

    An empty header accepts everything. Of the ranges that a type falls in, the most specific tells its quality.
    """
    ranges = list(_ranges(accept)) if accept.strip() else [("*", "*", 1.0)]
    found, highest = "", 0.0
    for media in offered:
        quality = _quality(media, ranges)
        if quality > highest:
            found, highest = media, quality
    return found


def _quality(media: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    main, _, sub = media.partition("/")
    fitting = [
        ((wanted_main != "*") + (wanted_sub != "*"), quality)
        for wanted_main, wanted_sub, quality in ranges
        if wanted_main in ("*", main) and wanted_sub in ("*", sub)
    ]
    return max(fitting, default=(0, 0.0))[1]


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = media.partition("/")
        if not slash and media != "*":  # some clients write * for */*
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _number(value)
        found.append((main, sub or "*", quality))
    return found


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0  # nan is neither
