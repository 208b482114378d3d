"""Tools of the corpus: both of its forms, checks, agreement, statistics. ``python -m corpus.tools --help``."""
