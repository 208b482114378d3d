import contextlib
import json
from pathlib import Path

import pytest

from dragoman.errors import EmptyDocumentError
from dragoman.sources import Given, from_html, load
from dragoman.sources.addresses import dated

PARAGRAPHS = (
    "The government of Vessaly said on Monday that it would close the northern canal to tankers until further notice.",
    "“We were left no other choice,” a spokesman for the transport ministry told reporters in the capital, Tana.",
    "Orland, which sends most of its oil through the canal, called the step a breach of the treaty of 1994.",
    "Talks between the two neighbours broke down in May over fees, and no new date has been set for a further round.",
)
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Orland Post"},
        {
            "@type": "NewsArticle",
            "headline": "Vessaly closes its canal to tankers",
            "datePublished": "2021-03-04T23:10:00+09:00",
            "dateModified": "2021-03-06T08:00:00+09:00",
            "author": [{"@type": "Person", "name": "Mira Tolland"}, {"@type": "Organization", "name": "Reuters"}],
            "publisher": {"@type": "Organization", "name": "The Orland Post"},
        },
    ],
}


def page(head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    main = f"<main><article><h1>Vessaly closes its canal to tankers</h1>{body}{text}</article></main>"
    return f"<!DOCTYPE html><html lang='xh'><head>{head}</head><body>{menu}{main}<footer>© 2021</footer></body></html>"


def test_the_article_with_its_title_first() -> None:
    document = from_html(page("<title>Vessaly closes its canal to tankers | The Orland Post</title>"))
    assert document.text.startswith("Vessaly closes its canal to tankers\n")
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "World" not in document.text
    assert document.title == "Vessaly closes its canal to tankers"
    assert document.language == "en"  # whatever the page says of itself


def test_json_ld_tells_authors_outlet_and_the_publishers_own_day() -> None:
    document = from_html(page(f'<script type="application/ld+json">{json.dumps(LD)}</script>'))
    assert document.outlet == "The Orland Post"
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2021-03-04", "metadata")
    assert [c.name for c in document.credits if c.kind == "author"] == ["Mira Tolland", "Reuters"]


def test_a_day_of_change_is_no_day_of_publication() -> None:
    assert from_html(page('<meta property="article:modified_time" content="2021-03-06">')).published is None


def test_a_date_told_in_the_text_is_no_day_of_publication() -> None:
    assert (
        from_html(
            page(body="<p>The treaty was signed on 12 May 1994 by both presidents in the city of Tana.</p>")
        ).published
        is None
    )


def test_meta_fields_and_address() -> None:
    head = (
        '<meta property="og:site_name" content="Tana Times"><meta name="author" content="Ann Lee and Bo Park">'
        '<meta property="article:published_time" content="2020-01-02T03:04:05Z">'
        '<link rel="canonical" href="https://tana.example/2020/01/02/canal/?utm_medium=x">'
    )
    document = from_html(page(head))
    assert document.url == "https://tana.example/2020/01/02/canal"
    assert document.outlet == "Tana Times"
    assert [c.name for c in document.credits] == ["Tana Times", "Ann Lee", "Bo Park"]
    given = from_html(page(head), given=Given(published="2020-01-03", outlet="Other", url="https://x.example/a"))
    assert given.published is not None
    assert (given.published.earliest, given.outlet, given.url) == ("2020-01-03", "Other", "https://x.example/a")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/world/2024/06/18/story", "2024-06-18"),
        ("https://x.example/2024/6/8/story", "2024-06-08"),
        ("https://x.example/world/2024/jun/18/story", "2024-06-18"),
        ("https://x.example/news/story-2024-06-18.html", "2024-06-18"),
        ("https://x.example/20240618-story", "2024-06-18"),
        ("https://x.example/2024/06/story", "2024-06-01"),
        ("https://x.example/story/20241399", None),
        ("https://x.example/story-2024", None),
        ("https://x.example/item/1202406181", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    found = dated(url)
    assert (found and found.earliest) == day


@pytest.mark.parametrize("source", ["<html></html>", "<html><body><p></p></body></html>", "<!doctype html>"])
def test_a_page_without_an_article_is_told_so(source: str) -> None:
    with pytest.raises(EmptyDocumentError, match="D012"):
        from_html(source)


def test_hostile_pages_end_in_bounded_time(tmp_path: Path) -> None:
    deep = tmp_path / "deep.html"
    deep.write_text("<html><body>" + "<div>" * 5_000 + PARAGRAPHS[0], encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(
        page('<script type="application/ld+json">{"@type": "NewsArticle", "headline": [</script>'), "utf-8"
    )
    assert PARAGRAPHS[0] in load(broken).text
    with contextlib.suppress(EmptyDocumentError):  # refusing is an answer; crashing is none
        assert PARAGRAPHS[0][:20] in load(deep).text
