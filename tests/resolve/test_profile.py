"""Entities made of profiles are those that their referents make together, however these are parted."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Candidate, EntityType, Field, Kind, Mention, Referent
from kg.resolve.corpus import united
from kg.resolve.profile import Profile, profiled

UNSURE = (Candidate("410185001004", 0.5), Candidate("530702001003", 0.25))


def referent(number: int, name: str, kind: Kind, surface: str, candidates: tuple[Candidate, ...] = ()) -> Referent:
    mention = Mention(Field.BODY, number, number + len(surface), surface, EntityType.PLACE)
    return Referent(
        f"article/{number:03}#Place {name}", EntityType.PLACE, kind, name, (mention,), candidates=candidates
    )


referents = st.lists(
    st.builds(
        referent, st.integers(0, 99), st.sampled_from(["幸福社区", "幸福村", "幸福新村"]),
        st.sampled_from([Kind.VILLAGE, Kind.ESTATE]), st.sampled_from(["幸福", "幸福社区", "该社区"]),
        st.sampled_from([(), UNSURE, UNSURE[:1]]),
    ),
    min_size=1, max_size=20, unique_by=lambda one: one.id,
)  # fmt: skip


@given(referents, st.integers(0, 20))
def test_profiles_of_parts_come_to_the_same_in_any_order(found: list[Referent], cut: int) -> None:
    whole = united("place/x", found)
    parts = [part for part in (found[cut:], found[:cut]) if part]
    merged = reduce(Profile.merge, map(profiled, parts)).entity("place/x", sorted(one.id for one in found))
    assert merged == whole == united("place/x", reversed(found))


def test_the_fullest_name_the_commonest_kind_and_the_longest_list_of_candidates_stay() -> None:
    entity = united(
        "place/x",
        [
            referent(1, "幸福村", Kind.VILLAGE, "该村", UNSURE[:1]),
            referent(2, "幸福新村", Kind.ESTATE, "新村", UNSURE),
            referent(3, "幸福新村", Kind.ESTATE, "幸福新村"),
        ],
    )
    assert (entity.name, entity.names, entity.kind) == ("幸福新村", ("幸福村", "新村", "该村"), Kind.ESTATE)
    assert entity.candidates == UNSURE
    assert entity.referents[0] == "article/001#Place 幸福村"


def test_merging_leaves_the_other_profile_as_it_was() -> None:
    one, other = (Profile.of(referent(n, "幸福村", Kind.VILLAGE, "该村")) for n in (1, 2))
    one.merge(other)
    assert (one.names["幸福村"], other.names["幸福村"]) == (2, 1)
