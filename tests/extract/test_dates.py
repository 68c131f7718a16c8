from kg.extract.dates import date_claims
from kg.model import Claim, Predicate


def dated(evidence: str, day: str = "2024-08-31") -> tuple[str, str]:
    (claim,) = date_claims([Claim("甲", Predicate.APPLIES_TO, "乙", evidence, 0.9)], day)
    assert (claim.evidence, claim.confidence) == (evidence, 0.9)
    return claim.date, claim.date_text


def test_a_claim_has_the_one_time_of_its_sentence() -> None:
    assert dated("去年，县里启动“金桃富民”专项行动。") == ("2023", "去年")
    assert dated("今年上半年，产值比去年同期增长一成。") == ("2024-01/2024-06", "今年上半年")


def test_of_two_times_and_of_one_that_cannot_be_told_a_claim_has_none() -> None:
    assert dated("近日，县里印发2023年制定的方案。") == ("", "")
    assert dated("县里启动“金桃富民”专项行动。") == ("", "")
    assert dated("去年，县里启动“金桃富民”专项行动。", "") == ("", "")


def test_a_time_in_traditional_print_is_told_and_stays_as_printed() -> None:
    assert dated("兩年來，縣裡啟動「金桃富民」專項行動；2023年以來，產值增長。") == ("2023/..", "2023年以來")
