"""Released figures of rights reports as evidence, as they were published and not one number more.

What a release hides is not in its tables; it is barred here and never offered. Proposals are not there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from whrin.documents.evidence.asking import fits, words_of
from whrin.documents.evidence.facts import Fact, Missing, NoFact, sample_of
from whrin.documents.evidence.figures import Figures
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.sources import Offer
from whrin.documents.evidence.wording import number_in, numbers_in, with_sample, without_language
from whrin.incidents.counting.shown import names_of_lines, quarter_in_words
from whrin.incidents.models import Release
from whrin.kit.edition import kept_for_an_edition

_MOST = 40
#: Stands for the line of those who told no region, which has no code.
_NOWHERE = "-"
_TOTAL = ("total", "")


def key_of_line(quarter: str, table: str = "", line: str = "") -> str:
    """Return the key of a line of a release's table; of all its reports without one."""
    return key_of(quarter=quarter, table=table, line=(line or _NOWHERE) if table else "")


class ReleasedFigures(Figures):
    """Lines of published releases, and how many reports there were."""

    name = "incidents"
    label = gettext_lazy("Rights reports")

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return what is shown of the newest releases, by the words of line, quarter and source."""
        wanted = words_of(asked)
        found = (offer for release in _published()[:8] for offer in _offers(release, language))
        return [offer for offer in found if wanted and fits(wanted, self._named(offer, language))][:_MOST]

    def _named(self, offer: Offer, language: str) -> str:
        with override(language):
            return f"{offer.label} {self.label}"

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return what is published: one question."""
        asked = {key: parts_of(key) for key in keys}
        quarters = {parts.get("quarter", "") for parts in asked.values()}
        releases = {release.quarter: release for release in _published().filter(quarter__in=quarters)}
        return {
            key: _fact(releases.get(parts.get("quarter", "")), parts.get("table", ""), parts.get("line", ""))
            for key, parts in asked.items()
        }

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return the count, that it is rounded, and of which quarter."""
        parts = parts_of(key)
        with override(language):
            said = {
                "quarter": quarter_in_words(parts["quarter"]),
                "what": _line_in(parts, language),
                **numbers_in(fact, language),
                "step": number_in(fact.extra["step"], language),
            }
            return with_sample(_text(fact) % said, fact, language)


def _text(fact: Fact) -> str:
    if fact.n is None:
        return _("Rights reports in %(quarter)s: %(value)s, rounded to the nearest %(step)s (%(day)s).")
    return _(
        "Rights reports in %(quarter)s – %(what)s: %(value)s of %(n)s, rounded to the nearest %(step)s"
        " (%(day)s)."
    )


def _published() -> Any:
    return Release.objects.filter(state=Release.State.PUBLISHED)


def _fact(release: Release | None, table: str, line: str) -> Fact | NoFact:
    """Return what a release tells; barred where it tells nothing of a line that it has."""
    if release is None:
        return NoFact(Missing.GONE)
    total = release.tables["total"]
    told = {"": total} if not table else release.tables.get(table)
    name = "" if line == _NOWHERE else line
    if not isinstance(told, dict) or name not in told:
        return NoFact(Missing.GONE)
    if told[name] is None or total is None:
        return NoFact(Missing.BARRED)
    address = without_language(reverse("incidents:figures")) + f"?quarter={release.quarter}"
    extra = {"step": release.rules["step"], "smallest": release.rules["smallest"]}
    extra |= sample_of(release.is_sample)
    return Fact(told[name], total if table else None, release.day.isoformat(), address, extra)


def _offers(release: Release, language: str) -> Iterator[Offer]:
    lines = [(table, line) for table, told in release.tables.items() if table != "total" for line in told]
    for table, line in [_TOTAL, *lines]:
        asked = "" if (table, line) == _TOTAL else table
        key = key_of_line(release.quarter, asked, line)
        fact = _fact(release, asked, line or _NOWHERE if asked else "")
        if isinstance(fact, Fact):
            yield Offer(key, _label(parts_of(key), language), fact)


def _label(parts: Mapping[str, str], language: str) -> str:
    with override(language):
        told = [quarter_in_words(parts["quarter"]), _line_in(parts, language)]
    return " · ".join(filter(None, told))


def _line_in(parts: Mapping[str, str], language: str) -> str:
    line = parts.get("line", "")
    return _names(language).get(parts.get("table", ""), {}).get("" if line == _NOWHERE else line, line)


@kept_for_an_edition
def _names(language: str) -> Mapping[str, Mapping[str, str]]:
    with override(language):
        return {
            table: {line: label.text for line, label in lines.items()}
            for table, lines in names_of_lines().items()
        }
