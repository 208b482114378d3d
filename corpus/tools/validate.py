"""Checks of annotated passages: every fault with its file, line and what to do; doubtful things apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dragoman import vocab
from dragoman.records import ActorKind, Form, Span

from .head import UNKNOWN, copy_of, head_lists, interval, same_as, source_lines, speech_events
from .inline import TITLE, parse_file
from .origin import origin_of, real_text
from .records import MARK_KINDS, CorpusError, Event, Fault, Object, Passage, Statement

ARTICLE = "article"
# Kinds of marks whose every id needs a record; quantities and conditions are named by records instead.
WITH_RECORD = "aseo"


@dataclass(frozen=True, slots=True)
class Known:
    """What a passage may rest on: other passages (their events), and, if to be checked, splits and real texts."""

    events: Mapping[str, frozenset[str]] = field(default_factory=dict)
    splits: Mapping[str, str] | None = None
    data: Path | None = None


def validate_files(
    paths: Sequence[Path], splits: Mapping[str, str] | None = None, data: Path | None = None
) -> tuple[list[Passage], list[Fault]]:
    """The passages of these files and all that is wrong with them, in the files' order.

    Links may point into other files of the same folders. With ``data`` real texts are compared with their origins.

    Raises:
        CorpusError: a file cannot be read.
    """
    passages: list[Passage] = []
    faults: list[Fault] = []
    for path in paths:
        parsed = parse_file(path)
        passages += parsed.passages
        faults += parsed.faults
    known = Known(_neighbours(paths) | {p.id: frozenset(e.id for e in p.events) for p in passages}, splits, data)
    faults += twice(passages)
    for passage in passages:
        faults += check(passage, known)
    order = {str(path): rank for rank, path in enumerate(paths)}
    return passages, sorted(faults, key=lambda fault: (order.get(fault.path, -1), fault.line))


def _neighbours(paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for folder in {path.resolve().parent for path in paths}:
        for path in folder.glob("*.txt"):
            found |= _events_of(path.read_text(encoding="utf-8", errors="replace"))
    return found


def _events_of(source: str) -> dict[str, frozenset[str]]:
    found = {}
    for block in f"\n{source}".split(f"\n{TITLE}")[1:]:
        lines = block.split("\n")
        words = (line.split(" ", 1)[0] for line in lines[1:])
        found[lines[0].strip()] = frozenset(word for word in words if word[:1] == "e" and word[1:].isdigit())
    return found


def twice(passages: Iterable[Passage]) -> Iterator[Fault]:
    """Passages whose id another one has already."""
    seen: dict[str, Passage] = {}
    for passage in passages:
        first = seen.setdefault(passage.id, passage)
        if first is not passage:
            told = f"the id {passage.id!r} is taken by {first.path}:{first.line}"
            yield _at(passage, f"{told}; give this passage another")


def check(passage: Passage, known: Known | None = None) -> Iterator[Fault]:
    """All that is wrong or doubtful in a passage that was parsed."""
    for rule in _RULES:
        yield from rule(passage)
    if known is not None:
        yield from _links(passage, known)
        yield from _words(passage, known.data)


def _at(passage: Passage, message: str, name: str | None = None, doubtful: bool = False) -> Fault:
    """A fault at a record's line, else where its words stand, else at the passage's first line."""
    line = passage.lines.get(name or "") or passage.line
    if name and name not in passage.lines and passage.spans(name):
        line = passage.line_of(passage.spans(name)[0][0])
    return Fault(passage.path, line, f"{passage.id}: {message}", doubtful)


def _in(passage: Passage, offset: int, message: str) -> Fault:
    """A fault at the line of a code point of the text."""
    return Fault(passage.path, passage.line_of(offset), f"{passage.id}: {message}")


def _listed(value: str, allowed: Iterable[str]) -> str | None:
    names = list(allowed)
    return None if value in names else f"unknown {value!r}; one of {' '.join(names)}"


def _head(passage: Passage) -> Iterator[Fault]:
    lists = head_lists()
    if not passage.id or any(sign.isspace() or sign == "/" for sign in passage.id):
        yield _at(passage, "an id is one word without a slash; write === lake-07")
    for key in lists["needed"]:
        if passage.get(key) is None:
            yield _at(passage, f"the head has no {key!r}; add it")
    for key, allowed in (("register", "registers"), ("region", "regions"), ("kind", "kinds"), ("set", "sets")):
        problem = _listed(passage.get(key) or lists[allowed][0], lists[allowed])
        if problem:
            yield _at(passage, f"{key}: {problem}")
    if passage.get("fictional") not in (None, "yes", "no"):
        yield _at(passage, "fictional: write yes or no")
    for key, _ in passage.head:
        problem = _listed(key, lists["keys"])
        if problem:
            yield _at(passage, f"the head's keys: {problem}")
    yield from _head_forms(passage)


def _head_forms(passage: Passage) -> Iterator[Fault]:
    published = passage.get("published") or UNKNOWN
    if published != UNKNOWN:
        yield from _tried(passage, lambda: _no_interval(published))
    yield from _tried(passage, lambda: copy_of(passage))
    yield from _tried(passage, lambda: same_as(passage))
    yield from _tried(passage, lambda: source_lines(passage))
    lines, document = passage.get("lines"), passage.get("document")
    if passage.get("set") and not (lines or document):
        yield _at(passage, "set: says which texts; add lines: FIRST-LAST or document: NAME")
    if document and not passage.get("set"):
        yield _at(passage, f"document: needs set:, one of {' '.join(head_lists()['sets'])}")


def _no_interval(value: str) -> None:
    if ".." in value or value == "?":
        raise CorpusError(f"published: {value!r} must be a day, month, year or unknown")
    interval(value)


def _tried(passage: Passage, action: Callable[[], object], name: str | None = None) -> Iterator[Fault]:
    try:
        action()
    except CorpusError as error:
        yield _at(passage, f"{name}: {error.message}" if name else error.message, name)


def _segments(passage: Passage) -> Iterator[Fault]:
    roles, last = list(vocab.load("segments")["roles"]), 0
    for segment in passage.segments:
        told, where = f"[{segment.kind} …]", segment.start
        if segment.role and (segment.kind != "furniture" or segment.role not in roles):
            yield _in(passage, where, f"unknown role {segment.role!r}; furniture has {' '.join(roles)}")
        if segment.start < last:
            yield _in(passage, where, f"{told} stands inside of another segment; take one away")
        last = max(last, segment.end)
        before, after = passage.text[: segment.start][-1:], passage.text[segment.end :][:1]
        whole = before in ("", "\n") and after in ("", "\n")
        if segment.kind != "dateline" and not whole:
            yield _in(passage, where, f"{told} must take its whole line; only a dateline may share it")
    titles = [segment for segment in passage.segments if segment.kind == "title"]
    if len(titles) > 1:
        told = "a second title; mark it [furniture/title-repeat …] or [heading …]"
        yield _in(passage, titles[1].start, told)


def _spans(passage: Passage) -> Iterator[Fault]:
    spans = [(mark.span, mark.label) for mark in passage.marks]
    spans += [((segment.start, segment.end), segment.kind) for segment in passage.segments]
    for span, label in spans:
        words = passage.quote(span)
        if not words.strip():
            yield _in(passage, span[0], f"[{label} …] holds no words; mark some or take it away")
        elif words != words.strip():
            yield _in(passage, span[0], f"[{label} {words}] begins or ends with a space; move it outside")


def _ends(passage: Passage) -> Iterator[Fault]:
    """Words without record, records without words."""
    records, labels = {record.id for record in passage.records}, {mark.label for mark in passage.marks}
    for label in sorted(labels - records):
        if label[0] in WITH_RECORD:
            yield _at(passage, f"[{label} …] has no record; write a line {label} …", label)
        if label[0] in "qc" and f"s{label[1:]}" not in records:
            yield _at(passage, f"[{label} …] belongs to no statement; write a line s{label[1:]} …", label)
    for name in sorted(records - labels):
        kind = MARK_KINDS[name[0]]
        yield _at(passage, f"{name} has no words in the text; mark its {kind} [{name} …] or take the line away", name)
    used = {o.quantity for o in passage.objects} | {e.condition for e in passage.events}
    for label in sorted(label for label in labels - used if label[0] in "nk"):
        need = "an object's quantity=" if label[0] == "n" else "an event's condition="
        yield _at(passage, f"[{label} …] belongs to nothing; name it in {need}{label}", label)


def _refers(passage: Passage, name: str, key: str, targets: Iterable[str | None], kind: str) -> Iterator[Fault]:
    known = {record.id for record in passage.records} | {mark.label for mark in passage.marks}
    for target in targets:
        if target is not None and (target not in known or target[0] != kind):
            told = f"{name}: {key}={target} is no {MARK_KINDS[kind]} of this passage"
            yield _at(passage, f"{told}; name one ({kind}1)", name)


def _country(passage: Passage, name: str, value: str | None) -> Iterator[Fault]:
    if value is None or value in vocab.load("states")["states"]:
        return
    if value not in {actor.id for actor in passage.actors} or value == name:
        told = f"{name}: country={value} is neither ISO 3166 alpha-3 nor another actor of this passage"
        yield _at(passage, f"{told}; mend it or leave it out", name)


def _actors(passage: Passage) -> Iterator[Fault]:
    for actor in passage.actors:
        for value, allowed in (
            (actor.kind, get_args(ActorKind)),
            (actor.sector, vocab.sectors()),
            (actor.code, vocab.actor_codes()),
        ):
            problem = _listed(value, allowed) if value is not None else None
            if problem:
                yield _at(passage, f"{actor.id}: {problem}", actor.id)
        if not actor.name.strip():
            yield _at(passage, f"{actor.id}: the name is empty; write the name or the first description", actor.id)
        yield from _country(passage, actor.id, actor.country)
        yield from _refers(passage, actor.id, "members", actor.members, "a")
        if actor.id in actor.members:
            yield _at(passage, f"{actor.id} is a member of itself; name others", actor.id)


def _statements(passage: Passage) -> Iterator[Fault]:
    for said in passage.statements:
        for value, allowed in ((said.act, list(vocab.acts())), (said.form, list(get_args(Form)))):
            problem = _listed(value, allowed)
            if problem:
                yield _at(passage, f"{said.id}: {problem}", said.id)
        if said.speakers is None:
            told = f"{said.id} has no by=; name who speaks (by=a1), or by=- where the text tells nobody"
            yield _at(passage, told, said.id)
        elif not said.speakers and passage.spans(f"q{said.id[1:]}"):
            yield _at(passage, f"{said.id} has by=- but a source [q{said.id[1:]} …] is marked", said.id, doubtful=True)
        for key, targets in (("by", said.speakers or ()), ("for", said.on_behalf_of), ("to", said.addressees)):
            yield from _refers(passage, said.id, key, targets, "a")
        yield from _refers(passage, said.id, "date", [said.date], "d")


def _nesting(passage: Passage) -> Iterator[Fault]:
    by_id = {said.id: said for said in passage.statements}
    for said in passage.statements:
        if said.parent is None:
            yield from _unnamed_parent(passage, said)
        elif said.parent not in by_id:
            yield _at(passage, f"{said.id}: parent={said.parent} is no statement of this passage; name one", said.id)
        elif _circular(said, by_id):
            yield _at(passage, f"{said.id} is its own ancestor by parent={said.parent}; mend the chain", said.id)
        else:
            outer = passage.spans(said.parent)
            for label in _parts(said):
                for span in passage.spans(label):
                    if not _inside(span, outer):
                        words = passage.quote(span)
                        yield _at(
                            passage,
                            f"{said.id}: [{label} {_cut(words)}] stands outside of the content of its parent "
                            f"{said.parent}; widen that content or take the parent away",
                            said.id,
                        )


def _unnamed_parent(passage: Passage, said: Statement) -> Iterator[Fault]:
    spans = [span for label in _parts(said) for span in passage.spans(label)]
    for other in passage.statements:
        outer = passage.spans(other.id)
        if other is not said and spans and outer and all(_inside(span, outer) for span in spans):
            if set(passage.spans(said.id)) == set(outer):
                continue
            message = f"{said.id} stands inside of {other.id}'s content; should it have parent={other.id}?"
            yield _at(passage, message, said.id, doubtful=True)
            return


def _parts(said: Statement) -> tuple[str, ...]:
    number = said.id[1:]
    return f"q{number}", f"c{number}", f"s{number}"


def _circular(said: Statement, by_id: Mapping[str, Statement]) -> bool:
    seen, above = set[str](), said.parent
    while above is not None and above in by_id and above not in seen and above != said.id:
        seen.add(above)
        above = by_id[above].parent
    return above == said.id


def _inside(span: Span, outer: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in outer)


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


def _events(passage: Passage) -> Iterator[Fault]:
    types, contexts = vocab.event_types(), vocab.contexts()
    for event in passage.events:
        problem = _listed(event.type, types)
        if problem:
            yield _at(passage, f"{event.id}: {problem}", event.id)
        elif event.mode is not None and event.mode not in types[event.type].modes:
            modes = " ".join(sorted(types[event.type].modes)) or "none"
            yield _at(passage, f"{event.id}: {event.type} has no mode {event.mode!r}; its modes: {modes}", event.id)
        for context in event.contexts:
            problem = _listed(context, contexts)
            if problem:
                yield _at(passage, f"{event.id}: context {problem}", event.id)
        yield from _event_links(passage, event)


def _event_links(passage: Passage, event: Event) -> Iterator[Fault]:
    if event.actors is None:
        yield _at(passage, f"{event.id} has no actor=; name who does it, or actor=- where nobody is told", event.id)
    for key, targets, kind in (
        ("actor", event.actors or (), "a"),
        ("to", event.recipients, "a"),
        ("object", event.objects, "o"),
        ("date", [event.date], "d"),
        ("place", [event.place], "p"),
        ("condition", [event.condition], "k"),
        ("if", [event.condition_event], "e"),
        ("is", [event.statement], "s"),
    ):
        yield from _refers(passage, event.id, key, targets, kind)
    if event.condition_event == event.id:
        yield _at(passage, f"{event.id} is its own condition; name another event in if=", event.id)
    said = next((said for said in passage.statements if said.id == event.statement), None)
    act = vocab.acts().get(said.act) if said else None
    if said and act and event.type not in (act.event, *speech_events().get(said.act, ())):
        told = f"{event.id}: is={said.id}, whose act {said.act!r} is {act.event or 'no event by itself'}"
        yield _at(passage, f"{told}; mend is=, the type or the act", event.id)


def _positions(passage: Passage) -> Iterator[Fault]:
    statements = {said.id: passage.spans(said.id) for said in passage.statements}
    for event in passage.events:
        if not event.positions:
            yield _at(passage, f"{event.id} has no position; write | article:happened or | s1:planned", event.id)
        voices = [position.voice for position in event.positions]
        for position in event.positions:
            problem = _listed(position.status, vocab.statuses())
            if problem:
                yield _at(passage, f"{event.id}: status {problem}", event.id)
            if position.voice != ARTICLE and position.voice not in statements:
                told = f"{event.id}: the voice {position.voice!r} is neither article nor a statement of this passage"
                yield _at(passage, f"{told}; mend it", event.id)
        for voice in sorted(set(voices)):
            if voices.count(voice) > 1:
                yield _at(passage, f"{event.id}: {voice} takes more than one position; keep one", event.id)
            if voice == event.statement:
                told = f"{event.id} is {voice} itself, which cannot be its own voice"
                yield _at(passage, f"{told}; write who tells it, mostly article:happened", event.id)
        if event.positions:
            yield from _voices(passage, event, frozenset(voices), statements)


def _voices(
    passage: Passage, event: Event, voices: frozenset[str], statements: Mapping[str, Sequence[Span]]
) -> Iterator[Fault]:
    """Whether those speak in whose words the event stands: the innermost statement, or the article outside of all."""
    tellers = {_innermost(span, statements) for span in passage.spans(event.id)}
    for voice in sorted(voices & set(statements)):
        if not any(_inside(span, statements[voice]) for span in passage.spans(event.id)):
            told = f"{event.id} has a position of {voice}, but no word of it stands in {voice}'s content"
            yield _at(passage, f"{told}; is the voice right, is a mention unmarked?", event.id, doubtful=True)
    if not tellers:
        return
    if tellers == {ARTICLE} and ARTICLE not in voices:
        told = f"{event.id} stands outside of every content, so the article tells it"
        yield _at(passage, f"{told}; add article:STATUS, or widen the content", event.id, doubtful=bool(voices))
    for teller in sorted(tellers - voices - ({ARTICLE} if tellers == {ARTICLE} else set())):
        told = f"{event.id} stands in the words of {teller}, which takes no position"
        yield _at(passage, f"{told}; add {teller}:STATUS", event.id, doubtful=True)
    if ARTICLE in voices and ARTICLE not in tellers:
        told = f"{event.id} has a position of the article, but all its words stand in contents"
        yield _at(passage, f"{told}; take it away unless the article presupposes it", event.id, doubtful=True)


def _innermost(span: Span, statements: Mapping[str, Sequence[Span]]) -> str:
    around = [
        (end - start, name)
        for name, spans in statements.items()
        for start, end in spans
        if start <= span[0] and span[1] <= end
    ]
    return min(around)[1] if around else ARTICLE


def _objects(passage: Passage) -> Iterator[Fault]:
    used = {name for event in passage.events for name in event.objects}
    for thing in passage.objects:
        problem = _listed(thing.kind, vocab.load("objects")["kinds"])
        if problem:
            yield _at(passage, f"{thing.id}: {problem}", thing.id)
        yield from _refers(passage, thing.id, "quantity", [thing.quantity], "n")
        yield from _amounts(passage, thing)
        if thing.id not in used:
            yield _at(passage, f"{thing.id} belongs to no event; name it in object={thing.id}", thing.id)


def _amounts(passage: Passage, thing: Object) -> Iterator[Fault]:
    if thing.minimum is not None and thing.maximum is not None and thing.minimum > thing.maximum:
        yield _at(passage, f"{thing.id}: min is above max; exchange them", thing.id)
    told = thing.minimum is not None or thing.maximum is not None or thing.unit is not None
    if told and thing.quantity is None:
        yield _at(passage, f"{thing.id} has an amount without words; mark them [n1 …] and add quantity=n1", thing.id)


def _times(passage: Passage) -> Iterator[Fault]:
    for time in passage.times:
        yield from _tried(passage, lambda value=time.value: interval(value), time.id)  # type: ignore[misc]
        if time.relative_to not in (None, "published", "dateline"):
            yield from _refers(passage, time.id, "to", [time.relative_to], "e")
    for place in passage.places:
        yield from _country(passage, place.id, place.country)


def _links(passage: Passage, known: Known) -> Iterator[Fault]:
    if known.splits is not None and not {passage.id, passage.storyline} & set(known.splits):
        yield _at(passage, f"the storyline {passage.storyline!r} has no split; add it to corpus/splits.tsv")
    try:
        copy, same = copy_of(passage), same_as(passage)
    except CorpusError:
        return  # told by the head's own check
    if copy and (copy[0] not in known.events or copy[0] == passage.id):
        yield _at(passage, f"copy: there is no other passage {copy[0]!r}; name one of these files or folders")
    own = {event.id for event in passage.events}
    for event, other, there in same:
        if event not in own:
            yield _at(passage, f"same: {event} is no event of this passage; name one")
        if other == passage.id or there not in known.events.get(other, frozenset()):
            yield _at(passage, f"same: there is no event {there} in another passage {other!r}; mend the link")


def _words(passage: Passage, data: Path | None) -> Iterator[Fault]:
    """Whether a real text is the very text of its origin."""
    try:
        origin = origin_of(passage)
        text = real_text(origin, data) if origin and data else passage.text
    except CorpusError as error:
        yield _at(passage, error.message)
        return
    rows, real = passage.text.split("\n"), text.split("\n")
    for number, (row, should) in enumerate(zip(rows, real, strict=False)):
        if row != should:
            at = next((i for i, pair in enumerate(zip(row, should, strict=False)) if pair[0] != pair[1]), len(should))
            told = f"{passage.id}: not the words of {origin}, which has {should[at : at + 30]!r}"
            yield Fault(passage.path, passage.text_line + number, f"{told} from character {at + 1} on; restore them")
    if len(rows) != len(real):
        yield _at(passage, f"the text has {len(rows)} lines, {origin} has {len(real)}; write the same lines")


_RULES: Sequence[Callable[[Passage], Iterator[Fault]]] = (
    _head,
    _segments,
    _spans,
    _ends,
    _actors,
    _statements,
    _nesting,
    _events,
    _positions,
    _objects,
    _times,
)
