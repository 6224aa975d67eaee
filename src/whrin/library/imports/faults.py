"""What can be wrong with a whole file, and with one record."""

from django.utils.translation import gettext_lazy as _


class UnreadableFile(Exception):
    """The whole file cannot be used; nothing of it was imported. The message says what to do."""


class FileTooLarge(UnreadableFile):
    """Larger than `WHRIN_IMPORT_LIMIT_MB`."""

    def __init__(self, megabytes: float, limit: int) -> None:
        message = _(
            "The file has %(size).0f MB; at most %(limit)d MB are read at once. Export it in several parts "
            "and import one after the other."
        )
        super().__init__(message % {"size": megabytes, "limit": limit})


class NotUnicode(UnreadableFile):
    """Bytes that are no UTF-8, and no UTF-16 or UTF-32 with a byte order mark."""

    def __init__(self, byte: int, line: int) -> None:
        message = _(
            "The file is not in UTF-8: line %(line)d holds the byte %(byte)s. Open it in the program it "
            "comes from and save it again as UTF-8."
        )
        super().__init__(message % {"line": line, "byte": f"0x{byte:02X}"})


class BrokenJson(UnreadableFile):
    """Not JSON; the place is told."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        message = _("The file is not valid JSON: line %(line)d, column %(column)d (%(reason)s).")
        super().__init__(message % {"line": line, "column": column, "reason": reason})


class NotAList(UnreadableFile):
    """JSON, but not the list of records that CSL-JSON is."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file is not a list of records. CSL-JSON begins with “[” and ends with “]”, with one "
                "record after another."
            )
        )


class BrokenXml(UnreadableFile):
    """Not well-formed; the place is told."""

    def __init__(self, line: int) -> None:
        super().__init__(_("The file is not valid XML: line %(line)d.") % {"line": line})


class UnknownFormat(UnreadableFile):
    """None of the formats that are read here."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file is in no format that is read here. These are: RIS, BibTeX, CSL-JSON, Zotero RDF, a "
                "table (CSV) whose first line names its columns, one of them “title”, and the zipped folder "
                "of a Zotero export."
            )
        )


class UnsafeArchive(UnreadableFile):
    """A ZIP file that is broken or locked, holds no file of records, or is made to do harm."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This ZIP file cannot be used: it is broken, locked, or holds no file of records. Zip the "
                "folder of the export itself, without a password."
            )
        )


class EmptyFile(UnreadableFile):
    """Nothing inside."""

    def __init__(self) -> None:
        super().__init__(_("The file is empty."))


class AlreadyRunning(UnreadableFile):
    """Another process imports the same file at this moment."""

    def __init__(self) -> None:
        super().__init__(_("This file is being imported at this moment. Wait until that import has ended."))


class RecordRefused(Exception):
    """One record cannot come in; the message is the reason shown to staff."""
