"""Words for people: days, counts, parties, speakers, and which addresses may become links."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from dragoman import vocab

UNNAMED = "somebody unnamed"
NOBODY = "nobody named"
QUOTES = "“”\"'‘«„"
UNTITLED = "Untitled article"
WHOLE_MONTH_DAYS = 31


def day(value: str | None) -> str:
    """An ISO 8601 day in words ("7 Oct 2025"); what is no day stays as it is."""
    if not value:
        return ""
    try:
        told = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{told.day} {told:%b} {told.year:04d}"


def days(earliest: str | None, latest: str | None) -> str:
    """A range of days in words, as short as it is clear: "7 Oct 2025", "July 2025", "2022", "7 Oct to 9 Nov 2025"."""
    if not earliest or not latest or earliest == latest:
        return day(earliest or latest)
    try:
        first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    except ValueError:
        return f"{earliest} to {latest}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and _ends_month(last):
        return f"{first:%B} {first.year}"
    if first.year == last.year:
        return f"{first.day} {first:%b} to {day(latest)}"
    return f"{day(earliest)} to {day(latest)}"


def _ends_month(value: date) -> bool:
    return value.day == WHOLE_MONTH_DAYS or date.fromordinal(value.toordinal() + 1).day == 1


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 voice", "3 voices"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def counts(reports: int, independent_reports: int, voices: int) -> str:
    """The three counts of a claim: "3 reports · 1 independent · 2 voices"."""
    return f"{counted(reports, 'report')} · {independent_reports:,} independent · {counted(voices, 'voice')}"


def listed(names: Iterable[str], *, most: int = 4) -> str:
    """Names as people list them; what is above ``most`` is counted."""
    known = list(names)
    shown = known[:most]
    if len(known) > most:
        return f"{', '.join(shown)} and {len(known) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def parties(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Who and whom in one line: "Quarnia → Belloria"."""
    return " → ".join([listed(actors) or NOBODY, *([listed(recipients)] if recipients else [])])


def shortened(text: str, most: int = 280) -> str:
    """The text on one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–-") + " …"


def quoted(text: str) -> str:
    """The text on one line in quotation marks, unless it bears some of its own."""
    line = shortened(text)
    return line if line[:1] in QUOTES else f"“{line}”"


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{round(share * 100)} %"


def web_url(address: str | None) -> str | None:
    """The address if it may become a link: http or https with a host, and nothing that a browser reads otherwise."""
    if not address or any(ord(character) <= 0x20 or ord(character) == 0x7F for character in address) or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host else None


def status_words(status: str) -> str:
    """A status in words for people."""
    return vocab.statuses()[status].words if status in vocab.statuses() else status


def status_meaning(status: str) -> str:
    """What a status means."""
    return vocab.statuses()[status].meaning if status in vocab.statuses() else ""


def type_meaning(code: str) -> str:
    """What a type of event means."""
    return vocab.event_types()[code].definition if code in vocab.event_types() else ""


def act_meaning(act: str) -> str:
    """What a speech act means."""
    return vocab.acts()[act].meaning if act in vocab.acts() else ""


def country_name(code: str | None) -> str:
    """The name of a country or of a code for what is no country; the code itself where it has none."""
    if not code:
        return ""
    states = vocab.load("states")["states"]
    return str(states[code]["name"]) if code in states else vocab.actor_codes().get(code, code)


def sector_name(code: str | None) -> str:
    """What a sector's code means, in a word or two."""
    return vocab.sectors().get(code, code).partition(":")[0] if code else ""


def plain_name(name: str) -> str:
    """A name of a vocabulary as words: "air_defence" as "air defence"."""
    return name.replace("_", " ").replace("-", " ")


def type_words(code: str) -> str:
    """A type of event in few words: "gives material help"."""
    short = type_meaning(code).partition(":")[0].rstrip(".")
    return short[:1].lower() + short[1:] if short else code
