"""A phone as strict as ODK Collect: it asks in the order in which Collect does, and stops where it would.

Written from what Collect requires of a server, not from our server.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from django.test import Client
from lxml import etree

_LIST = "{http://openrosa.org/xforms/xformsList}"
_MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
_SAID = "{http://openrosa.org/http/response}"
#: Files that one request holds beside the answer.
_FILES = 100


class PhoneStops(Exception):
    """The phone does not take this for an OpenRosa server; its words are shown to whoever holds it."""


@dataclass(frozen=True)
class Said:
    """What a server answered. Names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Network(Protocol):
    """Carries a request to a server."""

    def ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Said: ...


@dataclass(frozen=True)
class Here:
    """The site in this process."""

    is_https: bool = False

    def ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Said:
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        kind = headers.get("Content-Type", "application/octet-stream")
        answer = Client().generic(method, path, body, kind, secure=self.is_https, headers=dict(headers))
        named = {name.lower(): value for name, value in answer.headers.items()}
        return Said(answer.status_code, named, answer.getvalue())


@dataclass(frozen=True)
class Listed:
    """A form in the list of forms."""

    form_id: str
    name: str
    version: str
    hash: str
    download: str
    manifest: str


@dataclass
class Phone:
    """A phone with a project: `server` is the whole address, `name` and `password` where there are any."""

    network: Network
    server: str
    name: str = ""
    password: str = ""
    _challenge: dict[str, str] = field(default_factory=dict)

    # --- Asking ---------------------------------------------------------------------------------------------

    def _ask(self, method: str, address: str, *, kind: str = "", body: bytes = b"") -> Said:
        headers = {
            "X-OpenRosa-Version": "1.0",
            "Date": time.strftime("%a, %d %b %Y %I:%M:%S GMT"),
            "User-Agent": "phone",
        }
        if kind:
            headers["Content-Type"] = kind
        said = self.network.ask(method, address, {**headers, **self._proof(method, address)}, body)
        if said.status == 401 and self.name and self._learn(said):
            said = self.network.ask(method, address, {**headers, **self._proof(method, address)}, body)
        return said

    def _learn(self, said: Said) -> bool:
        asked = said.headers.get("www-authenticate", "")
        self._challenge = (
            dict(re.findall(r'(\w+)="?([^",]*)"?', asked)) if asked.startswith("Digest ") else {}
        )
        return self._challenge.get("qop") == "auth" and "domain" in self._challenge

    def _proof(self, method: str, address: str) -> dict[str, str]:
        if not self._challenge:
            return {}
        parts, chance = urlsplit(address), secrets.token_hex(8)
        uri = f"{parts.path}?{parts.query}" if parts.query else parts.path
        realm, nonce = self._challenge["realm"], self._challenge["nonce"]
        first, second = _md5(f"{self.name}:{realm}:{self.password}"), _md5(f"{method}:{uri}")
        proof = _md5(f"{first}:{nonce}:00000001:{chance}:auth:{second}")
        return {
            "Authorization": f'Digest username="{self.name}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
            f'qop=auth, nc=00000001, cnonce="{chance}", response="{proof}", algorithm=MD5'
        }

    def _get(self, address: str, *, is_rosa: bool) -> bytes:
        said = self._ask("GET", address)
        if said.status != 200:
            raise PhoneStops(f"{said.status} {_message(said)}")
        if is_rosa and "text/xml" not in said.headers.get("content-type", ""):
            raise PhoneStops("not text/xml")
        if is_rosa and "x-openrosa-version" not in said.headers:
            raise PhoneStops("no version of OpenRosa")
        return said.body

    # --- Fetching -------------------------------------------------------------------------------------------

    def forms(self) -> list[Listed]:
        """Return the list of forms; one empty field spoils it all."""
        root = etree.fromstring(self._get(f"{self.server}/formList?deviceID=collect%3Asample", is_rosa=True))
        if root.tag != f"{_LIST}xforms":
            raise PhoneStops("no list of forms")
        return [self._listed(element) for element in root]

    def _listed(self, element: etree._Element) -> Listed:
        if element.tag != f"{_LIST}xform":
            raise PhoneStops("not a form")
        names = ("formID", "name", "version", "hash", "downloadUrl", "manifestUrl")
        form_id, name, version, digest, download, manifest = (
            (element.findtext(f"{_LIST}{part}") or "").strip() for part in names
        )
        if not (form_id and name and download) or not digest.startswith("md5:"):
            raise PhoneStops("a form lacks something")
        return Listed(form_id, name, version, digest, download, manifest)

    def form(self, listed: Listed) -> bytes:
        """Return a form, which must be the one that was listed, to the byte."""
        xml = self._get(listed.download, is_rosa=False)
        if listed.hash != "md5:" + hashlib.md5(xml).hexdigest():
            raise PhoneStops("another form than was listed")
        etree.fromstring(xml)
        return xml

    def files(self, listed: Listed) -> dict[str, bytes]:
        """Return the files of a form, by name."""
        if not listed.manifest:
            return {}
        root = etree.fromstring(self._get(listed.manifest, is_rosa=True))
        if root.tag != f"{_MANIFEST}manifest":
            raise PhoneStops("no manifest")
        return dict(self._file(element) for element in root)

    def _file(self, element: etree._Element) -> tuple[str, bytes]:
        names = ("filename", "hash", "downloadUrl")
        name, digest, download = ((element.findtext(f"{_MANIFEST}{part}") or "").strip() for part in names)
        if element.tag != f"{_MANIFEST}mediaFile" or not (name and download) or not digest.startswith("md5:"):
            raise PhoneStops("a file lacks something")
        content = self._get(download, is_rosa=False)
        if digest != "md5:" + hashlib.md5(content).hexdigest():
            raise PhoneStops("another file than was listed")
        return name.rpartition("/")[2], content

    # --- Sending --------------------------------------------------------------------------------------------

    def send(self, xml: bytes, files: Mapping[str, bytes] | None = None) -> list[str]:
        """Send an answer, in as many goes as it takes; return what was said to each."""
        address = f"{self.server}/submission?deviceID=collect%3Asample"
        said = self._ask("HEAD", address)
        if said.status != 204:
            raise PhoneStops(f"{said.status}: is this an OpenRosa submission endpoint?")
        if "x-openrosa-version" not in said.headers:
            raise PhoneStops("no version of OpenRosa")
        limit = int(said.headers.get("x-openrosa-accept-content-length", "10000000"))
        parcels = _parcels(dict(files or {}), limit - len(xml))
        return [self._send(address, xml, parcel, is_last=parcel is parcels[-1]) for parcel in parcels]

    def _send(self, address: str, xml: bytes, files: dict[str, bytes], *, is_last: bool) -> str:
        kind, body = multipart(xml, files, is_incomplete=not is_last)
        said = self._ask("POST", address, kind=kind, body=body)
        if said.status not in {201, 202}:
            raise PhoneStops(f"{said.status} {_message(said)}")
        return _message(said)


def multipart(xml: bytes, files: Mapping[str, bytes], *, is_incomplete: bool = False) -> tuple[str, bytes]:
    """Return the type and the body of a request, as OkHttp writes them: names of files in plain UTF-8."""
    boundary = f"phone-{secrets.token_hex(8)}"
    parts = [("xml_submission_file", "answer.xml", "text/xml", xml)]
    parts += [(name, name, "application/octet-stream", content) for name, content in files.items()]
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for field, name, kind, content in parts
    )
    if is_incomplete:
        body += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes\r\n'.encode()
        )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def _parcels(files: dict[str, bytes], limit: int) -> list[dict[str, bytes]]:
    parcels: list[dict[str, bytes]] = [{}]
    for name, content in files.items():
        filled = sum(map(len, parcels[-1].values()))
        if parcels[-1] and (filled + len(content) > limit or len(parcels[-1]) == _FILES):
            parcels.append({})
        parcels[-1][name] = content
    return parcels


def _message(said: Said) -> str:
    try:
        return etree.fromstring(said.body).findtext(f"{_SAID}message") or ""
    except etree.XMLSyntaxError:
        return ""


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
