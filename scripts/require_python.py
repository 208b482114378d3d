"""Stop with a plain word where Python is too old."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Dragoman needs Python 3.11 or newer; this is %d.%d. Set PYTHON=/path/to/python3.11 for make."
        % sys.version_info[:2]
    )
