from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of work it is. Every kind has a row in the mapping table."""

    REPORT = "report", _("Report")
    MAPPING = "mapping", _("Mapping of services")
    POSITION_PAPER = "position-paper", _("Position paper")
    BRIEF = "brief", _("Brief")
    STATEMENT = "statement", _("Statement")
    TOOLKIT = "toolkit", _("Toolkit")
    GUIDELINE = "guideline", _("Guideline")
    JOURNAL_ARTICLE = "journal-article", _("Journal article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter")
    CONFERENCE_PAPER = "conference-paper", _("Conference paper")
    WEBINAR = "webinar", _("Webinar")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    INTERVIEW = "interview", _("Interview")
    INFORMATION_MATERIAL = "information-material", _("Information material")
    UN_SUBMISSION = "un-submission", _("Submission to a UN body")
    ANNUAL_REPORT = "annual-report", _("Annual report")
    LAW = "law", _("Law or resolution")
    NEWS = "news", _("News")
    BLOG_POST = "blog-post", _("Blog post")
    WEB_PAGE = "web-page", _("Web page")


class PublisherKind(models.TextChoices):
    NETWORK = "network", _("The network")
    PARTNER = "partner", _("A partner")
    THIRD_PARTY = "third-party", _("A third party")


class Status(models.TextChoices):
    """Where a work stands. Only published works are public; a withdrawn one keeps its address and says so."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Audience(models.TextChoices):
    WOMEN = "women", _("Women who use drugs")
    PEERS = "peers", _("Peer workers and community groups")
    SERVICES = "services", _("Services and health workers")
    POLICY = "policy", _("Policy makers")
    RESEARCH = "research", _("Researchers")
    MEDIA = "media", _("Journalists")


class Role(models.TextChoices):
    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")
    INTERVIEWER = "interviewer", _("Interviewer")


class LinkKind(models.TextChoices):
    PAGE = "page", _("Page about it")
    FULL_TEXT = "full-text", _("Full text")
    ARCHIVE = "archive", _("Archived copy")


class Flag(models.TextChoices):
    """Yes, no, or nobody has looked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Extraction(models.TextChoices):
    """How far the text of a file has been read."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    EMPTY = "empty", _("No text inside")
    FAILED = "failed", _("Failed")
    NOT_NEEDED = "not-needed", _("Not a text file")


class Fixity(models.TextChoices):
    """Whether a file is still, byte for byte, what came in."""

    UNCHECKED = "new", _("Not compared yet")
    WHOLE = "whole", _("Unchanged")
    DAMAGED = "damaged", _("Damaged")
    MISSING = "missing", _("Missing")


class LinkState(models.TextChoices):
    """What the last visit to an address found."""

    UNCHECKED = "unchecked", _("Not checked yet")
    WORKS = "works", _("In order")
    MOVED = "moved", _("Moved")
    DOUBTFUL = "doubtful", _("Doubtful")
    BROKEN = "broken", _("Broken")
