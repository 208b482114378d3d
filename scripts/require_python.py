"""Stop with a plain word where Python is too old (this file must itself run on an old one)."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is just what this is for
    sys.exit("Dragoman needs Python 3.11 or newer; this is %s. Set PYTHON=/path/to/python3.11." % sys.version)  # noqa: UP031
