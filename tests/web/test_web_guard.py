"""Headers on every answer, names that are answered to, errors that say what to do, and nothing but reading."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.records import content_id
from dragoman.web import create_app, views
from dragoman.web.guard import names_of
from dragoman.web.queries import PAGE_SIZE
from tests.ledger.made_readings import made
from tests.web.conftest import OWN
from tests.web.markup import read

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def guarded(client: TestClient, path: str, status: int, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    assert answer.headers["content-security-policy"] == POLICY, path
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    return answer.text


def test_the_headers_stand_on_every_answer(client: TestClient, pages: list[str]) -> None:
    marks = f"{next(path for path in pages if path.startswith('/documents/'))}/marks.css"
    for path in [*pages, marks, "/static/dragoman.css", "/healthz", "/claims.json", "/openapi.json"]:
        guarded(client, path, 200)
    guarded(client, "/nothing", 404)
    guarded(client, "/claims?status=maybe", 400)
    guarded(client, "/", 421, host="evil.example")


def test_a_fault_is_told_without_its_insides(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> views.Words:
        raise RuntimeError("secret insides")

    monkeypatch.setattr(views, "words", broken)
    client = TestClient(create_app(ledger_path), base_url=OWN, raise_server_exceptions=False)
    shown = guarded(client, "/words", 500)
    assert "D000" in shown
    assert "secret" not in shown


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_the_names_of_this_machine_are_answered_to(client: TestClient, host: str) -> None:
    guarded(client, "/healthz", 200, host=host)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8321", "localhost.evil.example", "[::2]", ""])
def test_another_name_is_refused_lest_a_page_of_elsewhere_reads_the_ledger(client: TestClient, host: str) -> None:
    assert "evil" not in guarded(client, "/documents", 421, host=host)


def test_names_follow_the_address_that_is_bound_to() -> None:
    assert names_of("127.0.0.1") == {"127.0.0.1", "localhost", "::1"}
    assert "10.1.2.3" in names_of("10.1.2.3")
    assert names_of("0.0.0.0") == {"*"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/claims?status=maybe", "happened, ongoing, planned, conditional, possible, denied"),
        ("/claims?type=BOMB", "AGREE"),
        ("/claims?country=Atlantis", "ISO 3166"),
        ("/claims?since=tuesday", "2024-06-18"),
        ("/claims?order=size", "recent, sources"),
        ("/claims?disputed=maybe", "yes, no"),
        ("/claims?colour=red", "text, actor, recipient"),
        ("/actors?kind=planet", "person"),
        ("/documents?page=0", "whole number"),
        ("/documents?page=²", "whole number"),
        ("/documents?page=7", "there are 1"),
        ("/search?q=%22%22", "word"),
        ("/words?x=1", "none"),
    ],
)
def test_a_filter_that_cannot_be_used_says_what_can(client: TestClient, path: str, told: str) -> None:
    notice = read(guarded(client, path, 400)).one(kind="notice").text
    assert told in notice
    address, _, query = path.partition("?")
    error = client.get(f"{address}.json?{query}")
    assert (error.status_code, error.json()["error"]["message"]) == (400, notice)


@pytest.mark.parametrize("path", ["/documents/0000ffff", "/claims/0000ffff", "/actors/0000ffff", "/copies/0000ffff"])
def test_an_unknown_id_is_not_found(client: TestClient, path: str) -> None:
    assert "D021" in guarded(client, path, 404)
    assert client.get(f"{path}.json").json()["error"]["code"] == "D021"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/documents/%2e%2e%2f%2e%2e", "/%00"])
def test_no_address_leads_out_of_the_page(client: TestClient, path: str) -> None:
    guarded(client, path, 404)


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/documents").status_code == 405
    assert client.head("/documents").status_code == 200


def test_there_must_be_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dragoman read"):
        create_app(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_ledger_says_how_to_fill_it(tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.db").close()
    client = TestClient(create_app(tmp_path / "empty.db"), base_url=OWN)
    for path in ("/", "/documents", "/claims", "/actors", "/search?q=rain"):
        guarded(client, path, 200)
    assert "dragoman read" in client.get("/").text


def test_long_lists_come_in_pages(tmp_path: Path) -> None:
    with Ledger(tmp_path / "many.db") as ledger:
        ledger.add([made(number, sentences=1, outlet=f"Outlet {number}") for number in range(PAGE_SIZE + 3)])
    client = TestClient(create_app(tmp_path / "many.db"), base_url=OWN)
    first = read(client.get("/documents?since=2031").text)
    assert len(first.one("tbody").all("tr")) == PAGE_SIZE
    after = first.one("a", rel="next").attributes["href"]
    assert after == "/documents?since=2031&page=2"
    second = read(client.get(after).text)
    assert len(second.one("tbody").all("tr")) == 3
    assert second.one("a", rel="prev").attributes["href"] == "/documents?since=2031&page=1"
    assert client.get("/documents.json?page=2").json()["paging"]["total"] == PAGE_SIZE + 3


def test_what_is_added_while_it_runs_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Ledger(path) as ledger:
        client = TestClient(create_app(path), base_url=OWN)
        assert client.get("/documents.json").json()["paging"]["total"] == 0
        ledger.add(made("late", sentences=1))
        assert client.get("/documents.json").json()["paging"]["total"] == 1


def test_a_long_history_comes_in_pages_too(tmp_path: Path) -> None:
    first = made("repeated", sentences=1)
    days = [f"2031-05-{day:02}" for day in range(1, 29)]
    copies = [
        replace(first, document=replace(first.document, id=content_id(day, hour) * 4, outlet=f"{day} {hour}"))
        for day in days
        for hour in ("morning", "evening")
    ]
    with Ledger(tmp_path / "long.db") as ledger:
        ledger.add(copies)
        (claim,) = ledger.claims()
    client = TestClient(create_app(tmp_path / "long.db"), base_url=OWN)
    seen = []
    for number, size in ((1, PAGE_SIZE), (2, len(copies) - PAGE_SIZE)):
        told = client.get(f"/claims/{claim.id}.json?page={number}").json()
        assert len(told["history"]) == size
        assert told["reports"] == len(copies)
        seen += [step["document"] for step in told["history"]]
    assert sorted(seen) == sorted(copy.document.id for copy in copies)
    after = read(client.get(f"/claims/{claim.id}").text).one("a", rel="next")
    assert after.attributes["href"] == f"/claims/{claim.id}?page=2"
