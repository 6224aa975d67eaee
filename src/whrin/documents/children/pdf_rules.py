"""What may not stay in a PDF (ISO 32000-2), and whether one object still holds some of it."""

from typing import Any
from urllib.parse import urlsplit

#: Keys of the catalogue that go: forms, scripts, properties, attachments, portfolios, signatures.
FORBIDDEN_ROOT_KEYS = (
    "/AcroForm", "/AA", "/AF", "/Collection", "/DSS", "/Legal", "/Metadata", "/NeedsRendering", "/OpenAction",
    "/Perms", "/PieceInfo", "/Requirements", "/SpiderInfo", "/Threads", "/URI",
)  # fmt: skip
#: Keys that go wherever they are.
FORBIDDEN_KEYS = (
    "/AA", "/AF", "/EF", "/JS", "/JavaScript", "/LastModified", "/Metadata", "/OpenAction", "/PA",
    "/PieceInfo", "/RF", "/RichMediaContent", "/RichMediaSettings", "/XFA", "/OPI", "/PresSteps", "/Thumb",
)  # fmt: skip
#: Name trees that stay: destinations inside the document.
NAME_TREES = frozenset({"/Dests", "/IDS", "/Pages"})
#: Schemes a link may lead to.
SCHEMES = frozenset({"http", "https", "mailto"})
#: Actions that stay, beside web and mail addresses: to another page of this document.
INSIDE = frozenset({"/GoTo", "/Named"})
NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_KINDS = frozenset({"/EmbeddedFile", "/Filespec", "/Metadata", "/Sig", "/DocTimeStamp", "/Action3D"})
_HARMFUL = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/GoToE",
        "/GoToR",
        "/RichMediaExecute",
    }
)
_MARKS = (b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"<x:xmpmeta", b"Photoshop 3.0\x00")


def is_harmless(action: Any) -> bool:
    """Say whether an action goes to a page of the document, or to a web or mail address."""
    kind = str(action.get("/S"))
    if kind == "/URI":
        return scheme_of(action.get("/URI")) in SCHEMES
    if kind == "/Named":
        return str(action.get("/N")) in NAMED
    return kind in INSIDE


def scheme_of(address: Any) -> str:
    """Return the scheme of an address as a viewer would read it; nothing when there is none."""
    try:
        return urlsplit("".join(str(address).split())).scheme.lower()
    except ValueError:
        return ""


def residue(thing: Any, is_table: bool) -> str:
    """Return the name of something forbidden in this dictionary or stream, or nothing."""
    import pikepdf

    if isinstance(thing, pikepdf.Stream):
        if has_notes(thing):
            return "notes"
        if "/F" in thing:
            # Its bytes would be fetched from another file.
            return "external stream"
    if is_table:
        return ""
    kind = str(thing.get("/Type", ""))
    if kind in _KINDS or (kind == "/Annot" and str(thing.get("/Subtype")) != "/Link"):
        return kind
    return next((key for key in FORBIDDEN_KEYS if key in thing), "") or harmful_action(thing)


def harmful_action(thing: Any) -> str:
    """Return the kind of an action, on this thing or being it, that must not stay."""
    import pikepdf

    action = thing.get("/A")
    if (
        isinstance(action, pikepdf.Dictionary)
        and "/S" in action
        and "/O" not in action
        and not is_harmless(action)
    ):
        return str(action.get("/S"))
    # An action reached some other way. A role of a tag may share the name; tags have a parent (P) and kids
    # (K).
    if str(thing.get("/S", "")) in _HARMFUL and "/P" not in thing:
        return str(thing.get("/S"))
    return ""


def has_notes(stream: Any) -> bool:
    """Say whether a photograph inside still carries EXIF, XMP or press notes."""
    if "/DCTDecode" not in str(stream.get("/Filter", "")) and "/JPXDecode" not in str(
        stream.get("/Filter", "")
    ):
        return False
    head = stream.read_raw_bytes()
    return any(mark in head for mark in _MARKS)
