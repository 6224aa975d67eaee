"""Runs the nginx configuration that ships, on the loopback, with a certificate that lives as long as the
test.
"""

import contextlib
import datetime
import re
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.serving import ROOT, free_port

SHIPPED = ROOT / "deploy" / "nginx.conf"
_PLACES = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"


@dataclass
class Proxy:
    """A running nginx. `folder` holds everything it writes."""

    host: str
    port: int
    folder: Path
    context: ssl.SSLContext


def program() -> str | None:
    """Return the path of nginx, or None."""
    return shutil.which("nginx", path=_PLACES)


def fitted(text: str, *, folder: Path, upstream: int, https: int, http: int, host: str) -> str:
    """Return the shipped configuration with its CHANGE places and its folders set, and nothing else
    touched.
    """
    swaps = {
        r"pid /run/nginx\.pid": f"pid {folder}/nginx.pid",
        r"/var/log/nginx/": f"{folder}/",
        r"/var/lib/nginx/": f"{folder}/",
        r"include /etc/nginx/mime\.types": f"include {folder}/mime.types",
        r"server 127\.0\.0\.1:8000": f"server 127.0.0.1:{upstream}",
        r"listen 80\b": f"listen 127.0.0.1:{http}",
        r"listen 443\b": f"listen 127.0.0.1:{https}",
        r"listen \[::\]:[^;]*;": "",
        r"network\.example": host,
        r"/etc/letsencrypt/live/[^/]+/": f"{folder}/",
        r"/var/www/acme": f"{folder}/acme",
    }
    for pattern, replacement in swaps.items():
        text = re.sub(pattern, replacement, text)
    return text


@contextlib.contextmanager
def proxy(upstream: int, *, host: str) -> Iterator[Proxy]:
    """Run nginx in front of the port `upstream`."""
    nginx = program()
    if nginx is None:
        message = "nginx is not installed"
        raise RuntimeError(message)
    folder = Path(tempfile.mkdtemp(prefix="whrin-nginx-"))
    https, http = free_port(), free_port()
    certificate(folder, host)
    (folder / "mime.types").write_text("types { text/html html; }\n")
    text = fitted(
        SHIPPED.read_text(encoding="utf-8"),
        folder=folder,
        upstream=upstream,
        https=https,
        http=http,
        host=host,
    )
    (folder / "nginx.conf").write_text(text)
    process = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"])
    context = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    try:
        _wait(https, process)
        yield Proxy(host, https, folder, context)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    import socket

    for _try in range(100):
        if process.poll() is not None:
            message = "nginx did not start; its words are above"
            raise RuntimeError(message)
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)


def certificate(folder: Path, host: str) -> None:
    """Write a certificate of one day for `host`, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(tz=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "privkey.pem").write_bytes(private)
