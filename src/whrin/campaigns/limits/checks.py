"""The checklist of a paper: everything that stops it, and everything to look at."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from whrin.campaigns.actions.agreement import agreed, version_in_review
from whrin.campaigns.body import Body, Text, body_of, text_of_paper
from whrin.campaigns.due import due_on
from whrin.campaigns.enums import Standing, State
from whrin.campaigns.limits.findings import Finding, Level, asks_a_look, part_address, stops
from whrin.campaigns.limits.meter import Meter, meter_of
from whrin.campaigns.limits.structure import structure_findings
from whrin.campaigns.marks.reading import Fault
from whrin.campaigns.models import Paper
from whrin.kit.days import today

_FAULTS: Mapping[Fault, str | Promise] = {
    Fault.UNKNOWN: gettext_lazy("No evidence of the paper has this number: %(words)s"),
    Fault.NO_VALUE: gettext_lazy("This evidence is no figure: %(words)s"),
    Fault.MARK: gettext_lazy("A mark could not be read: %(words)s"),
    Fault.NOTE: gettext_lazy("A footnote does not end: %(words)s"),
    Fault.LINK: gettext_lazy("A link leads nowhere: %(words)s"),
    Fault.STARS: gettext_lazy("Stars without a second pair: %(words)s"),
}
_STANDINGS: Mapping[str, str | Promise] = {
    Standing.CHANGED: gettext_lazy("Evidence %(number)s has changed at its source since it was cited."),
    Standing.GONE: gettext_lazy("The source of evidence %(number)s is gone."),
    Standing.BARRED: gettext_lazy("Evidence %(number)s may not be shown any more."),
}


def findings_of(paper: Paper, language: str = "", form: str = "") -> list[Finding]:
    """Return the checklist of a paper as it is now, what stops first. `language`: empty: its own. `form`: of
    the file it would go out in, where one is meant (`docx`, `pdf`, …).
    """
    text = text_of_paper(paper)
    return checklist(paper, text, body_of(text, language or paper.original_language), form)


def has_stop(findings: list[Finding]) -> bool:
    """Say whether anything stops the paper."""
    return any(finding.level is Level.STOP for finding in findings)


def checklist(paper: Paper, text: Text, body: Body, form: str = "") -> list[Finding]:
    """Return the same of a body that is there already."""
    found = [
        *_form(paper, form),
        *_length(paper, meter_of(paper, body)),
        *structure_findings(paper, text, body.language),
        *_marks(paper, body),
        *_evidence(text, body),
        *_agreement(paper),
        *_day(paper),
    ]
    # The same fault twice in one paragraph is one line.
    return sorted(dict.fromkeys(found), key=lambda finding: finding.level is not Level.STOP)


def _form(paper: Paper, form: str) -> Iterator[Finding]:
    allowed = paper.kind.forms
    if form and allowed and form not in allowed:
        names = {"form": form.upper(), "forms": ", ".join(one.upper() for one in allowed)}
        yield stops(_("It is not taken as %(form)s. Only this is taken: %(forms)s.") % names)


def _length(paper: Paper, meter: Meter) -> Iterator[Finding]:
    if meter.over:
        told = ngettext("It is %(n)s word too long.", "It is %(n)s words too long.", meter.over)
        words = told % {"n": meter.over}
        if meter.counts_notes and meter.over <= meter.notes:
            why = _("Without footnotes it would fit; here they are counted.")
            words = f"{words} {why}"
        yield stops(words)
    if meter.is_too_slow:
        yield asks_a_look(_("Read aloud, it takes longer than there is time."))
    kind = paper.kind
    is_limited = meter.most is not None or meter.minutes is not None
    if kind.is_submission and not is_limited:
        yield asks_a_look(_("How long it may be is not known to us. Read the call of the body."))
    is_told = meter.most is not None or kind.minutes is not None
    if is_told and kind.is_submission and kind.checked_on is None:
        yield asks_a_look(_("Nobody has checked these limits with the body. Read its call."))


def _marks(paper: Paper, body: Body) -> Iterator[Finding]:
    for fault in body.faults:
        told = str(_FAULTS[fault.finding.fault]) % {"words": fault.finding.words}
        yield stops(told, part_address(paper, body.language, f"p-{fault.uid}"))


def _evidence(text: Text, body: Body) -> Iterator[Finding]:
    for number in body.cited:
        standing = text.evidence[number].standing
        if standing in _STANDINGS:
            yield stops(str(_STANDINGS[standing]) % {"number": number})


def _agreement(paper: Paper) -> Iterator[Finding]:
    if paper.state in {State.AGREED, State.OPEN, State.PUBLISHED}:
        return
    version = version_in_review(paper) if paper.state == State.REVIEW else None
    if version is None:
        yield stops(_("It has not been agreed on: send it to review."))
        return
    for words in agreed(version).missing:
        yield stops(words)


def _day(paper: Paper) -> Iterator[Finding]:
    day = due_on(paper)
    if day is not None and day < today() and not paper.is_public:
        yield asks_a_look(_("The day by which it has to be in has passed."))
