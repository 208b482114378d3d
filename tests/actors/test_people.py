import pytest

from dragoman.actors import people


def joined(*names: str) -> list[int]:
    return people.join([(name, place, None) for place, name in enumerate(names)])


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Okoro", "Marden Okoro"),
        ("Kim", "Kim Jong Un"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("Assad", "Bashar al-Assad"),
        ("George Bush", "George W. Bush"),
        ("Lula", "Luiz Inácio Lula da Silva"),
    ],
)
def test_a_part_of_a_name_means_the_whole(short: str, full: str) -> None:
    assert people.fit(people.normal(short), people.normal(full)) > 0
    assert joined(full, short) == [0, 0]


def test_a_surname_in_the_title_is_the_full_name_of_the_body() -> None:
    assert joined("Okoro", "Marden Okoro") == [0, 0]


def test_full_names_with_one_surname_are_two_persons() -> None:
    assert len(set(joined("Asma Varga", "Anton Varga"))) == 2


def test_a_surname_goes_to_the_one_named_most_often_before() -> None:
    numbers = joined("Saad Hariri", "Hariri", "Rafiq Hariri", "Hariri")
    assert numbers[3] == numbers[0]


def test_gender_of_an_address_keeps_persons_apart() -> None:
    rows = [("Jana Reis", 0, "f"), ("Anton Reis", 5, "m"), ("Reis", 9, "f")]
    numbers = people.join(rows)
    assert numbers[2] == numbers[0] != numbers[1]


def test_one_letter_in_a_full_name_is_a_spelling() -> None:
    assert joined("Kim Jung-un", "Kim Jong Un") == [0, 0]
    assert joined("Ann Lee", "Ann Lie") == [0, 1]


def test_the_fullest_form_is_the_name() -> None:
    assert people.fullest(["OKORO", "Okoro", "Marden Okoro", "MARDEN OKORO"]) == "Marden Okoro"
