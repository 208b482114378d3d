import pytest

from dragoman.cleaning.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "agency", "rest"),
    [
        ("ISTANBUL (AA) – The envoy left.", "Anadolu Agency", "The envoy left."),
        ("WASHINGTON, June 3 (Reuters) - The envoy left.", "Reuters", "The envoy left."),
        ("WASHINGTON (Reuters) -The envoy left.", "Reuters", "The envoy left."),
        ("MOSCOW, June 3. /TASS/. The envoy left.", "TASS", "The envoy left."),
        ("SEOUL, June 3 (Yonhap) -- The envoy left.", "Yonhap", "The envoy left."),
        ("KYIV, Ukraine (AP) — The envoy left.", "Associated Press", "The envoy left."),
        ("Washington (Reuters) - The envoy left.", "Reuters", "The envoy left."),
        ("New Delhi [India], June 3 (ANI): The envoy left.", "Asian News International", "The envoy left."),
        ("ST. PETERSBURG, Russia, June 3 (Reuters) - The envoy left.", "Reuters", "The envoy left."),
        ("(AFP) - The envoy left.", "Agence France-Presse", "The envoy left."),
        ("TANA (Vessaly Press Bureau) – The envoy left.", "Vessaly Press Bureau", "The envoy left."),
        ("Tehran, IRNA – The envoy left.", "IRNA", "The envoy left."),
        ("GENEVA — The envoy left.", None, "The envoy left."),
        ("UNITED NATIONS: The envoy left.", None, "The envoy left."),
        ("DUBAI, 3rd June, 2021 (WAM) -- The envoy left.", "WAM", "The envoy left."),
    ],
)
def test_place_day_and_agency_are_cut_from_the_text(text: str, agency: str | None, rest: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found.agency == agency
    assert text[found.length :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "NATO said on Tuesday that it had no part in it.",
        "Putin (71) said he would go.",
        "The White House (WH) said nothing.",
        "Okoro (left) and Tolland shake hands.",
        "He (Okoro) said it was over.",
        "US President Joe Biden (D) - said nothing.",
        "BREAKING: Envoy leaves",
        "By June 3 the envoy had left.",
        "Shares of Marden (NYSE: MRD) - fell.",
        "Well - he left.",
        "“We go” — he said",
        "",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_the_parts_have_their_places() -> None:
    text = "BEIJING, June 3, 2021 (Xinhua) -- China"
    found = find_dateline(text)
    assert found is not None
    assert found.place is not None
    assert found.date is not None
    assert found.agency_span is not None
    assert [text[slice(*s)] for s in (found.place, found.date, found.agency_span)] == [
        "BEIJING",
        "June 3, 2021",
        "Xinhua",
    ]
    assert found.year == 2021
