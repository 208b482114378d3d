"""Make ``src/dragoman/vocab/states.yaml`` from rigour's territories (MIT) and our own table of facts.

Run as ``python training/vocab_states.py rigour_territories.jsonl > src/dragoman/vocab/states.yaml``, with
``rigour/territories`` of https://github.com/opensanctions/rigour in one JSON object a line. Taken from rigour: the
identifier of Wikidata and the official name. All else stands in ``states_own.psv`` beside this file.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
# States and territories with a government of their own name; sovereign, disputed and dissolved ones.
# The key is ISO 3166-1 alpha-3 (XKX for Kosovo by use; SUN, YUG, SCG, CSK, DDR, ZAR, ANT are withdrawn).
# name, names: what the text may call it. adjectives: before a noun ("Russian troops"). people: singular and plural.
# capitals: the capital, former spellings, and seats that stand for the government (left out where the capital bears
# the state's own name, where another place is as likely, San Jose and Victoria, or where it mostly means courts: The
# Hague). A name may stand with two states (Congo, Dominican; Brussels is in bodies.yaml too): then the text decides.
# doubtful: names that are as often something else; there the language model's own class decides.
# Sources: qid and official names from rigour's territories (https://github.com/opensanctions/rigour, MIT; see
# NOTICE); the rest are facts of general knowledge, written by hand. Made by training/vocab_states.py from
# training/states_own.psv: change that file.
doubtful: [Georgia, Jordan, Chad, Male, Jersey, Antigua, Emirates, Kiwi, Kiwis, Brit, Brits, Montserrat, Siam, America,
           Sucre, Sofia, Lima, Kingston, Georgetown, Wellington, Santiago]
states:
"""


def rows(path: Path) -> Iterator[list[str]]:
    """The table's rows: code, name, names, adjectives, people, capitals."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in (line + "|||||").split("|")[:6]]


def official(territory: dict[str, object], known: set[str]) -> list[str]:
    """rigour's full name, unless it is known or carries an explanation in brackets."""
    full = str(territory.get("full_name", ""))
    return [] if full in known or any(mark in full for mark in "([-") or not full else [full]


def quoted(names: list[str]) -> str:
    """Names as a YAML list on one line."""
    return "[" + ", ".join(json.dumps(name, ensure_ascii=False) for name in names) + "]"


def people(cell: str) -> list[str]:
    """Singular and plural of each noun for a state's people."""
    pairs = [noun.split("/") if "/" in noun else [noun, noun + "s"] for noun in cell.split(";") if noun]
    return [form for pair in pairs for form in pair]


def entry(cells: list[str], territory: dict[str, object]) -> str:
    """One state as a line of YAML."""
    code, name, names, adjectives, nouns, capitals = cells
    listed = [n for n in names.split(";") if n]
    listed += official(territory, {name, *listed})
    parts = [f"name: {json.dumps(name, ensure_ascii=False)}", f"qid: {territory.get('qid', 'null')}"]
    columns = {
        "names": listed,
        "adjectives": adjectives.split(";"),
        "people": people(nouns),
        "capitals": capitals.split(";"),
    }
    parts += [f"{key}: {quoted(values)}" for key, values in columns.items() if any(values)]
    return f"  {code}: {{{', '.join(parts)}}}"


def main() -> None:
    """Print the vocabulary."""
    with Path(sys.argv[1]).open(encoding="utf-8") as source:
        territories = [json.loads(line) for line in source]
    by_code = {str(t.get("alpha3", "")).upper(): t for t in territories if t.get("alpha3")}
    lines = [entry(cells, by_code.get(cells[0], {})) for cells in rows(Path(__file__).with_name("states_own.psv"))]
    sys.stdout.write(HEADER + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
