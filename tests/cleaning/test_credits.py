import pytest

from dragoman.cleaning.agencies import known, source_named
from dragoman.cleaning.credits import find_credits


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Source: AFP", [("Agence France-Presse", "agency", "AFP")]),
        ("Source : dpa/Reuters", [("dpa", "agency", "dpa"), ("Reuters", "agency", "Reuters")]),
        ("Kaynak:Anadolu Ajansı", [("Anadolu Agency", "agency", "Anadolu Ajansı")]),
        ("Quelle: Radio Tana", [("Radio Tana", "outlet", "Radio Tana")]),
        ("Source: Al-Jazeera", [("Al Jazeera", "broadcaster", "Al-Jazeera")]),
        ("(With inputs from PTI)", [("Press Trust of India", "agency", "PTI")]),
        ("— AFP", [("Agence France-Presse", "agency", "AFP")]),
        ("(Reuters)", [("Reuters", "agency", "Reuters")]),
        ("Via Reuters", [("Reuters", "agency", "Reuters")]),
        ("Editing by Ann Lee", [("Ann Lee", "author", "Ann Lee")]),
        (
            "Reporting by Ann Lee in Riga; Editing by Bo Park",
            [("Ann Lee", "author", "Ann Lee"), ("Bo Park", "author", "Bo Park")],
        ),
        (
            "Ann Lee and Bo Park contributed reporting.",
            [("Ann Lee", "author", "Ann Lee"), ("Bo Park", "author", "Bo Park")],
        ),
        ("Associated Press writer Ann Lee in Riga contributed to this report.", [("Ann Lee", "author", "Ann Lee")]),
    ],
)
def test_whom_a_credit_line_names(line: str, named: list[tuple[str, str, str]]) -> None:
    assert [(m.name, m.kind, line[slice(*m.span)]) for m in find_credits(line)] == named


@pytest.mark.parametrize(
    "line",
    [
        "Sources say that the deal is done",
        "Source close to the ministry: the deal is done, and nobody will stop it any more",
        "The envoy left.",
        "Credit rating cut again",
        "From Riga with love",
        "Source",
    ],
)
def test_what_is_no_credit(line: str) -> None:
    assert find_credits(line) == ()


def test_agencies_have_a_seat_and_short_marks_keep_their_letters() -> None:
    agencies = {source.name for source in known().values() if source.kind == "agency"}
    assert len(agencies) >= 60
    wanted = {
        "AA": "TUR",
        "AP": "USA",
        "AFP": "FRA",
        "reuters": "GBR",
        "Xinhua": "CHN",
        "TASS": "RUS",
        "Yonhap": "KOR",
        "KCNA": "PRK",
        "SANA": "SYR",
    }
    for mark, country in wanted.items():
        source = source_named(mark)
        assert source is not None
        assert source.country == country
    assert source_named("ap") is None
    assert source_named("pa") is None
