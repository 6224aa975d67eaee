"""Facts in a reader's language: numbers, days, addresses, and what a footnote says of a figure."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.design.measures import number_in_words
from whrin.design.templatetags.design import partial_date
from whrin.documents.evidence.facts import SAMPLE, Fact


def number_in(value: float | None, language: str) -> str:
    """Return a number as a language writes it; nothing where there is none."""
    if value is None:
        return ""
    with override(language):
        return number_in_words(int(value) if float(value).is_integer() else value)


def day_in(day: str, language: str) -> str:
    """Return a day, a month or a year as a language writes it."""
    with override(language):
        return partial_date(day)


def value_in(fact: Fact, language: str) -> str:
    """Return a fact's number, and of how many where that is known."""
    value = number_in(fact.value, language)
    return f"{value} / {number_in(fact.n, language)}" if fact.n is not None else value


def numbers_in(fact: Fact, language: str) -> dict[str, str]:
    """Return what every sentence of a figure is made with: `value`, `n` and `day`."""
    return {
        "value": number_in(fact.value, language),
        "n": number_in(fact.n, language),
        "day": day_in(fact.day, language),
    }


def without_language(path: str) -> str:
    """Return the path of a page without the language in it: what `reverse` gives, as facts keep it."""
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path


def path_in(address: str, language: str) -> str:
    """Return where a fact's page is on this site, in a language of the interface."""
    spoken = language if language in dict(settings.LANGUAGES) else language.split("-", maxsplit=1)[0]
    return f"/{spoken}{address}" if spoken in dict(settings.LANGUAGES) else address


def whole_address(fact: Fact) -> str:
    """Return the address that is printed: it leads each reader to the page in her own language."""
    return f"{settings.WHRIN_ADDRESS}{fact.address}"


def plain_reference(sentence: str, label: str, fact: Fact, language: str) -> str:
    """Return what a footnote says of a fact that is no work. `label`: of its source, in this language."""
    with override(language):
        said = {"sentence": sentence, "source": label, "address": whole_address(fact)}
        return _("%(sentence)s Source: %(source)s, %(address)s") % said


def withheld(language: str) -> str:
    """Return what stands where a figure may be told no more."""
    with override(language):
        return _("[figure withheld]")


def with_sample(sentence: str, fact: Fact, language: str) -> str:
    """Return the sentence of a figure, and of one that rests on made-up records that it does."""
    if not fact.extra.get(SAMPLE):
        return sentence
    with override(language):
        said = _("Made-up sample records are part of this figure.")
    return f"{sentence} {said}"
