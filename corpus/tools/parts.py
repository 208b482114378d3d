"""The two parts of the corpus with their splits: passages of our own, and real reports joined to their texts."""

import json
from collections.abc import Iterator
from pathlib import Path

from . import splits, standoff
from .inline import parse_file
from .origin import real_text
from .records import Passage


def written(corpus: Path) -> Iterator[tuple[Passage, str]]:
    """The passages of the written part, each with its split."""
    table = splits.read(corpus / splits.NAME)
    for path in splits.inline_files(corpus):
        for passage in parse_file(path).passages:
            yield passage, splits.split_of(passage, table)


def real(corpus: Path, data: Path) -> Iterator[tuple[Passage, str]]:
    """The reports of the real part with their texts from ``data``, each with its split.

    Raises:
        CorpusError: a text is not there, or is not the one that was annotated.
    """
    for path in sorted((corpus / "real").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            origin = standoff.row_origin(row)
            if origin is not None:
                yield standoff.from_row(standoff.with_words(row, real_text(origin, data))), row["split"]
