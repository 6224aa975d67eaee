"""Content-Security-Policy of each part of the site. `docs/decisions/0002-server.md` says why they differ."""

import json
import re
from collections.abc import Iterable, Mapping

from whrin.design.styles import hash_of

Directives = Mapping[str, str]

#: Readers' pages: our few scripts, our pictures, the inlined stylesheet by its hash, nothing else. Pages of
#: those who write bring a sheet of their own, a file of ours.
READERS: Directives = {
    "default-src": "'none'",
    "style-src": "'self' {styles}",
    "script-src": "'self'",
    # Leaving the site ends the session by a request that nobody waits for.
    "connect-src": "'self'",
    "img-src": "'self'",
    # Surveys read questions out where their authors recorded them.
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
#: Sign-in: passkeys and the code to scan need a script of our own and a picture made on the spot.
ACCOUNT: Directives = {**READERS, "img-src": "'self' data:", "connect-src": "'self'"}
#: The editors' desk: Wagtail's scripts come from us and none stands inline; its editor sets styles by
#: attribute
#: and inserts style elements, which no hash can name. Previews of pages are framed by the desk alone.
DESK: Directives = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "script-src": "'self'{scripts}",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self' blob:",
    "form-action": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
}

#: No page of ours asks for any of these. Short on purpose: it travels with every page.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("browsing-topics", "camera", "geolocation", "microphone", "payment", "usb")
)


_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_CHOOSER = re.compile(r"\s*init(?:Date|Time|DateTime)Chooser\((.*)\);\s*", re.DOTALL)


def chooser_hashes(page: bytes) -> list[str]:
    """Return the hashes of the inline scripts by which Wagtail starts its calendars, and of no other script.

    Such a script is one call whose arguments are JSON; so nothing that a page could be made to contain
    passes for one and does more than open a calendar.
    """
    return [hash_of(script.decode()) for script in _INLINE.findall(page) if _starts_chooser(script)]


def _starts_chooser(script: bytes) -> bool:
    try:
        call = _CHOOSER.fullmatch(script.decode())
        return call is not None and isinstance(json.loads(f"[{call.group(1)}]"), list)
    except ValueError:
        return False


def written(
    directives: Directives, *, styles: Iterable[str] = (), scripts: Iterable[str] = (), framed: bool = False
) -> str:
    """Return the header.

    `styles`, `scripts`: hashes of inline sheets and scripts. `framed`: our own desk may show the page in a
    frame.
    """
    values = {
        "styles": " ".join(styles) or "'none'",
        "scripts": "".join(f" {script}" for script in scripts),
    }
    directives = {**directives, "frame-ancestors": "'self'"} if framed else directives
    return "; ".join(f"{name} {value.format(**values)}" for name, value in directives.items())
