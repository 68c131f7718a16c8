"""How badly a made page is damaged, as chances."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """The chances of each damage; each is asked once an article unless it says otherwise."""

    cut: float  # a paragraph is cut by a column's end
    displaced: float  # a part is printed elsewhere on the page
    repeated: float  # a part is printed twice
    beheaded: float  # its first lines are lost, the head is not
    torn: float  # its last line is lost after a cut
    kicker: float
    subhead: float
    broken_head: float  # the headline is printed on two lines
    sections: float
    caption: float
    stray_caption: float  # of captions: printed at the page's end
    picture: float  # of articles: one stands behind it that is an item of its own
    furniture: float  # each of some lines a page
    unsigned: float  # no byline at all


LEVELS = {
    "light": Level(0.15, 0.0, 0.0, 0.0, 0.0, 0.08, 0.05, 0.0, 0.03, 0.15, 0.0, 0.06, 0.3, 0.02),
    "moderate": Level(0.35, 0.06, 0.05, 0.04, 0.04, 0.12, 0.10, 0.04, 0.06, 0.25, 0.2, 0.08, 0.5, 0.05),
    "heavy": Level(0.5, 0.2, 0.12, 0.12, 0.12, 0.2, 0.15, 0.1, 0.1, 0.4, 0.4, 0.1, 0.7, 0.1),
}
