"""What stands inside the envelopes: plain values that travel as JSON. Days are ISO 8601, countries ISO 3166-1
alpha-2, languages BCP 47; kinds and actors are slugs of `Term`. What an older edition lacked has its default.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self, TypeVar

from whrin.incidents.enums import Channel, Precision, Priority, Use, Whom
from whrin.kit.days import today


class _Record:
    """A dataclass that reads and writes itself as UTF-8 JSON; keys it does not know are left alone."""

    def as_bytes(self) -> bytes:
        """Return it as JSON, compact, keys sorted."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()  # type: ignore[call-overload]  # every heir is a dataclass

    @classmethod
    def from_bytes(cls, plain: bytes) -> Self:
        """Return what `as_bytes` wrote."""
        return cls.from_values(json.loads(plain))

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """Return one of these values."""
        known = {one.name for one in fields(cls)}  # type: ignore[arg-type]  # every heir is a dataclass
        return cls(**{name: value for name, value in values.items() if name in known})


@dataclass(frozen=True, kw_only=True)
class Told(_Record):
    """What she said, as she said it; never changed after.

    `happened`: "2026-10-03", "2026-10", "2026" or "", as `precision` says. `part`: of the country, her
    words. `wants`: of `Want`. `may_know`: who may learn of it, her words. `entered_by`: empty, or the role of
    whoever wrote it down for her.
    """

    version: int = 1
    language: str = "en"
    channel: str = Channel.WEB
    kinds: list[str] = field(default_factory=list)
    what: str = ""
    happened: str = ""
    precision: str = Precision.UNKNOWN
    country: str = ""
    part: str = ""
    actors: list[str] = field(default_factory=list)
    whom: str = Whom.SELF
    wants: list[str] = field(default_factory=list)
    may_know: str = ""
    entered_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Consent(_Record):
    """What she allows, use by use; she changes it with her code. `day`: when she last said so."""

    count: bool = False
    quote: bool = False
    urgent: bool = False
    court: bool = False
    partners: bool = False
    day: str = ""

    def allows(self, use: Use) -> bool:
        """Say whether she allows one use."""
        return bool(getattr(self, use.value))


def consent_to(uses: Collection[str]) -> Consent:
    """Return the consent that allows these uses, said today, and no other."""
    return Consent(
        count=Use.COUNT in uses,
        quote=Use.QUOTE in uses,
        urgent=Use.URGENT in uses,
        court=Use.COURT in uses,
        partners=Use.PARTNERS in uses,
        day=today().isoformat(),
    )


@dataclass(frozen=True, kw_only=True)
class Summary(_Record):
    """What the list of reports needs, so that nothing else is opened for it.

    `assigned`: a caseworker's stand-in, or "". `next_on`: when somebody has to turn to it, a day or "".
    `counted`: uid of its `Counted` row, or "". `waits_for`: "us" or "her". `received`: day.
    """

    kinds: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    country: str = ""
    wants: list[str] = field(default_factory=list)
    language: str = "en"
    channel: str = Channel.WEB
    priority: str = Priority.NORMAL
    assigned: str = ""
    next_on: str = ""
    counted: str = ""
    waits_for: str = "us"
    received: str = ""


@dataclass(frozen=True, kw_only=True)
class Care(_Record):
    """What caseworkers write of a case. Lists of small mappings; each entry has "id" and "day".

    Notions of HURIDOCS (event, act, victim, perpetrator, source, intervention), in short lists of our own.
    `redacted`: {language: text} for use in public; `links`: to other reports, with how they hang together.
    """

    events: list[dict[str, Any]] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    victims: list[dict[str, Any]] = field(default_factory=list)
    perpetrators: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    interventions: list[dict[str, Any]] = field(default_factory=list)
    referrals: list[dict[str, Any]] = field(default_factory=list)
    follow_ups: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    redacted: dict[str, str] = field(default_factory=dict)

    def with_list(self, name: str, entries: list[dict[str, Any]]) -> "Care":
        """Return this with another list under a name."""
        return Care.from_values({**asdict(self), name: entries})


@dataclass(frozen=True, kw_only=True)
class Words(_Record):
    """One message. `from_her`: else from a caseworker, who is not named to her. `once`: a number by lot of
    the page it was written on, so that the same page twice is one message.
    """

    from_her: bool
    text: str
    language: str = "en"
    day: str = ""
    once: str = ""


@dataclass(frozen=True, kw_only=True)
class Head(_Record):
    """What a sealed file is. `key`: 32 bytes in hexadecimal; `size`: bytes before sealing. `once` as in
    `Words`, with the place of the file among those of the page.
    """

    name: str
    media_type: str
    size: int
    key: str
    from_her: bool = True
    day: str = ""
    once: str = ""


@dataclass(frozen=True, kw_only=True)
class Coded(_Record):
    """What an analyst sees of one report; no country, for no table has one. `quarter`: of its receipt,
    "2026-Q4"; `region`: code or "".
    """

    kinds: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    region: str = ""
    quarter: str = ""


Record = TypeVar("Record", bound=_Record)
