"""Every error of Dragoman: one base class, one code each, and what to do about it."""

from typing import ClassVar


class DragomanError(Exception):
    """Something that a user can act on: a stable ``code`` (``D0xx``), and what is wrong and what to do in words."""

    code: ClassVar[str] = "D000"

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    @property
    def message(self) -> str:
        """What is wrong and what to do, without the code."""
        return " ".join(str(part) for part in self.args)


class VocabularyError(DragomanError):
    """A vocabulary file does not hold what it must."""

    code = "D001"


class ConfigError(DragomanError):
    """A setting is unknown or has a value that cannot be used."""

    code = "D002"


class ModelError(DragomanError):
    """The model's weights are missing or damaged."""

    code = "D003"


class MissingExtraError(DragomanError):
    """A part that is installed by an extra is needed."""

    code = "D004"


class SourceError(DragomanError):
    """A document cannot be read; the codes D010 to D019 are its subclasses."""

    code = "D010"


class NotFoundError(SourceError):
    """There is no such file or folder."""

    code = "D011"


class EmptyDocumentError(SourceError):
    """The file holds no text."""

    code = "D012"


class BinaryDocumentError(SourceError):
    """The file is not text."""

    code = "D013"


class EncodingDocumentError(SourceError):
    """The file's bytes are no text in any encoding that it could plausibly be in."""

    code = "D014"


class OversizedDocumentError(SourceError):
    """The text is longer than what is read unasked."""

    code = "D015"


class UnreadableDocumentError(SourceError):
    """The file cannot be opened."""

    code = "D016"


class MetadataError(SourceError):
    """Given metadata (a date, a row of a metadata file) cannot be used."""

    code = "D017"


class InternalReadingError(SourceError):
    """A fault of Dragoman itself while it read one document; the rest is read."""

    code = "D018"


class LedgerError(DragomanError):
    """The ledger cannot be opened or written."""

    code = "D020"


class UnknownRecordError(LedgerError):
    """No record of the ledger has this id."""

    code = "D021"


class QueryError(DragomanError):
    """A filter has a value that is not in its vocabulary."""

    code = "D030"


class ExportError(DragomanError):
    """The export cannot be written."""

    code = "D031"
