"""The version of the package, as readings name it."""

__version__ = "0.1.0"
