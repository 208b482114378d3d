"""What goes into a ledger: once, whole, and with its history."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import LedgerError, NotFoundError
from dragoman.ledger import Ledger
from dragoman.records import Reading
from tests.ledger.inspecting import content, damage
from tests.ledger.made_readings import document, made


def bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def plain(text: str, **given: str) -> Reading:
    return Reading(version="0.1.0", model="made-1", document=document(text, **given))


def test_a_reading_comes_back_as_it_went_in(ledger: Ledger) -> None:
    reading = made(1, url="https://gazette.example/1", path="news/1.txt", outlet="Gazette")
    assert ledger.add(reading, link=False).added == 1
    assert ledger.reading(reading.document.id) == reading
    assert ledger.reading(reading.document.id).to_json() == reading.to_json()


def test_adding_the_same_again_leaves_the_very_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    readings = [made(n, url=f"https://gazette.example/{n}", path=f"{n}.txt") for n in range(6)]
    with Ledger(path) as ledger:
        ledger.add(readings)
    before = bytes_of(path)
    with Ledger(path) as ledger:
        assert ledger.add(readings).unchanged == 6
        assert ledger.add(random.Random(1).sample(readings, 6)).unchanged == 6
    assert bytes_of(path) == before
    assert damage(path) == "ok"


def test_one_text_under_two_addresses_is_two_documents_and_one_text(ledger: Ledger) -> None:
    first, second = made(1, url="https://a.example/1"), made(1, url="https://b.example/1")
    ledger.add([first, second], link=False)
    rows = ledger.documents()
    assert len(rows) == 2
    assert len({row.text_id for row in rows}) == 1
    assert ledger.counts().texts == 1
    assert len(ledger.statements(document=second.document.id)) == len(second.statements)


def test_new_text_at_an_old_address_supersedes_and_the_old_reading_stays(ledger: Ledger) -> None:
    old, new = made("old", url="https://a.example/1"), made("new", url="https://a.example/1")
    ledger.add(old, link=False)
    assert ledger.add(new, link=False).superseding == 1
    assert [row.id for row in ledger.documents()] == [new.document.id]
    assert ledger.document(old.document.id).superseded_by == new.document.id
    assert ledger.reading(old.document.id) == old
    assert not ledger.statements(document=old.document.id)
    assert len(ledger.statements()) == len(new.statements)
    assert ledger.document("https://a.example/1").id == new.document.id


def test_superseded_texts_do_not_change_back_when_they_are_read_again(ledger: Ledger) -> None:
    old = made("old", url="https://a.example/1", path="monday/1.html")
    new = made("new", url="https://a.example/1", path="tuesday/1.html")
    ledger.add([old, new], link=False)
    before = content(ledger.path)
    assert ledger.add([new, old], link=False).unchanged == 2
    assert content(ledger.path) == before


def test_a_page_that_is_changed_back_stands_again(ledger: Ledger) -> None:
    old = made("old", url="https://a.example/1", path="page.html")
    new = made("new", url="https://a.example/1", path="page.html")
    for reading in (old, new, old):
        ledger.add(reading, link=False)
    assert [row.id for row in ledger.documents()] == [old.document.id]
    assert ledger.document(new.document.id).superseded_by == old.document.id
    assert len(ledger.statements()) == len(old.statements)


def test_a_newer_models_reading_supersedes(ledger: Ledger) -> None:
    first = made(1, url="https://a.example/1", path="1.txt")
    better = replace(first, model="made-2", statements=first.statements[:2], events=())
    ledger.add(first, link=False)
    assert ledger.add(better, link=False).reread == 1
    assert ledger.reading(first.document.id).model == "made-2"
    assert len(ledger.statements()) == 2
    assert not ledger.events()
    assert [row.model for row in ledger.readings(first.document.id)] == ["made-1", "made-2"]
    assert [row.superseded_by is None for row in ledger.readings(first.document.id)] == [False, True]


def test_an_older_versions_reading_never_replaces_a_newer_ones(ledger: Ledger) -> None:
    newer = replace(made(1), version="0.10.0")
    older = replace(made(1), version="0.9.3", statements=(), events=())
    ledger.add([newer, older], link=False)
    assert ledger.reading(newer.document.id).version == "0.10.0"
    assert len(ledger.statements()) == 5
    assert len(ledger.readings(newer.document.id)) == 2


def test_what_is_told_about_a_document_later_counts(ledger: Ledger) -> None:
    first = made(1, url="https://a.example/1", published=None, path="1.txt")
    told = replace(first, document=replace(first.document, outlet="Gazette"))
    for reading in (first, told, first):
        ledger.add(reading, link=False)
    assert ledger.document(first.document.id).outlet is None
    assert len(ledger.readings(first.document.id)) == 2


ARTICLE = "\n".join(f"The harbour master of Teral wrote letter number {n} to the council on Monday." for n in range(9))


def test_an_edited_file_supersedes_what_stood_there(ledger: Ledger) -> None:
    ledger.add(plain(ARTICLE, path="clip.txt"), link=False)
    edited = plain(ARTICLE.replace("number 4", "number four"), path="clip.txt")
    assert ledger.add(edited, link=False).superseding == 1
    assert [row.id for row in ledger.documents()] == [edited.document.id]
    assert ledger.document("clip.txt").id == edited.document.id


def test_another_article_saved_under_an_old_name_does_not_supersede(ledger: Ledger) -> None:
    other = "The ferries of Norland lie still since the pilots laid down their work over pay and rest."
    ledger.add([plain(ARTICLE, path="clip.txt"), plain(other, path="clip.txt")], link=False)
    assert len(ledger.documents()) == 2


def test_a_file_that_is_also_found_elsewhere_is_not_superseded(ledger: Ledger) -> None:
    ledger.add([plain(ARTICLE, path="clip.txt"), plain(ARTICLE, path="copy.txt")], link=False)
    assert len(ledger.documents()) == 1
    ledger.add(plain(f"{ARTICLE}\nMore follows.", path="clip.txt"), link=False)
    assert len(ledger.documents()) == 2


def test_one_file_read_for_two_addresses_is_two_documents(ledger: Ledger) -> None:
    for url in ("https://a.example/1", "https://b.example/1"):
        ledger.add(plain(ARTICLE, path="clip.txt", url=url), link=False)
    assert len(ledger.documents()) == 2


def test_texts_from_standard_input_do_not_supersede_each_other(ledger: Ledger) -> None:
    ledger.add([plain(ARTICLE, path="-"), plain(f"{ARTICLE}\nMore follows.", path="-")], link=False)
    assert len(ledger.documents()) == 2


def test_failures_are_kept_once_and_go_when_the_document_is_read(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.add_failure("gone.txt", NotFoundError("there is no file gone.txt; check the name"))
    (row,) = ledger.failures()
    assert (row.path, row.code, row.message) == ("gone.txt", "D011", "there is no file gone.txt; check the name")
    ledger.add(made(1, path="gone.txt"), link=False)
    assert not ledger.failures()


def test_a_text_in_place_of_a_path_is_refused_with_advice(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"D020.*Path\(name\)"):
        ledger.add("news/1.txt")  # type: ignore[arg-type]


def test_a_reading_that_does_not_hold_together_is_refused_whole(ledger: Ledger) -> None:
    good, bad = made(1), replace(made(2), actors=())
    with pytest.raises(LedgerError, match="does not hold"):
        ledger.add([good, bad], link=False)
    assert [row.id for row in ledger.documents()] == [good.document.id]


def test_what_came_before_a_break_is_kept(ledger: Ledger) -> None:
    def broken() -> object:
        yield made(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.add(broken(), link=False)  # type: ignore[arg-type]
    assert len(ledger.documents()) == 1


STRANGE = [
    "Norland\r\nsent 🙂 grain e\u0301 to שלום \u202eלום\u202c and 👩‍🚀.",
    "\ufeffA text with a mark at its head.",
    "Words\0with\0NUL, and \x1b[31mcolours\x1b[0m.",
    "A lone \ud83d half and \udc00 another, a pair \ud83d\ude00 of halves.",
    "\\u0000 is no NUL. \\ud800 is no surrogate. 'DROP TABLE texts; --",
]


@pytest.mark.parametrize("text", STRANGE)
def test_every_text_comes_back_to_the_code_point(ledger: Ledger, text: str) -> None:
    reading = plain(text, url="https://a.example/\udcff" if "\udc00" in text else "https://a.example/1", title=text)
    ledger.add(reading, link=False)
    assert ledger.add(reading, link=False).unchanged == 1
    assert ledger.reading(reading.document.id).document.text == text
    assert damage(ledger.path) == "ok"


def test_the_order_of_adding_does_not_change_what_is_told(tmp_path: Path) -> None:
    readings = [made(n, url=f"https://gazette.example/{n}") for n in range(8)]
    told = []
    for seed in (1, 2):
        with Ledger(tmp_path / f"{seed}.db") as ledger:
            ledger.add(random.Random(seed).sample(readings, 8))
            ledger.export(tmp_path / f"{seed}.csv", "events")
            told.append((ledger.documents(), sorted(ledger.claims(), key=lambda row: row.id), ledger.actors()))
    assert told[0] == told[1]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
