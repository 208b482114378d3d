"""Words for people in the terminal: parties, voices, counts, days, and evidence with its marks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman import vocab
from dragoman.cli.output import on_one_line, printable
from dragoman.marking import Mark

if TYPE_CHECKING:
    from rich.text import Text

SHORT_ID = 10  # digits of an id that are shown; `dragoman show` takes any beginning that only one document has
QUOTES = '“”"„«»'
NOBODY = "nobody named"
OWN_VOICE = "the article itself"
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "content": "cyan",
        "cue": "bold yellow",
        "speaker": "bold green",
        "anchor": "bold red",
        "participant": "green",
        "hit": "bold yellow",
        "furniture": "dim",
        "title": "bold",
        "heading": "bold",
        "label": "bold magenta",
    }
)


def listed(names: Iterable[str], nobody: str = NOBODY) -> str:
    """Names as people list them."""
    known = [on_one_line(name) for name in names]
    if len(known) < 2:
        return known[0] if known else nobody
    return f"{', '.join(known[:-1])} and {known[-1]}"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def counts(reports: int, independent: int, voices: int) -> str:
    """The three counts of a claim."""
    return f"{counted(reports, 'report')}, {independent:,} independent, {counted(voices, 'voice')}"


def days(earliest: str | None, latest: str | None) -> str:
    """A day, or the first and last possible one."""
    if not earliest or not latest or earliest == latest:
        return earliest or latest or ""
    return f"{earliest} to {latest}"


def what(code: str, mode: str | None = None) -> str:
    """A type of event in words, with its code: "gives material help (AID)"."""
    definition = vocab.event_types()[code].definition if code in vocab.event_types() else code
    words = definition.partition(":")[0].rstrip(".")
    return f"{words[:1].lower()}{words[1:]} ({code}{f', {mode}' if mode else ''})"


def status_words(status: str) -> str:
    """A status in words."""
    return vocab.statuses()[status].words if status in vocab.statuses() else status


def things(texts: Sequence[str], quantities: Sequence[str | None] = ()) -> str:
    """Objects with their quantities, where these do not stand in the words already."""
    amounts = [*quantities, *(None for _ in texts)]
    pairs = zip(texts, amounts, strict=False)
    return ", ".join(on_one_line(f"{much} {text}" if much and much not in text else text) for text, much in pairs)


def source(*, title: str | None, outlet: str | None, agency: str | None, published: str | None, document: str) -> str:
    """Where the words stand: title, outlet, agency, day and the beginning of the document's id."""
    credit = " / ".join(dict.fromkeys(name for name in (outlet, agency) if name))
    told = [part for part in (title, credit, published) if part]
    return on_one_line(" · ".join([*told, document[:SHORT_ID]]))


def marked(text: str, marks: Iterable[Mark], *, clean: Callable[[str], str] | None = None) -> "Text":
    """The text with the marks' styles. Marks may overlap; what could control the terminal is taken out."""
    from rich.text import Text

    clean = clean or (lambda part: printable(part.replace("\n", " ").replace("\r", " ")))
    inside = [mark for mark in marks if mark.kind in STYLES and mark.start < mark.end]
    edges = sorted({0, len(text), *(e for m in inside for e in (m.start, m.end) if 0 <= e <= len(text))})
    made = Text()
    for start, end in pairwise(edges):
        styles = dict.fromkeys(STYLES[mark.kind] for mark in inside if mark.start <= start and end <= mark.end)
        made.append(clean(text[start:end]), style=" ".join(styles))
    return made


def quoted(text: str, marks: Iterable[Mark] = ()) -> "Text":
    """The text in quotation marks (unless it has its own), with the marks' styles."""
    from rich.text import Text

    words = marked(text, marks)
    own = text[:1] in QUOTES and text[-1:] in QUOTES
    return words if own else Text("“").append_text(words).append("”")
