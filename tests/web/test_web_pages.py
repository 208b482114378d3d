"""The pages are well formed, lead where they say, show the very words, and say the same as JSON."""

from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.records import Reading
from tests.web.markup import Element, read
from tests.web.samples import HOSTILE, hostile, nested

KNOWN = {"http", "https", ""}


def page(client: TestClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer.text)


@pytest.fixture(scope="session")
def voices(ledger: Ledger) -> Reading:
    return ledger.reading(next(row.id for row in ledger.documents() if row.outlet == "The Harbour Gazette"))


@pytest.fixture
def article(client: TestClient, voices: Reading) -> Element:
    return page(client, f"/documents/{voices.document.id}")


def test_every_page_is_well_formed_and_holds_no_script_or_style(client: TestClient, pages: list[str]) -> None:
    for path in pages:
        root = page(client, path)
        assert not root.all("script") + root.all("style") + root.all("img") + root.all("iframe"), path
        for element in root.all():
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"], path
            for name in ("href", "src", "action"):
                assert urlsplit(element.attributes.get(name, "")).scheme in KNOWN, (path, element.attributes)


def test_every_page_has_landmarks_one_heading_and_labelled_fields(client: TestClient, pages: list[str]) -> None:
    for path in pages:
        root = page(client, path)
        assert root.one("html").attributes["lang"] == "en"
        assert len(root.all("main")) == len(root.all("h1")) == 1, path
        assert root.one("title").text.endswith("· Dragoman")
        labelled = {label.attributes["for"] for label in root.all("label")}
        fields = root.all("input") + root.all("select")
        assert {element.attributes["id"] for element in fields} == labelled, path


def test_every_link_of_every_page_leads_somewhere(client: TestClient, pages: list[str]) -> None:
    seen = set()
    for path in pages:
        root = page(client, path)
        ids = {element.attributes["id"] for element in root.all() if "id" in element.attributes}
        for link in root.all("a") + root.all("link"):
            href = link.attributes["href"]
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)
            elif not urlsplit(href).scheme:
                seen.add(urljoin(path, href))
    for target in sorted(seen):
        address, _, anchor = target.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200, target
        if anchor:
            assert read(answer.text).all(id=anchor), target


def test_the_article_is_shown_whole_and_unchanged(client: TestClient, ledger: Ledger) -> None:
    for row in ledger.documents():
        text = ledger.reading(row.id).document.text
        shown = page(client, f"/documents/{row.id}").one(kind="article", aria_label="The article").all("p")
        lines = [line for line in text.split("\n") if line.strip()]
        joined = "".join(paragraph.text for paragraph in shown)
        assert joined == "".join(lines).translate({0: "\ufffd", 0xD800: "\ufffd"}), row.title


def test_furniture_title_and_byline_are_told_apart(article: Element) -> None:
    shown = article.one(kind="article", aria_label="The article")
    assert [p.text for p in shown.all("p", kind="title")] == ["Quarnia sent rockets 🚀 to Belloria, ministry says"]
    assert [p.text for p in shown.all("p", kind="byline")] == ["By Ada Ferrin"]
    roles = {p.text: p.attributes["data-role"] for p in shown.all("p", kind="furniture")}
    assert roles == {
        "Home | World | Subscribe": "menu",
        "Read also: ten quiet harbours": "related",
        "Leave a comment *": "comment form",
    }
    assert {p.attributes["dir"] for p in shown.all("p")} == {"auto"}


def test_each_record_leads_to_its_words_and_the_words_lead_back(article: Element, voices: Reading) -> None:
    contents = {s.id: [voices.quote(span) for span in s.content] for s in voices.statements}
    evidence = {event.id: [voices.quote(event.evidence)] for event in voices.events}
    for kind, words in (("statement", contents), ("event", evidence)):
        for record, quoted in words.items():
            card = article.one(id=f"record-{record}")
            assert all(link.attributes["href"] == f"#{kind}-{record}" for link in card.one("blockquote").all("a"))
            marked = article.all("mark", data_id=record, kind="content" if kind == "statement" else "evidence")
            assert "".join(mark.text for mark in marked) == "".join(quoted)
            assert marked[0].attributes["id"] == f"{kind}-{record}"
            back = article.one("a", kind="reference", data_id=record)
            assert back.attributes["href"] == f"#record-{record}"
            assert back.text == ""  # the label is no part of the text


