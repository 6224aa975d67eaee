"""One answer of another library's OAI-PMH: whole, or given up; never from our own network.

The usual clients read answers of any size from any address, so this asks for itself, on the same terms as
the check of links: the name is looked up here, and the connection goes to the number that was looked at.
"""

import time
from collections.abc import Mapping

import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from whrin.library.polite import NoSuchHost, NotPublicAddress, number_of

#: Bytes of one answer, seconds for each step and for all of it, redirects followed.
MOST_BYTES, STEP, WHOLE, MOST_REDIRECTS = 20_000_000, 30.0, 120.0, 3
_AGENT = "whrin-harvester"


class CannotFetch(Exception):
    """No answer that can be used; the message is for staff."""


def fetch(address: str, parameters: Mapping[str, str]) -> bytes:
    """Return the body of an answer. Raises CannotFetch."""
    url = httpx2.URL(address).copy_merge_params(parameters)
    end = time.monotonic() + WHOLE
    try:
        with httpx2.Client(
            headers={"User-Agent": f"{_AGENT} ({settings.WHRIN_ADDRESS})", "Accept-Encoding": "identity"},
            timeout=STEP,
            trust_env=False,
        ) as client:
            for _redirect in range(MOST_REDIRECTS + 1):
                answer = _ask(client, url, end)
                if isinstance(answer, bytes):
                    return answer
                url = answer
    except NoSuchHost:
        raise CannotFetch(_("There is no such server.")) from None
    except NotPublicAddress:
        raise CannotFetch(_("The address leads into a private network.")) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as fault:
        raise CannotFetch(_("The server gave no answer: %(fault)s") % {"fault": str(fault)[:200]}) from None
    raise CannotFetch(_("The address leads on and on."))


def _ask(client: httpx2.Client, url: httpx2.URL, end: float) -> bytes | httpx2.URL:
    """Return the body, or where a redirect leads."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotPublicAddress(str(url))
    number = number_of(url, may_visit_home=settings.WHRIN_LINKS_HOME)
    with client.stream(
        "GET",
        url.copy_with(host=number, fragment=None),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    ) as response:
        location = response.headers.get("Location", "")
        if response.is_redirect and location:
            return url.join(location)
        if response.status_code != httpx2.codes.OK:
            raise CannotFetch(_("The server answered with %(status)d.") % {"status": response.status_code})
        return _body(response, end)


def _body(response: httpx2.Response, end: float) -> bytes:
    content = bytearray()
    for piece in response.iter_raw(64 * 1024):
        content += piece
        if len(content) > MOST_BYTES:
            raise CannotFetch(_("The answer is too large."))
        if time.monotonic() > end:
            raise CannotFetch(_("The answer takes too long."))
    return bytes(content)
