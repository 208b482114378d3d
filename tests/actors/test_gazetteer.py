import pytest

from dragoman import vocab
from dragoman.actors import gazetteer
from dragoman.errors import VocabularyError


def meaning(name: str) -> gazetteer.Meaning:
    found = gazetteer.names().get(gazetteer.key(name))
    assert isinstance(found, gazetteer.Meaning), name
    return found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Britain", "GBR"),
        ("UAE", "ARE"),
        ("DPRK", "PRK"),
        ("South Korea", "KOR"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Taiwan", "TWN"),
        ("Hong Kong", "HKG"),
        ("Soviet Union", "SUN"),
        ("Yugoslavia", "YUG"),
        ("Côte d’Ivoire", "CIV"),
        ("Guinea-Bissau", "GNB"),
        ("Türkiye", "TUR"),
        ("Burma", "MMR"),
    ],
)
def test_a_state_is_known_by_its_names(name: str, code: str) -> None:
    assert [state.code for state in meaning(name).states("name")] == [code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Moscow", "RUS"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Pyongyang", "PRK"),
        ("Washington", "USA"),
        ("Ankara", "TUR"),
    ],
)
def test_a_capital_stands_for_its_state(name: str, code: str) -> None:
    assert meaning(name).is_capital
    assert [state.code for state in meaning(name).states("capital")] == [code]


def test_the_pronoun_us_is_no_state() -> None:
    assert gazetteer.names().get(("us",)) is None
    assert gazetteer.names().get(("who",)) is None


def test_two_congos_share_a_name() -> None:
    assert {state.code for state in meaning("Congo").states("name")} == {"COD", "COG"}


def test_brussels_is_the_seat_of_a_body_and_a_capital() -> None:
    found = meaning("Brussels")
    assert found.body is not None
    assert found.body.code == "EUR"
    assert [state.code for state in found.states("capital")] == ["BEL"]


@pytest.mark.parametrize(
    ("name", "country", "code", "sector"),
    [
        ("White House", "USA", None, "GOV"),
        ("Pentagon", "USA", None, "MIL"),
        ("Kremlin", "RUS", None, "GOV"),
        ("Knesset", "ISR", None, "LEG"),
        ("Bundestag", "DEU", None, "LEG"),
        ("Downing Street", "GBR", None, "GOV"),
        ("Elysée", "FRA", None, "GOV"),
        ("Blue House", "KOR", None, "GOV"),
        ("NATO", None, "NATO", "MIL"),
        ("European Union", None, "EUR", None),
        ("U.N. Security Council", None, "UNO", None),
        ("African Union", None, "IGO", None),
    ],
)
def test_bodies_have_their_state_or_their_code(
    name: str, country: str | None, code: str | None, sector: str | None
) -> None:
    body = meaning(name).body
    assert body is not None
    assert (body.country, body.code, body.sector) == (country, code, sector)


def test_the_vocabulary_is_wide_enough() -> None:
    roles = [noun for row in vocab.load("roles")["roles"] for noun in row["nouns"]]
    assert len(gazetteer.states()) >= 200
    assert len(gazetteer.bodies()) >= 150
    assert len(roles) == len(set(roles)) >= 150


def test_every_list_loads_and_is_consistent() -> None:
    tables = (gazetteer.roles(), gazetteer.groups(), gazetteer.organs(), gazetteer.kinds(), gazetteer.names())
    assert all(len(table) > 50 for table in tables)
    assert gazetteer.covers()
    assert gazetteer.pronouns()["she"]["gender"] == "f"


def test_an_adjective_belongs_to_one_state_save_the_known_few() -> None:
    shared = {name for name in gazetteer.names() if len(gazetteer.names().get(name).states("adjective")) > 1}
    assert shared == {("congolese",), ("dominican",)}


@pytest.mark.parametrize(
    ("noun", "sector", "gender"),
    [("president", "GOV", None), ("spokeswoman", None, "f"), ("general", "MIL", None), ("lawmaker", "LEG", None)],
)
def test_roles_tell_sector_and_gender(noun: str, sector: str | None, gender: str | None) -> None:
    role, plural = gazetteer.roles().get((noun,))
    assert (role.sector, role.gender, plural) == (sector, gender, False)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("minister", "ministers"),
        ("spokesman", "spokesmen"),
        ("deputy", "deputies"),
        ("boss", "bosses"),
        ("envoy", "envoys"),
    ],
)
def test_plurals_are_made_by_rule(noun: str, plural: str) -> None:
    assert gazetteer.plural(noun) == plural


def test_a_name_is_found_at_its_longest() -> None:
    words = ["the", "un", "security", "council", "met"]
    assert gazetteer.names().at(words, 1) == (4, meaning("UN Security Council"))


def test_a_body_with_an_unknown_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = gazetteer.Body("Club", "body", code="XYZ")
    with pytest.raises(VocabularyError, match="Club has an unknown code"):
        gazetteer._check_body(broken)
