"""The page in a real browser: nothing breaks its policy, records and words lead to each other, it fits narrow windows."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from dragoman.ledger import Ledger
from dragoman.records import Reading
from dragoman.web import create_app
from tests.web.samples import hostile

pytestmark = pytest.mark.browser
BROWSER = os.environ.get("DRAGOMAN_BROWSER") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 300_000  # milliseconds: a busy machine is no fault of the page
FILL = "element => getComputedStyle(element).backgroundColor"
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def address(ledger_path: Path) -> Iterator[str]:
    """The page, served as ``dragoman serve`` does, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(ledger_path), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(BROWSER).exists():
        pytest.skip(f"there is no browser {BROWSER}; install Chromium or set DRAGOMAN_BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS, timeout=PATIENCE)
        yield browser
        browser.close()


def patient(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = patient(browser.new_context(viewport=WIDE, java_script_enabled=request.param == "with scripts"))  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def voices(ledger: Ledger) -> Reading:
    return ledger.reading(next(row.id for row in ledger.documents() if row.outlet == "The Harbour Gazette"))


def fill(element: Locator) -> str:
    return str(element.evaluate(FILL))


def visible(page: Page, element: Locator) -> bool:
    """Whether it lies in the window, once scrolling has come to rest."""
    for _ in range(40):
        box, size = element.bounding_box(), page.viewport_size
        assert size is not None
        if box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]:
            return True
        page.wait_for_timeout(50)
    return False


def test_every_page_loads_without_an_error_or_a_word_to_elsewhere(
    browser: Browser, address: str, pages: list[str]
) -> None:
    context = patient(browser.new_context(viewport=WIDE))  # type: ignore[arg-type]
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: told.append(f"{page.url}: dialog {dialog.message}"))
    page.on("request", lambda request: told.append(request.url) if not request.url.startswith(address) else None)
    for path in pages:
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200
    context.close()
    assert told == []


def test_the_policy_stops_what_escaping_might_miss(browser: Browser, address: str) -> None:
    context = patient(browser.new_context())
    page = context.new_page()
    page.goto(f"{address}/documents/{hostile().document.id}")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    assert page.locator("main script, main img, main style").count() == 0
    context.close()


def test_a_record_leads_to_its_words_and_lights_all_of_them(page: Page, address: str, voices: Reading) -> None:
    statement = next(statement for statement in voices.statements if len(statement.content) > 1)
    page.goto(f"{address}/documents/{voices.document.id}")
    page.set_viewport_size({"width": 1440, "height": 420})
    words = page.locator(f'mark.content[data-id="{statement.id}"]')
    before = fill(words.first)
    page.locator(f"#record-{statement.id} blockquote a").click()
    page.mouse.move(2, 2)
    assert page.url.endswith(f"#statement-{statement.id}")
    assert visible(page, words.first)
    lit = {fill(words.nth(place)) for place in range(words.count())}
    assert words.count() == 2
    assert lit.isdisjoint({before, CLEAR})
    assert len(lit) == 1
    cue = page.locator(f'mark.cue[data-id="{statement.id}"]')
    assert fill(cue) != CLEAR


def test_words_lead_back_to_their_record(page: Page, address: str, voices: Reading) -> None:
    event = voices.events[-1]
    page.goto(f"{address}/documents/{voices.document.id}")
    page.set_viewport_size({"width": 1440, "height": 420})
    record = page.locator(f"#record-{event.id}")
    plain = record.evaluate("element => getComputedStyle(element).outlineStyle")
    page.locator(f'a.reference[data-id="{event.id}"]').click()
    page.mouse.move(2, 2)
    assert page.url.endswith(f"#record-{event.id}")
    assert visible(page, record.locator("h3"))
    assert plain == "none"
    assert record.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    assert fill(page.locator(f'mark.anchor[data-id="{event.id}"]')) != CLEAR


def test_pointing_at_one_lights_the_other(page: Page, address: str, voices: Reading) -> None:
    statement = voices.statements[0]
    page.goto(f"{address}/documents/{voices.document.id}")
    words, record = page.locator(f"#statement-{statement.id}"), page.locator(f"#record-{statement.id}")
    plain_words, plain_record = fill(words), fill(record)
    record.hover()
    assert fill(words) != plain_words
    assert fill(record) == plain_record
    words.hover(position={"x": 3, "y": 6})
    assert fill(record) != plain_record


def test_an_analyst_goes_from_a_claim_to_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}/claims?type=AID")
    page.locator(".claim-row h3 a").first.click()
    page.locator(".history .words a").first.click()
    anchor = page.url.partition("#")[2]
    assert anchor.startswith(("statement-", "event-"))
    assert visible(page, page.locator(f"#{anchor}"))


def test_filters_and_search_work(page: Page, address: str) -> None:
    page.goto(f"{address}/claims")
    page.get_by_label("Status").select_option("denied")
    page.get_by_role("button", name="Filter").click()
    assert "status=denied" in page.url
    chips = page.locator(".claim-row .chip")
    assert {chips.nth(place).inner_text() for place in range(chips.count())} <= {"is denied"}
    page.get_by_role("searchbox", name="Search the articles").fill("convoys")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark.hit").inner_text() == "convoys"


def test_the_keyboard_reaches_the_content_and_the_records(page: Page, address: str, voices: Reading) -> None:
    page.goto(f"{address}/documents/{voices.document.id}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    record = voices.events[0]
    page.locator(f"#record-{record.id} h3 a.label").focus()
    assert fill(page.locator(f'mark.anchor[data-id="{record.id}"]')) != CLEAR
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#event-{record.id}")


def test_no_page_scrolls_sideways_in_a_narrow_window(browser: Browser, address: str, pages: list[str]) -> None:
    context = patient(browser.new_context(viewport=NARROW, is_mobile=True, has_touch=True))  # type: ignore[arg-type]
    page = context.new_page()
    for path in pages:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    context.close()


def test_article_and_records_stand_side_by_side_where_there_is_room(page: Page, address: str, voices: Reading) -> None:
    page.goto(f"{address}/documents/{voices.document.id}")
    places = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        article, records = (page.locator(part).bounding_box() for part in (".article", ".records"))
        assert article is not None
        assert records is not None
        places.append(
            (records["x"] >= article["x"] + article["width"], records["y"] >= article["y"] + article["height"])
        )
    assert places == [(True, False), (False, True)]


def test_the_dark_sheet_is_dark_and_paper_is_white(browser: Browser, address: str) -> None:
    context = patient(browser.new_context(color_scheme="dark"))
    page = context.new_page()
    page.goto(address)
    assert sum(int(part) for part in fill(page.locator("body"))[4:-1].split(",")) < 150
    page.emulate_media(media="print", color_scheme="light")
    assert fill(page.locator("body")) == "rgb(255, 255, 255)"
    assert not page.locator(".masthead nav").is_visible()
    context.close()
