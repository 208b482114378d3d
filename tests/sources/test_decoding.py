import pytest

from dragoman.errors import BinaryDocumentError, EmptyDocumentError, EncodingDocumentError, SourceError
from dragoman.sources.decoding import decode

CAFE = "The café's owner said “no”: 40 % of his staff had left for the capital, he told reporters.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_survives_its_encoding(encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert decode(mark + CAFE.encode(encoding), "f.txt").lstrip("\ufeff") == CAFE


def test_the_byte_order_mark_and_line_ends_stay() -> None:
    assert decode(b"\xef\xbb\xbfOne\r\nTwo\r", "f.txt") == "\ufeffOne\r\nTwo\r"
    assert decode("\ufeffOne".encode("utf-16-le"), "f.txt") == "\ufeffOne"


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", EmptyDocumentError, "D012"),
        (b"%PDF-1.7 and more", BinaryDocumentError, "D013"),
        (b"PK\x03\x04rest", BinaryDocumentError, "D013"),
        (bytes(range(256)) * 8, BinaryDocumentError, "D013"),
        ("Президент подписал указ о мерах. ".encode("cp1251") * 9, EncodingDocumentError, "D014"),
        (b"\xff\xfe\x00\xd8\x00\xd8", EncodingDocumentError, "D014"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(data: bytes, error: type[SourceError], code: str) -> None:
    with pytest.raises(error, match=r"f\.txt") as caught:
        decode(data, "f.txt")
    assert caught.value.code == code
    assert ";" in caught.value.message  # what is wrong; what to do


def test_a_declared_encoding_of_a_page_is_used() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body>Указ подписан</body></html>"
    assert "Указ подписан" in decode(page.encode("cp1251"), "p.html", html=True)


def test_utf8_cut_in_its_last_character_is_read() -> None:
    assert decode("Zürich said é".encode()[:-1], "f.txt").startswith("Zürich said ")


def test_one_broken_byte_in_much_utf8_does_not_make_it_another_encoding() -> None:
    text = ("“Ось так”, сказав він. " * 20).encode()
    assert "сказав" in decode(text + b"\xff" + text, "f.txt")


def test_a_few_control_characters_are_text() -> None:
    text = "A line with a NUL \x00 and a bell \x07 in it, but words all around, so it is text. " * 3
    assert decode(text.encode(), "f.txt") == text
