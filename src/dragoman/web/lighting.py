"""A style sheet of one document: a record and its words light each other, without any script.

Evidence that overlaps is split into many ``<mark>`` elements, of which only one can bear the anchor that ``:target``
finds; the others share its ``data-id``. Only a rule with that very id can join them, and a strict policy allows none
within the page, so the rules are served as a file.
"""

import re
from collections.abc import Iterable

from dragoman.records import Reading

#: Above so many records only the one that was jumped to is lit: a browser checks every rule whenever the pointer moves.
MOST_HOVERED = 300
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def style_sheet(reading: Reading) -> str:
    """The rules for every statement and event of a reading."""
    said = [("statement", statement.id) for statement in reading.statements]
    done = [("event", event.id) for event in reading.events]
    records = [(kind, record) for kind, record in said + done if _ID.fullmatch(record)]
    return "\n".join(_rules(records, hover=len(records) <= MOST_HOVERED)) + "\n"


def _rules(records: Iterable[tuple[str, str]], *, hover: bool) -> Iterable[str]:
    for kind, record in records:
        lit = [f"#{kind}-{record}:target", f"#record-{record}:target"]
        if hover:
            lit += [f"#record-{record}:hover", f"#record-{record}:focus-within"]
        looks = "background:var(--lit);box-shadow:var(--lit-line)"
        yield f'.beside:has({",".join(lit)}) mark[data-id="{record}"]{{{looks}}}'
        yield f".beside:has({lit[0]}) #record-{record},#record-{record}:target{{outline:2px solid var(--accent)}}"
        if hover:
            pointed = f'mark[data-id="{record}"]:hover,.reference[data-id="{record}"]:focus-visible'
            yield f".beside:has({pointed}) #record-{record}{{background:var(--record-lit)}}"
