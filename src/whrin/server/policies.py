"""Content-Security-Policy of each part of the site. `docs/decisions/0002-server.md` says why they differ."""

from collections.abc import Iterable, Mapping

Directives = Mapping[str, str]

#: Readers' pages: our one script, our pictures, the inlined stylesheet by its hash, nothing else.
READERS: Directives = {
    "default-src": "'none'",
    "style-src": "{styles}",
    "script-src": "'self'",
    # Leaving the site ends the session by a request that nobody waits for.
    "connect-src": "'self'",
    "img-src": "'self'",
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
    "script-src": "'self'{nonce}",
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


def written(directives: Directives, *, styles: Iterable[str] = (), nonce: str = "") -> str:
    """Return the header. `styles`: hashes of inline sheets. `nonce`: of this answer's own inline scripts."""
    values = {
        "styles": " ".join(styles) or "'none'",
        "nonce": f" 'nonce-{nonce}'" if nonce else "",
    }
    return "; ".join(f"{name} {value.format(**values)}" for name, value in directives.items())
