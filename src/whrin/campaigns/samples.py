"""A campaign, a statement to sign, a brief that is published and a report that is being written: each of them
says that it is a sample; and made-up signatures by sample signers.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from whrin.campaigns.actions.calls import open_call
from whrin.campaigns.actions.campaigning import save_action, save_campaign, set_campaign_state
from whrin.campaigns.actions.citing import cite
from whrin.campaigns.actions.papers import begin_paper
from whrin.campaigns.actions.publishing import publish_paper
from whrin.campaigns.actions.sections import in_section, stamp_of, write_section
from whrin.campaigns.actions.signing import confirm, sign
from whrin.campaigns.actions.signing_off import mark_agreed, send_to_review, sign_off
from whrin.campaigns.actions.wording import write_wording
from whrin.campaigns.enums import CampaignState, Role, Shows, Signer, Verdict, Way
from whrin.campaigns.models import Campaign, Paper, PaperKind, Seat
from whrin.campaigns.taking.given import Given
from whrin.documents.evidence.keys import key_of
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.people.samples import MEMBERS
from whrin.vault.actions import NobodyHolds

#: Where sample signers say that they live.
_SIGNERS = ("KE", "KE", "ID", "MX", "UA", "NG", "GB")


def load(folder: Path, by: object, progress: Callable[[int, int], None] | None = None) -> int:  # noqa: ARG001 -- as every room's samples
    """Make the campaign and its papers, once; return how many."""
    people = [Person.objects.filter(username=stand_in_for(name)).first() for name in MEMBERS]
    if Paper.objects.exists() or Campaign.objects.exists() or None in people:
        return 0
    holder, *reviewers = [person for person in people if person is not None]
    told = json.loads((folder / "papers.json").read_text(encoding="utf-8"))
    tell = progress or (lambda _done, _total: None)
    _write(told["report"], holder)
    tell(1, 4)
    brief = _write(told["brief"], holder)
    _agree(brief, holder, reviewers)
    publish_paper(paper=brief, by=None)
    tell(2, 4)
    statement = _write(told["statement"], holder)
    _agree(statement, holder, reviewers)
    _open(statement, holder)
    tell(3, 4)
    _campaign(told["campaign"], [statement, brief], holder)
    tell(4, 4)
    return 4


def _write(told: Mapping[str, Any], holder: Person) -> Paper:
    kind = PaperKind.objects.get(slug=told["kind"])
    title = told["title"]
    paper = begin_paper(
        kind=kind,
        title=title["en"],
        language="en",
        by=holder,
        is_sample=True,
        country_id=told.get("country"),
    )
    for one in told.get("citations", ()):
        cite(paper=paper, source=one["source"], key=_key(one), by=holder)
    for slot, texts in told["sections"].items():
        for language, words in texts.items():
            text = f"# {_heading(kind, slot, language)}\n\n{words}"
            seen = stamp_of(in_section(paper, slot), language, "en")
            write_section(paper=paper, slot=slot, language=language, text=text, seen=seen, by=holder)
    heading = paper.paragraphs.get(kind="title")
    for language, words in title.items():
        if language != "en":
            write_wording(paragraph=heading, language=language, text=words, seen=0, basis=1, by=holder)
    return paper


def _heading(kind: PaperKind, slot: str, language: str) -> str:
    """Return what stands over a section already: whoever writes all of it writes that, too."""
    return str(next(one["headings"][language] for one in kind.sections if one["slug"] == slot))


def _key(one: Mapping[str, Any]) -> str:
    if "work" in one:
        return key_of(work=one["work"], language="en")
    return key_of(**one["asked"])


def _agree(paper: Paper, holder: Person, reviewers: list[Person]) -> None:
    """Have it reviewed, and agreed on."""
    for person in reviewers:
        Seat.objects.create(paper=paper, person=person, role=Role.REVIEWER)
    version = send_to_review(paper=paper, by=holder)
    for person in reviewers:
        sign_off(version=version, verdict=Verdict.AGREE, by=person)
    mark_agreed(version=version, by=holder)


def _open(paper: Paper, holder: Person) -> None:
    """Have it signed by some, where somebody can deliver it."""
    try:
        call = open_call(paper=paper, by=holder)
    except NobodyHolds:
        return
    for number, country in enumerate(_SIGNERS, start=1):
        given = Given(
            kind=Signer.PERSON,
            name=f"Sample signer {number}",
            email=f"signer{number}@sample.example",
            language="en",
            country=country,
            shows=Shows.NAMED,
        )
        confirm(signature=sign(call=call, given=given, way=Way.WEB, letter=""))


def _campaign(told: Mapping[str, Any], papers: list[Paper], holder: Person) -> None:
    campaign = None
    for language, text in told["texts"].items():
        campaign = save_campaign(
            campaign=campaign, language=language, text=text, by=holder, papers=papers, is_sample=True
        )
    assert campaign is not None  # noqa: S101 -- the sample has texts
    for action in told["actions"]:
        number = None
        for language, text in action["texts"].items():
            number = save_action(
                campaign=campaign,
                number=number,
                kind=action["kind"],
                language=language,
                text=text,
                by=holder,
            ).number
    set_campaign_state(campaign=campaign, state=CampaignState.OPEN, by=holder)