def test_a_nested_statement_is_indented_after_its_parent_and_names_the_whole_chain(article: Element) -> None:
    cards = article.all("article", kind="said")
    labels = [card.all("a", kind="label")[0].text for card in cards]
    assert labels == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert ["depth-1" in card.classes for card in cards] == [False, True, False, False, False, False]
    voices = [voice.text for voice in cards[1].one(kind="chain").all("bdi")]
    assert voices == ["The Harbour Gazette", "NWA", "Orlo Venn", "Lantern Office"]


def test_who_cannot_be_told_is_not_guessed(article: Element) -> None:
    unnamed = article.all("article", kind="said")[5]
    assert unnamed.one(kind="unnamed").text == "he"
    assert "“he” may be either" in unnamed.text


def test_an_event_shows_every_voice_with_its_status_in_words(article: Element) -> None:
    cards = {card.all("a", kind="label")[0].text: card for card in article.all("article", kind="done")}
    disputed = [" ".join(item.text.split()) for item in cards["E1"].one(kind="positions").all("li")]
    assert "Orlo Venn S1: happened" in disputed[0]
    assert "Mira Sund S3: is denied" in disputed[1]
    assert "in its own voice" in cards["E2"].one(kind="positions").text
    assert cards["E3"].one("h3").one(kind="chip").text == "depends on a condition"
    assert "If the shipments go on" in cards["E3"].one("dl").text
    assert "rule made" in cards["E1"].one("dl").text


def test_a_day_that_is_not_known_is_not_made_up(client: TestClient) -> None:
    event = nested().events[0]
    assert event.date is not None
    assert event.date.earliest is None
    answer = client.get("/claims.json").json()
    told = [claim for claim in answer["claims"] if claim["event"] == event.id]
    assert [claim["date_from"] for claim in told] == [None]


def test_a_claim_tells_its_counts_voices_history_and_sources(client: TestClient, ledger: Ledger) -> None:
    row = max(ledger.claims(), key=lambda row: row.reports)
    assert (row.reports, row.independent_reports) == (2, 1)
    root = page(client, f"/claims/{row.id}")
    assert root.one(kind="counts").text == "2 reports · 1 independent · 1 voice"
    steps = root.one("ol", kind="history").all("li")
    assert len(steps) == len(ledger.claim(row.id).history) == 2
    assert all(step.one(kind="words").text.strip().startswith("“") for step in steps)
    group = ledger.copies(row.document)
    assert group is not None
    assert f"/copies/{group.id}" in {link.attributes["href"] for link in root.one("main").all("a")}
    members = page(client, f"/copies/{group.id}").one("ol").all("li")
    assert [member.one("strong").text for member in members] == ["original", "verbatim"]


def test_each_step_of_a_history_shows_the_words_of_its_own_voice(client: TestClient, voices: Reading) -> None:
    shipped = voices.events[0]
    told = client.get(f"/documents/{voices.document.id}.json").json()["events"]
    claim = next(event["claim"]["id"] for event in told if event["id"] == shipped.id)
    steps = {step["status"]: step for step in client.get(f"/claims/{claim}.json").json()["history"]}
    assert steps["happened"]["words"] == voices.quote(shipped.evidence)
    assert steps["denied"]["words"] == "Mira Sund denied that any rockets had arrived"
    assert steps["denied"]["chain"] == ["The Harbour Gazette", "NWA", "Mira Sund"]


