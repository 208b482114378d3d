"""Sources: files, folders and standard input become Documents. Nothing of a text is changed on the way."""

from dragoman.sources.given import Given, read_metadata
from dragoman.sources.loading import MAX_CHARS, from_html, from_text, load
from dragoman.sources.paths import STDIN, iter_paths

__all__ = ["MAX_CHARS", "STDIN", "Given", "from_html", "from_text", "iter_paths", "load", "read_metadata"]
