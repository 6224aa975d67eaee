"""What became of a link: one polite visit, and what to tell readers.

A site is asked for an address that cannot exist, too: one that answers that with the same page as ours says
nothing about ours.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from whrin.library.enums import LinkState
from whrin.library.models import Link
from whrin.library.polite import Answer, NoSuchHost, NotPublicAddress, PoliteClient

#: Redirects followed, one by one; seconds between two requests to one host.
MOST_REDIRECTS, PAUSE = 8, 2.0
_ROBOT = "whrin-links"
_PERMANENT = {301, 308}
_GONE = {404, 410}
#: Answers to HEAD that a GET may better.
_NO_ANSWER_TO_HEAD = {400, 403, 404, 405, 501}
_FAULTS = (NotPublicAddress, httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError)


class RunsInCircles(Exception):
    """Redirects lead back, or too far."""


@dataclass(frozen=True)
class Found:
    """What a visit found. `is_gone`: not there, or no such host; `was_reached`: some server answered."""

    state: LinkState
    leads_to: str = ""
    is_gone: bool = False
    was_reached: bool = True


class Visitor:
    """Visits links; keeps what it learned of each site for as long as it lives."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self._rules: dict[str, RobotFileParser] = {}
        self._nowhere: dict[str, Answer | None] = {}

    def visit(self, address: str) -> Found:
        """Return what is at the address now. Raises nothing."""
        try:
            if not self._is_welcome(address):
                return Found(LinkState.UNCHECKED)
            answer, moved_to, end = self._follow(address)
            return self._judge(address, answer, moved_to, end)
        except NoSuchHost:
            return Found(LinkState.DOUBTFUL, is_gone=True, was_reached=False)
        except RunsInCircles:
            return Found(LinkState.DOUBTFUL)
        except _FAULTS:
            return Found(LinkState.DOUBTFUL, was_reached=False)

    def _follow(self, address: str) -> tuple[Answer, str, str]:
        """Return the last answer, how far permanent redirects lead, and the last address."""
        seen: set[str] = set()
        moved_to, is_permanent = "", True
        while address not in seen and len(seen) <= MOST_REDIRECTS:
            seen.add(address)
            answer = self._ask(address)
            if not answer.location:
                return answer, moved_to, address
            address = answer.location
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved_to = address if is_permanent else moved_to
        raise RunsInCircles

    def _ask(self, address: str) -> Answer:
        answer = self._client.ask("HEAD", address)
        if answer.status in _NO_ANSWER_TO_HEAD or (answer.status < 300 and answer.is_page):
            return self._client.ask("GET", address)
        return answer

    def _judge(self, address: str, answer: Answer, moved_to: str, end: str) -> Found:
        if answer.status in _GONE:
            return Found(LinkState.DOUBTFUL, is_gone=True)
        if not 200 <= answer.status < 300:
            return Found(LinkState.DOUBTFUL)
        has_path = urlsplit(address).path.strip("/")
        if has_path and (not urlsplit(end).path.strip("/") or self._answers_alike(address, answer)):
            return Found(LinkState.DOUBTFUL)
        if moved_to and len(moved_to) <= 1000:
            return Found(LinkState.MOVED, leads_to=moved_to)
        return Found(LinkState.WORKS)

    def _answers_alike(self, address: str, answer: Answer) -> bool:
        """Say whether the site gives the same page for an address that cannot exist."""
        if not answer.is_page:
            return False
        folder = urljoin(address, ".")
        if folder not in self._nowhere:
            try:
                self._nowhere[folder] = self._follow(f"{folder}{secrets.token_hex(12)}")[0]
            except (NoSuchHost, RunsInCircles, *_FAULTS):
                self._nowhere[folder] = None
        nowhere = self._nowhere[folder]
        return nowhere is not None and nowhere.status < 300 and nowhere.mark == answer.mark

    def _is_welcome(self, address: str) -> bool:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            rules = RobotFileParser()
            answer = self._client.ask("GET", f"{site}/robots.txt")
            rules.parse(answer.text.splitlines() if answer.status == 200 and not answer.is_page else [])
            self._rules[site] = rules
        return self._rules[site].can_fetch(_ROBOT, address)


def new_client() -> PoliteClient:
    """Return a client that names this site; private networks are open to it only by a setting."""
    return PoliteClient(
        agent=f"{_ROBOT}/1 (+{settings.WHRIN_ADDRESS})",
        pause=0 if settings.WHRIN_LINKS_HOME else PAUSE,
        may_visit_home=settings.WHRIN_LINKS_HOME,
    )


def status_text(link: Link) -> str:
    """Return what a reader should know of a link before she follows it; empty when all is well."""
    words = {
        LinkState.MOVED: _("This address has moved; it still leads there."),
        LinkState.DOUBTFUL: _("This address may not work: it gave no clear answer when we last looked."),
        LinkState.BROKEN: _("This address no longer works."),
    }
    return words.get(LinkState(link.state), "")


def archive_search(address: str) -> str:
    """Return where a web archive lists its copies of an address."""
    return f"https://web.archive.org/web/2*/{quote(address, safe=':/?&=%#~+,;@!$()')}"