def test_the_first_page_counts_and_tells_what_was_not_read(client: TestClient, ledger: Ledger) -> None:
    root = page(client, "/")
    numbers = dict(zip((e.text for e in root.all("dt")), (e.text for e in root.all("dd")), strict=True))
    assert numbers["documents"] == str(ledger.counts().documents) == "5"
    assert numbers["claims"] == f"{ledger.counts().claims:,}"
    assert "articles/empty.txt" in root.text
    assert "D012" in root.text


def test_a_text_that_is_not_coded_says_why(client: TestClient, ledger: Ledger) -> None:
    row = next(row for row in ledger.documents() if not row.coded)
    assert "Kept, but not read: the text is in de." in page(client, f"/documents/{row.id}").text


def test_filters_choose_and_are_kept_in_the_form(client: TestClient, ledger: Ledger) -> None:
    root = page(client, "/claims?type=AID&status=happened")
    chosen = [option.attributes["value"] for option in root.all("option") if "selected" in option.attributes]
    assert chosen == ["AID", "happened"]
    assert len(root.one("ol").all("li")) == ledger.claims(type="AID", status="happened").total > 0
    names = [row["name"] for row in client.get("/actors.json?kind=person&name=venn").json()["actors"]]
    assert names == ["Orlo Venn"]


def test_search_marks_the_words_it_found(client: TestClient) -> None:
    root = page(client, "/search?q=convoys")
    assert [mark.text for mark in root.one("main").all("mark", kind="hit")] == ["convoys"]
    assert root.one("input", id="search").attributes["value"] == "convoys"


def test_a_hostile_article_stays_text_in_every_place(client: TestClient) -> None:
    reading = hostile()
    root = page(client, f"/documents/{reading.document.id}")
    assert root.one("h1").text.strip() == HOSTILE.split("\n")[0]
    links = [link.attributes["href"] for link in root.all("a")]
    assert not [link for link in links if "javascript" in link or "evil" in link]
    assert not [
        e for e in root.all() if "alert" in "".join(v for n, v in e.attributes.items() if n not in ("value", "title"))
    ]
    for path in ("/", "/documents", "/claims", "/actors", "/search?q=alert"):
        page(client, path)


def test_only_web_addresses_become_links(client: TestClient, voices: Reading) -> None:
    root = page(client, f"/documents/{voices.document.id}")
    out = [link for link in root.all("a") if urlsplit(link.attributes["href"]).scheme]
    assert [link.attributes["href"] for link in out] == ["https://gazette.example/rockets"]
    assert {"noopener", "noreferrer"} <= set(out[0].attributes["rel"].split())


def test_every_page_is_json_too(client: TestClient, pages: list[str]) -> None:
    for path in pages:
        address, _, query = path.partition("?")
        twin = (address if address != "/" else "/index") + ".json" + (f"?{query}" if query else "")
        told = client.get(twin)
        assert told.status_code == 200, twin
        assert told.headers["content-type"] == "application/json"
        asked = client.get(path, headers={"Accept": "application/json"})
        assert asked.content == told.content
        assert "Accept" in asked.headers["vary"]
        shown = page(client, path)
        assert shown.one("link", rel="alternate").attributes["href"] == twin


def test_the_json_of_a_document_holds_the_reading_and_what_the_page_says(client: TestClient, voices: Reading) -> None:
    told = client.get(f"/documents/{voices.document.id}.json").json()
    assert told["reading"] == voices.to_dict()
    assert told["statements"][1]["chain"] == ["The Harbour Gazette", "NWA", "Orlo Venn", "Lantern Office"]
    assert [event["label"] for event in told["events"]] == ["E2", "E1", "E3"]
    assert told["events"][1]["claim"]["reports"] == 1


def test_json_of_a_text_with_a_lone_surrogate_is_still_json(client: TestClient) -> None:
    told = client.get(f"/documents/{hostile().document.id}.json").json()
    assert told["reading"]["document"]["text"] == HOSTILE


def test_the_interface_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/index.json", "/documents.json", "/documents/{name}.json", "/claims.json", "/actors.json"} <= set(paths)
    assert "status" in {parameter["name"] for parameter in paths["/claims.json"]["get"]["parameters"]}
