"""A user's names are certain, what is said to be none is none, and one name is one thing."""

from kg.extract.own import NOTHING, Own, OwnName
from kg.extract.spans import find_spans
from kg.model import Article, EntityType, Field, Kind, Mention, Reading, Referent
from kg.reader import Reader
from kg.resolve.corpus import entities
from kg.resolve.own import with_own
from kg.tagger import read

COOPERATIVE = OwnName("石桥白茶合作社", Kind.COMPANY, ("白茶社",))
BODY = "江西省资溪县高阜镇石陂村的白茶开采了。村民说，白茶社上门收购，石桥白茶合作社付了现钱。"


def article(body: str, number: int = 1) -> Article:
    return Article(f"article/{number}", "p.txt", "", "", (), body, (1,))


def names(body: str, own: Own) -> dict[str, EntityType]:
    document = next(iter(read([article(body)])))
    return {document.text[span.begin : span.end]: span.type for span in find_spans(document, own=own).spans}


def test_own_names_are_found_in_all_their_forms() -> None:
    assert "白茶社" not in names(BODY, NOTHING)
    found = names(BODY, Own((COOPERATIVE,)))
    assert found["白茶社"] is found["石桥白茶合作社"] is EntityType.AGENCY


def test_a_form_with_quotation_marks_is_found_as_any_paper_prints_them() -> None:
    own = Own((OwnName('"红杉"计划组', Kind.TEAM),))
    assert "“红杉”计划组" in names("“红杉”计划组来了。", own) or '"红杉"计划组' in names('"红杉"计划组来了。', own)


def test_the_longest_name_stays_the_entity() -> None:
    own = Own((OwnName("资溪", Kind.REGION),))
    assert names("江西省资溪县的白茶开采了。", own)["资溪县"] is EntityType.PLACE


def test_what_is_none_is_none_and_says_nothing_of_where_the_article_plays() -> None:
    body = "资溪县的白茶开采了。"
    assert "资溪县" in names(body, NOTHING)
    document = next(iter(read([article(body)])))
    found = find_spans(document, own=Own(none=("资溪县",)))
    assert not [span for span in found.spans if document.text[span.begin : span.end] == "资溪县"]
    assert found.links == {}


def test_a_declared_alias_can_be_said_to_be_none() -> None:
    body = "青岛海鲜加工有限公司（以下简称“青鲜公司”）停产，青鲜公司补发了工资。"
    assert "青鲜公司" in names(body, NOTHING)
    assert "青鲜公司" not in names(body, Own(none=("青鲜公司",)))


def test_home_tells_which_of_several_places_is_meant() -> None:
    body = "鼓楼区的社区食堂开张了。"
    document = next(iter(read([article(body)])))
    codes = {code: {link.code for link in find_spans(document, own=Own(home=code)).links.values()} for code in
             ("320100", "410200")}  # fmt: skip
    assert codes == {"320100": {"320106"}, "410200": {"410204"}}


def test_all_forms_are_one_entity_over_counties() -> None:
    own = Own((COOPERATIVE,))
    other = "浙江省德清县钟管镇来了客商，白茶社签了合同。"
    readings = list(Reader(own=own).read([article(BODY), article(other, 2)]))
    (found,) = (e for e in entities(r for reading in readings for r in reading.referents) if "茶" in e.name)
    assert (found.name, found.kind, found.names) == ("石桥白茶合作社", Kind.COMPANY, ("白茶社",))
    assert found.id == "agency/石桥白茶合作社"
    ends = {end for reading in readings for claim in reading.claims for end in (claim.subject, claim.object)}
    assert ends <= {referent.id for reading in readings for referent in reading.referents}


def test_a_reading_without_own_names_stays_as_it_is() -> None:
    (reading,) = Reader().read([article(BODY)])
    assert isinstance(reading, Reading)
    assert with_own(reading, Own((OwnName("没有的社", Kind.COMPANY),))) is reading
    assert {r.name for r in reading.referents} >= {"资溪县", "石陂村"}


def test_a_name_of_ones_own_is_found_in_both_prints_whichever_one_writes() -> None:
    traditional = "江西省資溪縣高阜鎮石陂村的白茶開採了。石橋白茶合作社付了現錢，村民說，白茶社還會再來。"
    for name in ("石桥白茶合作社", "石橋白茶合作社"):
        own = Own((OwnName(name, Kind.COMPANY, ("白茶社",)),))
        for body in (BODY, traditional):
            (reading,) = Reader(own=own).read([article(body)])
            assert [found.name for found in reading.referents if found.kind is Kind.COMPANY] == [name]


def test_what_is_none_is_none_in_both_prints() -> None:
    document = next(iter(read([article("資溪縣的白茶開採了。")])))
    assert not find_spans(document, own=Own(none=("资溪县",))).spans


def test_an_alias_that_is_printed_in_traditional_characters_tells_whose_a_longer_name_is() -> None:
    mention = Mention(Field.BODY, 0, 3, "採茶社", EntityType.AGENCY)
    named = Referent("article/1#Agency/采茶社联合会", EntityType.AGENCY, Kind.ASSOCIATION, "采茶社联合会", (mention,))
    own = Own((OwnName("石桥白茶合作社", Kind.COMPANY, ("采茶社",)),))
    (found,) = with_own(Reading(article("採茶社開門了。"), (named,), ()), own).referents
    assert found.name == "石桥白茶合作社"
