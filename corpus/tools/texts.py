"""Words and sentences of plain texts, without a model: the same rough count for every set that is compared."""

import re

# A sentence ends at its full stop, question or exclamation mark, with what closes after it, before a capital or digit.
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
# Full stops that end no sentence; a list of titles and months' and bodies' short forms would be the language room's.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Dr|Gen|St)\.$")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def words(text: str) -> list[str]:
    """The words, with inner apostrophes and hyphens; no punctuation."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences; each line begins a new one."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        for end in _END.finditer(line):
            if not _ABBREVIATION.search(line[start : end.start()]):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]
