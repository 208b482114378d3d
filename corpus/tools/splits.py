"""Which passage is for training, development or test: ``corpus/splits.tsv``, and where the inline files are."""

from collections.abc import Mapping
from pathlib import Path

from .head import head_lists
from .inline import TITLE
from .records import CorpusError, Passage

NAME = "splits.tsv"


def read(path: Path) -> Mapping[str, str]:
    """The split by storyline; a row may also name a passage, which then goes before its storyline.

    Raises:
        CorpusError: a row is not ``storyline<TAB>train|dev|test``, or stands twice.
    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error}); write rows of storyline<TAB>train|dev|test") from error
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        storyline, _, split = row.partition("\t")
        if not row.strip() or row.startswith("#"):
            continue
        if split not in head_lists()["splits"] or storyline in found:
            raise CorpusError(f"{path}:{number}: write storyline<TAB>train|dev|test, each storyline once")
        found[storyline] = split
    return found


def split_of(passage: Passage, splits: Mapping[str, str]) -> str:
    """The split of a passage.

    Raises:
        CorpusError: neither it nor its storyline has one.
    """
    split = splits.get(passage.id, splits.get(passage.storyline))
    if split is None:
        raise CorpusError(f"{passage.id}: the storyline {passage.storyline!r} has no split; add it to {NAME}")
    return split


def inline_files(path: Path) -> list[Path]:
    """The file itself, or all inline files (``*.txt`` that begin with a passage) of a folder and those in it.

    Raises:
        CorpusError: there is no such file or folder.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CorpusError(f"{path} is neither a file nor a folder; give inline files")
    return [found for found in sorted(path.rglob("*.txt")) if _is_inline(found)]


def _is_inline(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as lines:
        return next(lines, "").removeprefix("\ufeff").startswith(TITLE)
