"""The official divisions of China: by code, by name, in text, and what a name means in its article.

places = gazetteer()
for link in locate({Field.HEADLINE: article.headline, Field.BODY: article.body}):
    print(link.hit.surface, link.code, link.candidates, link.note)
"""

from kg.gazetteer.context import Link, counties_in_play, joined, locate, locate_all, resolve
from kg.gazetteer.division import Division
from kg.gazetteer.finder import Doubt, Hit
from kg.gazetteer.lookup import Gazetteer, gazetteer
from kg.gazetteer.names import short_names

__all__ = [
    "Division",
    "Doubt",
    "Gazetteer",
    "Hit",
    "Link",
    "counties_in_play",
    "gazetteer",
    "joined",
    "locate",
    "locate_all",
    "resolve",
    "short_names",
]
