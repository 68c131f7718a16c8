from kg.pages.fields import assign


def test_names_of_columns_are_known_in_both_prints() -> None:
    names = ["標題", "作者", "報紙", "正文"]
    assert assign(names) == dict(zip(("title", "author", "paper", "text"), names, strict=True))
    assert assign(["題目"], [("title", "题目")]) == {"title": "題目"}
