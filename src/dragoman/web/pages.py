"""The pages: each asks the ledger and says what is shown. What a page shows is its JSON too."""

from collections.abc import Callable, Iterable
from typing import Any, get_args

from dragoman import vocab
from dragoman.errors import QueryError
from dragoman.ledger import DocumentRow, Ledger
from dragoman.linking.records import CopyGroup
from dragoman.records import ActorKind
from dragoman.web import views
from dragoman.web.answers import Page
from dragoman.web.queries import PAGE_SIZE, Query
from dragoman.web.reading import ReadingView
from dragoman.web.wording import UNTITLED, status_words, type_words

LATEST = 10  # rows of each list on the first page
OF_ACTOR = 20  # rows of each list on an actor's page
DISPUTED = {"yes": True, "no": False}

Maker = Callable[[Ledger, Query, str], Page]


def home(ledger: Ledger, query: Query, name: str) -> Page:
    """What the ledger holds in numbers, its best supported claims and its latest documents."""
    del query, name
    content = views.Home(
        numbers=views.numbers(ledger.counts()),
        claims=ledger.claims(order="sources", limit=LATEST),
        documents=ledger.documents(limit=LATEST),
        failures=ledger.failures(),
    )
    return Page(template="home.html", title="Overview", content=content)


def documents(ledger: Ledger, query: Query, name: str) -> Page:
    """Documents, the last published first."""
    del name
    rows = ledger.documents(**_asked(query))
    content = views.Documents(documents=rows, paging=query.paging(rows.total))
    return Page(
        template="documents.html", title="Documents", content=content, section=query.path, extra={"query": query}
    )


def document(ledger: Ledger, query: Query, name: str) -> Page:
    """One article with its statements and events."""
    del query
    row, reading = ledger.document(name), ledger.reading(name)
    counts = {claim.id: claim for claim in ledger.claims(document=row.id)}
    claims = {event.id: counts[event.claim] for event in ledger.events(document=row.id) if event.claim in counts}
    view = ReadingView(reading, _linked(ledger, row.id), claims)
    group = ledger.copy_group(row.copy_group) if row.copy_group else None
    return Page(
        template="document.html",
        title=reading.document.title or UNTITLED,
        content=views.document(row, view, group),
        section="/documents",
        wide=True,
        extra={"article": view.article()},
    )


def _linked(ledger: Ledger, document: str) -> dict[str, str]:
    """The actors across documents by the ids that they have in this one."""
    linked = (ledger.actor(row.id) for row in ledger.actors(document=document))
    return {link.actor: actor.id for actor in linked for link in actor.members if link.document == document}


def claims(ledger: Ledger, query: Query, name: str) -> Page:
    """Claims, the last seen first."""
    del name
    rows = ledger.claims(**_asked(query))
    extra = {
        "query": query,
        "types": [(code, f"{type_words(code)} ({code})") for code in vocab.event_types()],
        "statuses": [(name, status_words(name)) for name in vocab.statuses()],
        "disputed": [("yes", "somebody denies it"), ("no", "nobody denies it")],
        "orders": [("sources", "best supported")],
    }
    content = views.Claims(claims=rows, paging=query.paging(rows.total))
    return Page(template="claims.html", title="Claims", content=content, section=query.path, extra=extra)


def claim(ledger: Ledger, query: Query, name: str) -> Page:
    """One claim: who asserts it, who denies it, and the dated positions, each with its words."""
    found = ledger.claim(name)
    paging = query.paging(len(found.history))
    steps = found.history[query.offset : query.offset + PAGE_SIZE]
    names = {actor: ledger.actor(actor).name for actor in (*found.actors, *found.recipients)}
    rows = _rows(ledger, (step.document for step in steps))
    groups = [ledger.copy_group(group) for group in dict.fromkeys(row.copy_group for row in rows.values()) if group]
    readings = {name: ReadingView(ledger.reading(name), {}, {}) for name in rows}
    told = views.Told(steps=steps, documents=rows, readings=readings, groups=groups)
    content = views.claim(found, names, told, paging)
    return Page(template="claim.html", title=content.headline, content=content, section="/claims")


def actors(ledger: Ledger, query: Query, name: str) -> Page:
    """Actors across documents, those that most documents name first."""
    del name
    rows = ledger.actors(**_asked(query))
    extra = {"query": query, "kinds": [(kind, kind) for kind in get_args(ActorKind)]}
    content = views.Actors(actors=rows, paging=query.paging(rows.total))
    return Page(template="actors.html", title="Actors", content=content, section=query.path, extra=extra)


def actor(ledger: Ledger, query: Query, name: str) -> Page:
    """One actor: the claims that it takes part in, what it asserts and denies, and what it says."""
    del query
    found = ledger.actor(name)
    lists = {
        "acting": ledger.claims(actor=found.id, order="sources", limit=OF_ACTOR),
        "acted_upon": ledger.claims(recipient=found.id, order="sources", limit=OF_ACTOR),
        "voicing": ledger.claims(voice=found.id, order="sources", limit=OF_ACTOR),
    }
    said = ledger.statements(speaker=found.id, limit=OF_ACTOR)
    content = views.actor(found, lists, said)
    return Page(template="actor.html", title=found.name, content=content, section="/actors")


def copies(ledger: Ledger, query: Query, name: str) -> Page:
    """The documents that derive from one text."""
    del query
    group: CopyGroup = ledger.copy_group(name)
    content = views.copies(group, _rows(ledger, (member.document for member in group.members)))
    return Page(template="copies.html", title="Copies of one text", content=content, section="/documents")


def search(ledger: Ledger, query: Query, name: str) -> Page:
    """Articles whose text holds the words."""
    del name
    words = query.get("q")
    rows = ledger.search(words, limit=PAGE_SIZE, offset=query.offset) if words else None
    paging = query.paging(rows.total if rows is not None else 0)
    content = views.Found(words=words, documents=rows or (), paging=paging)
    return Page(template="search.html", title="Search", content=content, section=query.path)


def words(ledger: Ledger, query: Query, name: str) -> Page:
    """What the vocabulary means."""
    del ledger, query, name
    return Page(template="words.html", title="What the words mean", content=views.words())


def _asked(query: Query) -> dict[str, Any]:
    """The filters and the page as the ledger takes them, which checks them."""
    told: dict[str, Any] = {**query.filters, "limit": PAGE_SIZE, "offset": query.offset}
    if "disputed" in told:
        if told["disputed"] not in DISPUTED:
            raise QueryError(f"disputed {told['disputed']!r} is unknown; choose of: {', '.join(DISPUTED)}")
        told["disputed"] = DISPUTED[told["disputed"]]
    return told


def _rows(ledger: Ledger, documents: Iterable[str]) -> dict[str, DocumentRow]:
    return {document: ledger.document(document) for document in dict.fromkeys(documents)}
