"""What stands before the site and may write down who came: nginx is read, others are named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whrin.cli.findings import Finding
from whrin.cli.safety.folders import is_in_memory

#: Where distributions keep it.
_NGINX = (Path("/etc/nginx/nginx.conf"), Path("/usr/local/etc/nginx/nginx.conf"))
#: Levels of nginx's error log whose lines name no visitor: what stops the server itself.
_SILENT = {"crit", "alert", "emerg"}
_OTHERS = {"apache2", "httpd", "caddy", "haproxy", "traefik", "lighttpd", "varnishd", "h2o"}
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|[{};]|[^\s{};'\"]+")
_WANTED = {"access_log", "error_log", "client_body_temp_path"}
_DEPTH = 5
_SEE = "See docs/operator/safety.md, “What stands before the site”."


@dataclass(frozen=True)
class Said:
    """One directive: its name, what follows it, the block it stands in ("", "http", "server" …), its file."""

    name: str
    words: tuple[str, ...]
    block: str
    file: str


def proxy_found() -> Iterator[Finding]:
    """Look at what is configured and at what runs."""
    main = next((path for path in _NGINX if path.is_file()), None)
    if main is not None:
        try:
            yield from nginx_found(read_nginx(main))
        except OSError:
            yield Finding(
                "look", f"{main} cannot be read by this user. Run this as root, or look at its logs."
            )
    for name in sorted(_OTHERS & running()):
        yield Finding(
            "look", f"{name} runs on this machine. See that it writes no addresses and no requests. {_SEE}"
        )
    if main is None:
        yield Finding(
            "look",
            "No nginx configuration is found here. See that whatever stands before the site keeps no log of "
            f"requests, and holds what people send in memory. {_SEE}",
        )


def running() -> set[str]:
    """Return the names of the programmes that run, as far as they can be seen."""
    names = set()
    for place in Path("/proc").glob("[0-9]*/comm"):
        try:
            names.add(place.read_text().strip())
        except OSError:
            continue
    return names


def read_nginx(main: Path) -> list[Said]:
    """Return what matters of a configuration, with what it includes. Raises `OSError`."""
    return list(_read(main, main.parent, "", _DEPTH))


def _read(file: Path, root: Path, block: str, depth: int) -> Iterator[Said]:
    blocks: list[str] = [block]
    words: list[str] = []
    for part in _TOKEN.findall(_COMMENT.sub("", file.read_text(errors="replace"))):
        if part == "{":
            blocks.append(words[0] if words else "")
        elif part == "}":
            blocks = blocks[:-1] or [block]
        elif part == ";" and words[:1] == ["include"] and depth:
            for path in _included(root, words[1]):
                yield from _read(path, root, blocks[-1], depth - 1)
        elif part == ";" and words and words[0] in _WANTED:
            yield Said(words[0], tuple(words[1:]), blocks[-1], str(file))
        elif part != ";":
            words.append(part.strip("'\""))
            continue
        words = []


def _included(root: Path, pattern: str) -> list[Path]:
    here = Path("/") if pattern.startswith("/") else root
    return sorted(path for path in here.glob(pattern.lstrip("/")) if path.is_file())


def nginx_found(said: list[Said]) -> Iterator[Finding]:
    """Whether nginx writes down who came and what she sent. Without a word of ours it does both."""
    yield from _access_found([each for each in said if each.name == "access_log"])
    yield from _errors_found([each for each in said if each.name == "error_log"])
    yield from _bodies_found([each for each in said if each.name == "client_body_temp_path"])


def _access_found(said: list[Said]) -> Iterator[Finding]:
    loud = [each for each in said if each.words[0] not in {"off", "/dev/null"}]
    for each in loud:
        yield Finding(
            "wrong", f"nginx keeps a list of who came: access_log in {each.file}. Write `access_log off;`."
        )
    if not any(each.block == "http" for each in said):
        yield Finding(
            "wrong",
            "nginx keeps a list of who came where nothing forbids it. Write `access_log off;` in http.",
        )
    elif not loud:
        yield Finding("well", "nginx keeps no list of who came.")


def _errors_found(said: list[Said]) -> Iterator[Finding]:
    loud = [each for each in said if each.words[0] != "/dev/null" and not _SILENT & set(each.words[1:])]
    for each in loud:
        yield Finding(
            "wrong", f"nginx names visitors in its error log: {each.file}. Give error_log the level crit."
        )
    if not any(each.block in {"", "http"} for each in said):
        yield Finding(
            "wrong",
            "nginx names visitors in its error log. Write `error_log /var/log/nginx/error.log crit;`.",
        )
    elif not loud:
        yield Finding("well", "nginx names nobody in its error log.")


def _bodies_found(said: list[Said]) -> Iterator[Finding]:
    if not said:
        yield Finding(
            "wrong", "nginx writes what people send to a disk on its way. Put client_body_temp_path on tmpfs."
        )
    for each in said:
        kept = is_in_memory(Path(each.words[0]))
        if kept:
            yield Finding("well", "What people send waits in memory while nginx takes it in.")
        elif kept is None:
            yield Finding("look", f"Whether {each.words[0]} of nginx is in memory cannot be seen from here.")
        else:
            yield Finding(
                "wrong",
                f"nginx writes what people send to the disk, in {each.words[0]}. Mount tmpfs there: "
                "a line in /etc/fstab is in docs/operator/safety.md.",
            )
