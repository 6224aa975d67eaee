"""Field by field: what a record says otherwise than the work that is here already."""

from typing import Any

from whrin.library import likeness
from whrin.library.cards import date_of
from whrin.library.exports.sheet import Sheet, whole_name
from whrin.library.imports.draft import Draft
from whrin.library.mapping import csl_name
from whrin.library.models import Contribution, LanguageVersion, Work

#: Columns of a work that a record may say otherwise.
COLUMNS = ("publisher", "container_title", "volume", "issue", "pages", "doi", "isbn", "genre")
#: Texts of the version in the record's language.
TEXTS = ("title", "short_title", "abstract")


def difference(work: Work, draft: Draft) -> dict[str, dict[str, Any]]:
    """Return for each field, in the words of CSL-JSON, what is `here` and what is `there`; what the record
    leaves out is no difference. `work` comes from `sheet.with_all`.
    """
    told: dict[str, dict[str, Any]] = {}
    version, theirs = _version(work, draft), draft.versions[0]
    for field in COLUMNS:
        _compare(told, field, getattr(work, field), draft.fields[field])
    for field in TEXTS:
        if _compare(told, field, getattr(version, field), getattr(theirs, field)):
            told[csl_name(field)]["language"] = version.language
    _compare(told, "date", date_of(work), _date(draft))
    names = [Contribution(**each) for each in draft.contributions if each["role"] == "author"]
    here = [whole_name(one) for one in work.contributions.all() if one.role == "author"]
    if _compare(told, "author", "; ".join(here), "; ".join(whole_name(one) for one in names)):
        told[csl_name("author")]["names"] = [each for each in draft.contributions if each["role"] == "author"]
    _compare_lists(told, "topics", [topic.slug for topic in work.topics.all()], draft.topics)
    _compare_lists(told, "countries", [each.code for each in work.countries.all()], draft.countries)
    addresses = [link.address for one in work.versions.all() for link in one.links.all()]
    known = {likeness.address_fingerprint(each) for each in addresses}
    new = [each for each in draft.addresses() if likeness.address_fingerprint(each) not in known]
    if new:
        told[csl_name("address")] = {"here": " ".join(addresses), "there": " ".join(new)}
    return told


def _version(work: Work, draft: Draft) -> LanguageVersion:
    language = draft.versions[0].language
    return next((one for one in work.versions.all() if one.language == language), Sheet(work).own)


def _date(draft: Draft) -> str:
    parts = [draft.fields[part] for part in ("year", "month", "day")]
    return "-".join(f"{part:02}" for part in parts if part is not None)


def _compare(told: dict[str, dict[str, Any]], field: str, here: str, there: str) -> bool:
    if there and here != there:
        told[csl_name(field)] = {"here": here, "there": there}
        return True
    return False


def _compare_lists(told: dict[str, dict[str, Any]], field: str, here: list[str], there: list[str]) -> None:
    if not set(there) <= set(here):
        told[csl_name(field)] = {"here": ", ".join(sorted(here)), "there": ", ".join(sorted({*here, *there}))}
