from kg.articles.cohesion import Cohesion, pairs

TEXTS = [
    "喜洲镇四方街的商户把账本贴上公告栏",
    "四方街的商户说，账本一亮心就平了",
    "黄龙镇的脐橙搭上冷链班车",
    "冷链班车每天把脐橙运出黄龙镇",
]


def test_pairs_do_not_cross_punctuation() -> None:
    assert pairs("冷链，班车5G") == ["冷链", "班车", "车5", "5G"]


def test_lines_of_one_story_are_nearer() -> None:
    cohesion = Cohesion(TEXTS)
    assert cohesion.between([0], [1]) > 5 * cohesion.between([0], [2])
    assert cohesion.affinity([0], [1]) > cohesion.affinity([0], [2, 3])


def test_lines_inside_are_taken_out_first() -> None:
    cohesion = Cohesion(TEXTS)
    assert cohesion.affinity([1], [0, 1, 2], inside=True) == cohesion.affinity([1], [0, 2])
    assert cohesion.affinity([0, 3], [0, 1, 2, 3], inside=True) == cohesion.affinity([0, 3], [1, 2])


def test_nothing_is_near_to_nothing() -> None:
    cohesion = Cohesion(TEXTS)
    assert cohesion.between([], [1]) == 0.0
    assert cohesion.affinity([], [1]) == 0.0


def test_what_stands_in_every_line_says_nothing() -> None:
    cohesion = Cohesion(["喜洲镇的茶", "喜洲镇的米", "喜洲镇的鱼"])
    assert cohesion.between([0], [1]) == 0.0
