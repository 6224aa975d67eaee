"""Evidence at publication: looked at once more, then kept as it is, with the edition."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from whrin.campaigns.actions.versions import content_of
from whrin.campaigns.marks.reading import all_cited
from whrin.campaigns.models import Citation, Paper
from whrin.documents.evidence.facts import Missing, NoFact, fact_from
from whrin.documents.evidence.reading import read_facts


def facts_of(paper: Paper) -> dict[str, dict[str, Any]]:
    """Return what `Edition.facts` keeps: the citations that the words name, in any language."""
    return {
        str(one.number): {"source": one.source, "key": one.key, "locator": one.locator, "fact": one.fact}
        for one in _used(paper)
    }


def evidence_missing(paper: Paper) -> list[str]:
    """Return what stands against publication: asked of the sources now, so that nothing goes out that its
    rules hide since, nor a figure that nobody has seen.
    """
    used = _used(paper)
    return list(_faults(used)) if used else []


def _faults(used: list[Citation]) -> Iterator[str]:
    now = read_facts((one.source, one.key) for one in used)
    for one in used:
        told = now[one.source, one.key]
        if isinstance(told, NoFact):
            words = (
                _("Evidence %(number)s may not be shown any more.")
                if told.reason is Missing.BARRED
                else _("The source of evidence %(number)s is gone.")
            )
            yield words % {"number": one.number}
        elif not told.says_what(fact_from(one.fact)):
            words = _("Evidence %(number)s has changed at its source since it was cited.")
            yield words % {"number": one.number}


def _used(paper: Paper) -> list[Citation]:
    texts = (text for part in content_of(paper) for text in part["texts"].values())
    return list(paper.citations.filter(number__in=all_cited(texts)))
