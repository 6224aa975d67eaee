from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """Where a report stands: told in clear, for it says nothing of her."""

    NEW = "new", _("new")
    OPEN = "open", _("open")
    WAITING = "waiting", _("waiting for her")
    CLOSED = "closed", _("closed")


class Role(TextChoices):
    """What somebody may do with reports; nobody does all."""

    INTAKE = "intake", _("intake: writes down what she heard")
    CASEWORKER = "caseworker", _("caseworker: reads and answers")
    COORDINATOR = "coordinator", _("coordinator: names people, shares out work")
    ANALYST = "analyst", _("analyst: counts")
    AUDITOR = "auditor", _("auditor: sees who did what")


class StandingState(TextChoices):
    """Two people name a third."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")


class Channel(TextChoices):
    """How a report came."""

    WEB = "web", _("told on this site")
    PERSON = "person", _("told in person")
    PHONE = "phone", _("told by telephone")
    OFFLINE = "offline", _("written on a telephone without network")
    LETTER = "letter", _("written on paper")


class Precision(TextChoices):
    """How exactly she knows when."""

    DAY = "day", _("the day")
    MONTH = "month", _("the month")
    YEAR = "year", _("the year")
    UNKNOWN = "unknown", _("I do not know, or I will not say")


class Whom(TextChoices):
    """To whom it was done."""

    SELF = "self", _("To me")
    SUPPORTED = "supported", _("To someone I support")
    OTHER = "other", _("To someone else")


class Want(TextChoices):
    """What she wants to come of it."""

    COUNT = "count", _("That it is counted")
    CONTACT = "contact", _("That someone writes to me here")
    HELP = "help", _("Help")
    URGENT = "urgent", _("Something done at once")
    NOTHING = "nothing", _("Nothing more")


class Priority(TextChoices):
    """How soon a caseworker turns to it."""

    URGENT = "urgent", _("urgent")
    HIGH = "high", _("high")
    NORMAL = "normal", _("normal")
    LOW = "low", _("low")


class Use(TextChoices):
    """What may be done with a report outside the room, each only with her consent."""

    COUNT = "count", _("counted, without words")
    QUOTE = "quote", _("quoted, without a name")
    URGENT = "urgent", _("in an urgent appeal")
    COURT = "court", _("before a court or a UN body")
    PARTNERS = "partners", _("told to a partner who can help")


class Scheme(TextChoices):
    """Which of our lists a term stands in."""

    KIND = "kind", _("kind of violation")
    ACTOR = "actor", _("kind of actor")


class ExportState(TextChoices):
    """An export in clear needs two people."""

    ASKED = "asked", _("asked for")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
