"""A browser without scripts: it reads the forms of a page, fills them and sends them over HTTP."""

import http.client
import secrets
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie


@dataclass
class Form:
    """A form as it stands in the page. `fields`: what is sent as it is; `free`: names of fields for words;
    `choices`: values of boxes and lists, by name; `files`: names of fields for files; `buttons`: values of
    `go`.
    """

    method: str = "get"
    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._list = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("method", "get").lower(), given.get("action", "")))
        elif self.forms and (name := given.get("name", "")):
            self._take(self.forms[-1], tag, name, given)
        elif self.forms and tag == "option" and self._list and given.get("value"):
            self.forms[-1].choices[self._list].append(given["value"])

    def _take(self, form: Form, tag: str, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        if tag == "select":
            self._list, form.choices[name] = name, []
        elif tag == "button":
            form.buttons.append(value)
        elif tag == "textarea" or kind in {"text", "password"}:
            form.free.append(name)
        elif kind == "hidden":
            form.fields[name] = value
        elif kind == "file":
            form.files.append(name)
        elif kind in {"checkbox", "radio"}:
            form.choices.setdefault(name, []).append(value)


class Browser:
    """One person's browser. `says`: headers that it sends with everything."""

    def __init__(self, port: int, says: dict[str, str]) -> None:
        self.port, self.says = port, says
        self.cookies: SimpleCookie = SimpleCookie()
        self.path = "/"
        self.page = ""
        self.status = 0

    def go(self, path: str) -> "Browser":
        """Open an address, and follow where it leads."""
        return self._ask("GET", path, None, {})

    def form(self, holding: str) -> Form:
        """Return the form of this page that has a field, a box, a file or a button of this name."""
        for form in Forms(self.page).forms:
            if holding in {*form.fields, *form.free, *form.choices, *form.files, *form.buttons}:
                return form
        message = f"No form with {holding} at {self.path} ({self.status}):\n{self.page[-3000:]}"
        raise AssertionError(message)

    def send(
        self, form: Form, answers: list[tuple[str, str]], file: tuple[str, bytes] | None = None
    ) -> "Browser":
        """Send a form with answers, and with a file (name and content) in its first field for one."""
        pairs = [*form.fields.items(), *answers]
        if file is None:
            kind, body = "application/x-www-form-urlencoded", urllib.parse.urlencode(pairs).encode()
        else:
            kind, body = _multipart(pairs, form.files[0], *file)
        return self._ask("POST", form.action or self.path, body, {"Content-Type": kind})

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> "Browser":
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        headers = {**self.says, **more, "Origin": f"http://127.0.0.1:{self.port}"}
        if cookies:
            headers["Cookie"] = cookies
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        server.request(method, path, body, headers)
        answer = server.getresponse()
        self.page, self.status, self.path = answer.read().decode(errors="replace"), answer.status, path
        server.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        if answer.status in {301, 302, 303}:
            where = urllib.parse.urlsplit(answer.headers["Location"])
            return self._ask("GET", urllib.parse.urlunsplit(("", "", where.path, where.query, "")), None, {})
        return self


def _multipart(pairs: list[tuple[str, str]], name: str, file: str, content: bytes) -> tuple[str, bytes]:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in pairs
    ]
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()])
    return f"multipart/form-data; boundary={mark}", body
