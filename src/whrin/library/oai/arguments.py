"""What a harvester asks, read strictly: the protocol wants every odd argument refused."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from whrin.library.oai.faults import BadArgument, BadVerb

#: Verb to the arguments it needs and those it may have. A token stands alone.
_VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
_WITH_TOKEN = frozenset({"ListSets", "ListIdentifiers", "ListRecords"})
_NAME = r"[A-Za-z0-9\-_.!~*'()]+"
_SHAPES = {
    "metadataPrefix": re.compile(_NAME),
    "set": re.compile(rf"{_NAME}(:{_NAME})*"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
#: What XML 1.0 cannot hold, and what no argument needs.
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 2000


@dataclass(frozen=True)
class Asked:
    """A request that keeps the rules. `given`: its arguments as they came.

    `since` and `before`: the first moment wanted, and the first no longer wanted.
    """

    verb: str
    given: Mapping[str, str] = field(default_factory=dict)
    since: datetime.datetime | None = None
    before: datetime.datetime | None = None

    def get(self, name: str) -> str:
        """Return an argument, empty when it was not given."""
        return self.given.get(name, "")


def read(parameters: QueryDict) -> Asked:
    """Read a request. Raises BadVerb or BadArgument."""
    verbs = parameters.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise BadVerb(f"Give the argument verb once, as one of: {', '.join(_VERBS)}.")
    given = {name: _single(parameters, name) for name in parameters if name != "verb"}
    _refuse_strange(verbs[0], given)
    since, before = _span(given)
    return Asked(verbs[0], given, since, before)


def _single(parameters: QueryDict, name: str) -> str:
    values = parameters.getlist(name)
    if len(values) != 1:
        raise BadArgument(f"The argument {_shown(name)} was given more than once.")
    value = str(values[0])
    if not value or len(value) > _LONGEST or _UNSPEAKABLE.search(value):
        raise BadArgument(f"The argument {_shown(name)} is empty, too long, or has control characters.")
    shape = _SHAPES.get(name)
    if shape and not shape.fullmatch(value):
        raise BadArgument(f"The argument {name} has characters that it cannot have.")
    return value


def _shown(name: str) -> str:
    return _UNSPEAKABLE.sub("?", name[:40])


def _refuse_strange(verb: str, given: Mapping[str, str]) -> None:
    needed, possible = _VERBS[verb]
    if "resumptionToken" in given and verb in _WITH_TOKEN:
        if len(given) > 1:
            raise BadArgument("A resumptionToken stands alone, with the verb and nothing else.")
        return
    strange = sorted(set(given) - needed - possible)
    if strange:
        raise BadArgument(f"{verb} has no argument {_shown(strange[0])}.")
    missing = sorted(needed - set(given))
    if missing:
        raise BadArgument(f"{verb} needs the argument {missing[0]}.")


def _span(given: Mapping[str, str]) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    since, until = given.get("from", ""), given.get("until", "")
    if since and until and len(since) != len(until):
        raise BadArgument("Give from and until in the same precision: both days, or both seconds.")
    first = moment(since) if since else None
    last = moment(until) if until else None
    if first and last and first > last:
        raise BadArgument("The argument from is later than the argument until.")
    return first, _after(last, until) if last else None


def moment(written: str) -> datetime.datetime:
    """Return the beginning of a day or second as the protocol writes it. Raises BadArgument."""
    if not (_DAY.fullmatch(written) or _SECOND.fullmatch(written)):
        raise BadArgument("Write dates as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    try:
        read_date = datetime.datetime.fromisoformat(written)
    except ValueError:
        raise BadArgument(f"There is no such date: {written}.") from None
    return read_date if read_date.tzinfo else read_date.replace(tzinfo=datetime.UTC)


def _after(last: datetime.datetime, written: str) -> datetime.datetime | None:
    step = datetime.timedelta(days=1) if _DAY.fullmatch(written) else datetime.timedelta(seconds=1)
    try:
        return last + step
    except OverflowError:
        # The end of the calendar: everything is before it.
        return None
