"""The few words that papers and signatures are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a paper is. From `OPEN` on, anybody can read it."""

    WRITING = "writing", _("Being written")
    REVIEW = "review", _("In review")
    AGREED = "agreed", pgettext_lazy("a version", "Agreed")
    OPEN = "open", _("Open for signatures")
    PUBLISHED = "published", pgettext_lazy("a paper", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("a paper", "Withdrawn")


class Role(models.TextChoices):
    """What somebody does on a paper. One person may have several."""

    HOLDER = "holder", pgettext_lazy("on a paper", "Holds it")
    WRITER = "writer", pgettext_lazy("on a paper", "Writes")
    REVIEWER = "reviewer", pgettext_lazy("on a paper", "Reviews")
    APPROVER = "approver", pgettext_lazy("on a paper", "Approves")


class Block(models.TextChoices):
    """What a paragraph is."""

    TITLE = "title", pgettext_lazy("part of a paper", "Title")
    HEADING = "heading", pgettext_lazy("part of a paper", "Heading")
    SUBHEADING = "subheading", pgettext_lazy("part of a paper", "Heading within a section")
    TEXT = "text", pgettext_lazy("part of a paper", "Paragraph")
    ITEM = "item", pgettext_lazy("part of a paper", "Point of a list")
    QUOTE = "quote", pgettext_lazy("part of a paper", "Quotation")
    RECOMMENDATION = "recommendation", pgettext_lazy("part of a paper", "Recommendation")


class Why(models.TextChoices):
    """Why a version was kept."""

    KEPT = "kept", pgettext_lazy("a version", "Kept by hand")
    REVIEW = "review", pgettext_lazy("a version", "Sent to review")
    AGREED = "agreed", pgettext_lazy("a version", "Agreed")
    OPENED = "opened", pgettext_lazy("a version", "Opened for signatures")
    PUBLISHED = "published", pgettext_lazy("a version", "Published")
    CORRECTED = "corrected", pgettext_lazy("a version", "Corrected")


class RemarkKind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    SUGGESTION = "suggestion", pgettext_lazy("other words for a paragraph", "Suggestion")


class RemarkState(models.TextChoices):
    OPEN = "open", pgettext_lazy("a comment", "Open")
    TAKEN = "taken", pgettext_lazy("a suggestion", "Taken over")
    SETTLED = "settled", pgettext_lazy("a comment", "Settled")
    DECLINED = "declined", pgettext_lazy("a suggestion", "Declined")


class Verdict(models.TextChoices):
    """What a reviewer says of a version."""

    AGREE = "agree", pgettext_lazy("of a paper", "I agree")
    CHANGE = "change", pgettext_lazy("of a paper", "It needs changes")
    OBJECT = "object", pgettext_lazy("of a paper", "I object")


class Standing(models.TextChoices):
    """How a citation stands to its source."""

    FRESH = "fresh", pgettext_lazy("a figure", "As its source says today")
    CHANGED = "changed", pgettext_lazy("a figure", "Changed at its source")
    GONE = "gone", pgettext_lazy("a figure", "Its source is gone")
    BARRED = "barred", pgettext_lazy("a figure", "May not be shown any more")


class Signer(models.TextChoices):
    PERSON = "person", _("A person")
    ORGANISATION = "organisation", _("An organisation")


class Shows(models.TextChoices):
    """What is shown of a signature."""

    NAMED = "named", pgettext_lazy("a signature", "With the name")
    INITIALS = "initials", pgettext_lazy("a signature", "With initials")
    COUNTED = "counted", pgettext_lazy("a signature", "Counted, without a name")


class SignState(models.TextChoices):
    """`WAITING`: for her answer to our letter. `HELD`: for a look of ours; not counted."""

    WAITING = "waiting", pgettext_lazy("a signature", "Waits for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("a signature", "Confirmed")
    HELD = "held", pgettext_lazy("a signature", "Held")
    REFUSED = "refused", pgettext_lazy("a signature", "Not taken")
    WITHDRAWN = "withdrawn", pgettext_lazy("a signature", "Taken back")


class Authority(models.TextChoices):
    """Whether the one who signs for an organisation may."""

    NONE = "", pgettext_lazy("may sign", "No organisation")
    CLAIMED = "claimed", pgettext_lazy("may sign", "Not yet confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("may sign", "Confirmed")


class Way(models.TextChoices):
    """How a signature came."""

    WEB = "web", pgettext_lazy("a signature came", "On the web")
    MAIL = "mail", pgettext_lazy("a signature came", "By e-mail")
    KIOSK = "kiosk", pgettext_lazy("a signature came", "At an event")


class CampaignState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("a campaign", "Draft")
    OPEN = "open", pgettext_lazy("a campaign", "Under way")
    ENDED = "ended", pgettext_lazy("a campaign", "Ended")


class ActionKind(models.TextChoices):
    """Something to do for a campaign."""

    LETTER = "letter", pgettext_lazy("something to do", "Write a letter")
    MESSAGE = "message", pgettext_lazy("something to do", "Share a message")
    CARD = "card", pgettext_lazy("something to do", "Share a picture")


class StepKind(models.TextChoices):
    """What stands on a campaign's timeline."""

    STEP = "step", pgettext_lazy("on a timeline", "Step")
    NEWS = "news", pgettext_lazy("on a timeline", "News")
    RESULT = "result", pgettext_lazy("on a timeline", "Result")


class ConsentHow(models.TextChoices):
    """How a journalist agreed to hear from the network."""

    LETTER = "letter", pgettext_lazy("she agreed", "By e-mail or letter")
    SPOKEN = "spoken", pgettext_lazy("she agreed", "In person or by telephone")
    FORM = "form", pgettext_lazy("she agreed", "On a form")
