import hashlib
import io
import sys
from pathlib import Path

import pytest

from dragoman.errors import (
    EmptyDocumentError,
    MetadataError,
    NotFoundError,
    OversizedDocumentError,
    UnreadableDocumentError,
)
from dragoman.sources import Given, from_text, load, read_metadata

TEXT = (
    "\ufeffVessaly recalls its envoy from Orland\r\n\r\n"
    "The government of Vessaly recalled its ambassador on Tuesday, saying that talks on the canal had led nowhere.\r\n"
)


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_text_file_is_its_text_unchanged(tmp_path: Path) -> None:
    document = load(write(tmp_path, "a.txt", TEXT))
    assert document.text == TEXT
    assert document.text_id == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.language == "en"
    assert document.published is None


def test_what_is_given_wins_and_makes_the_id() -> None:
    plain = from_text(TEXT)
    given = from_text(TEXT, given=Given(published="2024-06-18", outlet="The Orland Post", title="Another title"))
    addressed = from_text(TEXT, given=Given(url="HTTPS://Example.org:443/a/2021/03/04/x/?utm_source=feed&id=7#top"))
    assert plain.id == plain.text_id
    assert len({plain.id, given.id, addressed.id}) == 3
    assert {plain.text_id} == {given.text_id, addressed.text_id}
    assert (given.title, given.outlet) == ("Another title", "The Orland Post")
    assert given.published is not None
    assert (given.published.earliest, given.published.basis) == ("2024-06-18", "given")
    assert addressed.url == "https://example.org/a/2021/03/04/x?id=7"
    assert addressed.published is not None
    assert (addressed.published.earliest, addressed.published.basis) == ("2021-03-04", "url")


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2024-06-18", "2024-06-18", "2024-06-18", "day"),
        ("2024-06-18T23:30:00-04:00", "2024-06-18", "2024-06-18", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-12-30/2024-01-02", "2023-12-30", "2024-01-02", "window"),
    ],
)
def test_given_dates_keep_their_precision(value: str, first: str, last: str, precision: str) -> None:
    published = from_text(TEXT, given=Given(published=value)).published
    assert published is not None
    assert (published.earliest, published.latest, published.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "value", ["yesterday", "2024-13-01", "2024-02-30", "18.06.2024", "2024-06-20/2024-06-18", "24"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(MetadataError, match="2024-06-18"):
        from_text(TEXT, given=Given(published=value))


@pytest.mark.parametrize("value", ["no address", "ftp://example.org/x", "https://", "https://exa mple:x/"])
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(MetadataError, match="https://host/path"):
        from_text(TEXT, given=Given(url=value))


def test_bad_files_have_codes(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="D011"):
        load(tmp_path / "none.txt")
    with pytest.raises(EmptyDocumentError, match="D012"):
        load(write(tmp_path, "blank.txt", " \r\n\t\ufeff\n"))
    with pytest.raises(OversizedDocumentError, match="--max-chars"):
        load(write(tmp_path, "long.txt", "word " * 30), max_chars=100)
    with pytest.raises(OversizedDocumentError, match="D015"):
        load(write(tmp_path, "huge.txt", "x" * 1000), max_chars=100)
    with pytest.raises(UnreadableDocumentError, match="D016"):
        load(tmp_path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert load("-").text == TEXT


def test_metadata_rows(tmp_path: Path) -> None:
    rows = write(
        tmp_path, "m.jsonl", '{"file": "a.txt", "published": "2024-06-18", "url": null}\n\n{"file": "b.txt"}\n'
    )
    found = read_metadata(rows)
    assert found["a.txt"].published == "2024-06-18"
    assert Given(outlet="X").over(found["a.txt"]) == Given(published="2024-06-18", outlet="X")
    assert found["b.txt"] == Given()


@pytest.mark.parametrize("line", ["no json", "[]", '{"published": "2024"}', '{"file": "a", "published": 3}'])
def test_wrong_metadata_rows_name_their_line(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, "m.jsonl", '{"file": "a.txt"}\n' + line + "\n")
    with pytest.raises(MetadataError, match=r"m\.jsonl, line 2"):
        read_metadata(path)


def test_mostly_english_with_turkish_forms_is_english() -> None:
    forms = "UYARI: Tehdit ve hakaret içeren, imla kurallarına uymayan yorumlar editörlerce silinecektir.\n"
    assert from_text(TEXT * 3 + "Ana sayfa\nYorum yaz\nPaylaş\n" + forms).language == "en"
    assert from_text(forms * 4).language == "tr"
    assert from_text("1234 5678").language is None
