"""The annotations of all pages together: what is wanted, what is optional, and what may stand for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kg.evaluate.annotations import AnnotatedPage, Thing
from kg.evaluate.forms import Form, folded, form
from kg.evaluate.lines import Where
from kg.model import EntityType, Predicate

Triple = tuple[str, str, Predicate, str]  # the page's file, subject's key, predicate, object's key


@dataclass
class Wanted:
    """What the annotations of some pages ask for."""

    required: set[Form] = field(default_factory=set)
    optional: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # texts by page
    optional_keys: set[str] = field(default_factory=set)
    instead: dict[Form, Form] = field(default_factory=dict)  # another span that a reader might choose → the surface
    forms: dict[str, set[Form]] = field(default_factory=lambda: defaultdict(set))  # by key
    printed: dict[str, set[tuple[Where | None, str]]] = field(default_factory=lambda: defaultdict(set))  # by key
    occurrences: dict[tuple[Where, str], tuple[EntityType, set[str]]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # by key
    relations: set[Triple] = field(default_factory=set)
    optional_relations: set[Triple] = field(default_factory=set)

    @cached_property
    def required_texts(self) -> set[tuple[str, str]]:
        """(page, text) of every required form, whatever its type."""
        return {(page, text) for page, _, text in self.required}

    @cached_property
    def required_keys(self) -> set[str]:
        """The keys of the entities of which some form is required."""
        return {key for key, forms in self.forms.items() if forms & self.required}

    def skips(self, form: Form) -> bool:
        """Whether a form counts neither for nor against."""
        return (form.page, form.text) not in self.required_texts and form.text in self.optional[form.page]


def wanted(pages: Iterable[AnnotatedPage]) -> Wanted:
    """Join the annotations of pages."""
    result = Wanted()
    for page in pages:
        for article in page.articles:
            for thing in article.things:
                _add_thing(result, thing, (page.file, article.id), article.authors)
            for relation in article.relations:
                triple = (page.file, relation.subject, relation.predicate, relation.object)
                (result.optional_relations if relation.optional else result.relations).add(triple)
    # What one article writes as a name of its own stands for no other name elsewhere on the page.
    result.instead = {other: form for other, form in result.instead.items() if other not in result.required}
    return result


def _add_thing(result: Wanted, thing: Thing, where: Where, authors: Iterable[str]) -> None:
    page = where[0]
    texts = {folded(surface) for surface in thing.surfaces}
    forms = {form(page, thing.type, surface) for surface in thing.surfaces}
    result.forms[thing.key] |= forms
    result.printed[thing.key] |= {(where, text) for text in texts}
    for other in thing.others:
        other_text = folded(other)
        # In the order of the annotation, of equally long ones the first.
        overlapping = [text for text in map(folded, thing.surfaces) if text in other_text or other_text in text]
        if overlapping:
            result.instead[form(page, thing.type, other)] = form(page, thing.type, max(overlapping, key=len))
    if thing.optional:
        result.optional_keys.add(thing.key)
        result.optional[page] |= texts | {form.text for form in forms}
        return
    result.required |= forms
    if thing.key not in authors and thing.kind != "author":
        result.occurrences[where, thing.key] = (thing.type, texts)
    if thing.code:
        result.codes[thing.key] = thing.code
