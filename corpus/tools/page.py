"""A static page of annotated passages, marked as the web page marks a reading; no script, all in one file."""

import re
from collections.abc import Mapping, Sequence

from dragoman.marking import Mark, article_html, escaped

from .records import Actor, Event, Passage, Statement

STYLE = """
:root{color-scheme:light dark}
body{font:17px/1.7 Georgia,serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
section{border-top:1px solid #8885;padding:1rem 0}
h2{font-size:1.1rem;margin:0}
small,table{font:13px/1.5 system-ui,sans-serif}
td{padding:.1rem .8rem .1rem 0;vertical-align:top}
p{margin:.4rem 0}
p.title{font-weight:bold}
p.furniture,p.byline,p.credit{opacity:.55}
p.dateline{display:inline}
mark{color:inherit;background:none}
mark.content{background:#6aa5e033}
mark.cue{text-decoration:underline 2px #2f6299}
mark.speaker{background:#5abf7a33}
mark.anchor{background:#f5cf80aa}
mark.participant{border-bottom:1px dotted}
mark.object,mark.quantity{border-bottom:1px dashed #a2690b}
mark.time,mark.place{font-style:italic}
mark.condition{background:#e6d7f3aa}
"""
# Classes of the web page's style for the kinds of marks.
CLASSES = {
    "s": "content",
    "q": "speaker",
    "c": "cue",
    "e": "anchor",
    "a": "participant",
    "o": "object",
    "n": "quantity",
    "d": "time",
    "p": "place",
    "k": "condition",
}

_DATA_ID = re.compile(r'data-id="([a-z]\d+)"')


def page_html(passages: Sequence[Passage], title: str) -> str:
    """One page with all these passages."""
    body = "\n".join(passage_html(passage) for passage in passages)
    head = f'<meta charset="utf-8"><title>{escaped(title)}</title><style>{STYLE}</style>'
    body = f"<body><h1>{escaped(title)}</h1>\n{body}\n</body>"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n{body}</html>\n'


def passage_html(passage: Passage) -> str:
    """A passage: its head, its marked text with what each mark means as a hover title, its statements and events."""
    marks = [Mark(mark.start, mark.end, CLASSES[mark.label[0]], mark.label) for mark in passage.marks]
    meanings = _meanings(passage)

    def titled(found: re.Match[str]) -> str:
        return f'{found[0]} title="{escaped(meanings.get(found[1], found[1]))}"'

    # All text is escaped, so a quotation mark can only be an attribute's.
    article = _DATA_ID.sub(titled, article_html(passage.text, passage.segments, marks))
    head = " · ".join(escaped(f"{key}: {value}") for key, value in passage.head)
    told = [*(said.id for said in passage.statements), *(event.id for event in passage.events)]
    rows = "".join(_row(name, meanings[name]) for name in told)
    return (
        f'<section id="{escaped(passage.id)}"><h2>{escaped(passage.id)}</h2><small>{head}</small>\n'
        f"{article}\n<table>{rows}</table></section>"
    )


def _row(name: str, meaning: str) -> str:
    return f"<tr><td>{escaped(name)}</td><td>{escaped(meaning)}</td></tr>"


def _meanings(passage: Passage) -> Mapping[str, str]:
    names = {actor.id: actor.name for actor in passage.actors}
    found = {actor.id: _told_actor(actor) for actor in passage.actors}
    for said in passage.statements:
        told = _told_statement(said, names)
        found |= {f"{letter}{said.id[1:]}": told for letter in "qcs"}
    found |= {event.id: _told_event(event, names) for event in passage.events}
    found |= {thing.id: thing.kind for thing in passage.objects}
    found |= {time.id: time.value for time in passage.times}
    return found | {place.id: place.name for place in passage.places}


def _listed(ids: Sequence[str] | None, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(name, name) for name in ids or ()) or "–"


def _told_actor(actor: Actor) -> str:
    return ", ".join(filter(None, (actor.name, actor.kind, actor.role, actor.country, actor.sector)))


def _told_statement(said: Statement, names: Mapping[str, str]) -> str:
    inside = f" in {said.parent}" if said.parent else ""
    return f"{_listed(said.speakers, names)}: {said.act}, {said.form}{inside}"


def _told_event(event: Event, names: Mapping[str, str]) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    positions = ", ".join(f"{position.voice}: {position.status}" for position in event.positions)
    itself = f" (is {event.statement})" if event.statement else ""
    return f"{kind}{itself} {_listed(event.actors, names)} → {_listed(event.recipients, names)}; {positions}"
