"""What the server must know of an XForm: its names, which files it uses, what a phone tells unasked."""

import re
from dataclasses import dataclass

from lxml import etree

from whrin.surveys.enums import Traces
from whrin.surveys.instances import children, local
from whrin.surveys.xform.documents import careful_parser
from whrin.surveys.xlsform import Finding, FormRefused

_ROSA = "{http://openrosa.org/javarosa}"
_MEDIA = re.compile(r"^jr://(?:file|file-csv|images|audio|video)/(?:.*/)?(?P<name>[^/]+)$")
_PLACES = {"geopoint", "geotrace", "geoshape"}
_TRAIL = "meta/audit"
#: What would lead answers past this site: how phones are told of it, the column, and what is wrong with it.
_ELSEWHERE = {
    "action": ("submission_url", "other-server", "The form would send its answers to another server."),
    "base64RsaPublicKey": (
        "public_key",
        "foreign-key",
        "The form would encrypt its answers with a key that this site has not.",
    ),
}


@dataclass(frozen=True)
class Looked:
    """`traces`: path to one of `Traces`. `uploads`: paths of files that an answer brings. `media`: names of
    files that the form itself needs. `sending`: what phones are told of how to send, such as `action`.
    """

    form_id: str
    version: str
    title: str
    traces: dict[str, str]
    uploads: list[str]
    media: list[str]
    sending: dict[str, str]


def look_into(xform: bytes) -> Looked:
    """Return what an XForm of pyxform's making says. Paths are without prefixes: `/data/meta/audit`."""
    root = etree.fromstring(xform, careful_parser())
    binds = [bind for bind in root.iter("{*}bind") if bind.get("nodeset")]
    primary = next(child for instance in root.iter("{*}instance") for child in children(instance))
    return Looked(
        form_id=primary.get("id", ""),
        version=primary.get("version", ""),
        title="".join(next(iter(root.iter("{*}title"))).itertext()).strip(),
        traces={_path(bind): trace for bind in binds if (trace := _trace_of(bind))},
        uploads=[_path(bind) for bind in binds if bind.get("type") == "binary"],
        media=sorted(
            {name for element in root.iter("{*}instance", "{*}value") if (name := _file_in(element))}
        ),
        sending={
            str(name): value
            for submission in root.iterfind("{*}head/{*}model/{*}submission")
            for name, value in submission.attrib.items()
        },
    )


def refuse_elsewhere(looked: Looked) -> None:
    """Refuse a form that would send its answers past this site. Raises `FormRefused`.

    Judged by what phones would get: in sheets the same column, or row, is written in many ways.
    """
    for told, (column, code, words) in _ELSEWHERE.items():
        if told in looked.sending:
            raise FormRefused(Finding(code, words, sheet="settings", line=2, column=column))


def _path(bind: etree._Element) -> str:
    """Return the path of a bind without prefixes of namespaces."""
    return "/".join(step.partition(":")[2] or step for step in bind.get("nodeset", "").strip().split("/"))


def _trace_of(bind: etree._Element) -> str:
    """Return which trace a question leaves; empty for what people are asked."""
    preload = bind.get(f"{_ROSA}preload")
    if preload == "property":
        return Traces.DEVICE
    if preload == "timestamp":
        return Traces.TIMES
    if bind.get("type") in _PLACES:
        return Traces.PLACE
    return Traces.TRAIL if _path(bind).endswith(_TRAIL) else ""


def _file_in(element: etree._Element) -> str:
    """Return the name of the file that an instance or a text leads to; empty for none."""
    address = element.get("src") if local(element) == "instance" else element.text
    found = _MEDIA.match((address or "").strip())
    return found["name"] if found else ""
