"""Wiring: settings, all from the environment, safe as they stand. `docs/operator/settings.md` tells each."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from whrin.settings.accounts import *  # noqa: F403 -- constants that no variable changes
from whrin.settings.desk import *  # noqa: F403 -- constants that no variable changes
from whrin.settings.environment import declare, declare_list, declare_number, declare_switch, unknown
from whrin.settings.mail import lmtp_door, mail_in, mail_settings
from whrin.settings.papers import *  # noqa: F403 -- how papers are signed off
from whrin.settings.secret import read_or_make_secret
from whrin.settings.storing import *  # noqa: F403 -- where uploaded files are kept

PACKAGE = Path(__file__).resolve().parent.parent

# --- Where things are kept ------------------------------------------------------------------------
VAR = Path(
    declare("WHRIN_VAR", "var", "The folder for the database, uploaded files and the secret key.")
).resolve()
_secret_key = declare(
    "WHRIN_SECRET_KEY", "", "The secret key. Empty: one is made once and kept in the var folder."
)
SECRET_KEY = read_or_make_secret(_secret_key, VAR)
#: For `whrin check safety`: whether the key lies elsewhere than the data.
WHRIN_SECRET_KEY_IS_GIVEN = bool(_secret_key)
DEBUG = declare_switch(
    "WHRIN_DEBUG", default=False, purpose="Show developers' error pages. Never on a public server."
)
HTTPS = declare_switch(
    "WHRIN_HTTPS",
    default=True,
    purpose="The site is reached by https (cookies are Secure, HSTS is sent). Off on a loopback or an onion.",
)
ALLOWED_HOSTS = declare_list(
    "WHRIN_HOSTS", "localhost,127.0.0.1,[::1]", "Host names the site answers to, comma-separated."
)
WHRIN_ADDRESS = declare(
    "WHRIN_ADDRESS",
    "http://localhost:8000",
    "The public address, without a slash at the end; used in feeds and mail.",
)
CSRF_TRUSTED_ORIGINS = [WHRIN_ADDRESS]
WHRIN_ONION = declare("WHRIN_ONION", "", "Address of the onion mirror; sent as Onion-Location.")
WHRIN_EXIT_ADDRESS = declare(
    "WHRIN_EXIT_ADDRESS",
    "https://www.wikipedia.org/",
    "The neutral site that “Leave this site” goes to, until editors choose another.",
)

WHRIN_OUTLINES = declare(
    "WHRIN_OUTLINES",
    "",
    "A folder with your own outlines of countries, `world.json` or `lands.json`. Empty: Natural Earth's.",
)

# --- Database: SQLite in a file, or PostgreSQL by one address -------------------------------------
DATABASE_URL = declare("DATABASE_URL", "", "PostgreSQL address. Empty: SQLite in the var folder.")
if DATABASE_URL:
    DATABASES: dict[str, dict[str, Any]] = {
        "default": {**dj_database_url.parse(DATABASE_URL, conn_max_age=600)}
    }
    # Parameters travel apart from the statement, so that PostgreSQL's log never holds what people wrote.
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "server_side_binding": True}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR / "whrin.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                # A write takes its lock at once and waits its turn; a deferred one fails halfway (measured).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was acknowledged survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "whrin.server",
    # Rooms, from the street down (the order lets our templates and commands win over third parties').
    "whrin.website",
    "whrin.services",
    "whrin.campaigns",
    "whrin.incidents",
    "whrin.policy_index",
    "whrin.events",
    "whrin.library",
    "whrin.forum",
    "whrin.surveys",
    "whrin.ballots",
    "whrin.documents",
    "whrin.mailing",
    "whrin.vault",
    "whrin.organisations",
    "whrin.people",
    "whrin.places",
    "whrin.topics",
    "whrin.search",
    "whrin.audit",
    "whrin.design",
    # The editors' desk.
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "whrin.people.desk.StaffAtTheDesk",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "whrin.server.middleware.SafetyHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "whrin.design.errors.ErrorPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "whrin.people.middleware.Stay",
    "whrin.people.middleware.HerLanguage",
    "whrin.people.middleware.SecondFactorBeforeTheDesk",
    "whrin.people.unsent_pages.WordsAreKept",
]
CSRF_FAILURE_VIEW = "whrin.people.unsent_pages.csrf_failed"
ROOT_URLCONF = "whrin.urls"
WSGI_APPLICATION = "whrin.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "whrin.design.context_processors.frame",
            ]
        },
    }
]

# --- People ---------------------------------------------------------------------------------------
WHRIN_SECOND_FACTOR = declare_switch(
    "WHRIN_SECOND_FACTOR",
    default=True,
    purpose="Staff must show a second factor before the desk opens. Off only for trying out.",
)
WHRIN_SESSION_HOURS = declare_number(
    "WHRIN_SESSION_HOURS", 12, "Hours after which everyone must sign in again, however busy."
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Counters against guessing must be seen by every process, and only one of two may count first.
WHRIN_REDIS_URL = declare(
    "WHRIN_REDIS_URL", "", "Redis address, for several machines. Empty: files in the var folder."
)
WHRIN_CACHE_FOLDER = declare(
    "WHRIN_CACHE_FOLDER",
    "",
    "Where counters against floods lie: on a disk in memory, so that their times are on none. "
    "Empty: in the data folder.",
)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": WHRIN_REDIS_URL}
    if WHRIN_REDIS_URL
    else {
        "BACKEND": "whrin.kit.shared_cache.SharedFileCache",
        "LOCATION": Path(WHRIN_CACHE_FOLDER) if WHRIN_CACHE_FOLDER else VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Small copies of pictures are looked up on every page: from memory.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}

# --- Mail: out, in, and how long a letter is kept -------------------------------------------------
WHRIN_MAIL = declare(
    "WHRIN_MAIL",
    "",
    "Mail server, such as smtps://name:password@mail.example:465. Empty: no mail is sent. "
    "`catch`: letters are kept to look at, at /mail/; for trying out.",
)
EMAIL_CONFIG = mail_settings(WHRIN_MAIL)
EMAIL_BACKEND = EMAIL_CONFIG.backend
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG.host, EMAIL_CONFIG.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIG.user, EMAIL_CONFIG.password
EMAIL_USE_SSL, EMAIL_USE_TLS = EMAIL_CONFIG.ssl, EMAIL_CONFIG.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = declare(
    "WHRIN_MAIL_FROM", "office@localhost", "The sender of mail. Choose one that gives nothing away."
)
WHRIN_MAIL_DOMAIN = declare(
    "WHRIN_MAIL_DOMAIN", "", "The domain of the mailing lists. Empty: no lists by mail."
).lower()
WHRIN_LMTP = lmtp_door(
    declare(
        "WHRIN_LMTP",
        "",
        "Where letters are taken from your mail server, over LMTP, such as 127.0.0.1:8024. "
        "Empty: none are taken.",
    )
)
WHRIN_MAIL_IN = mail_in(
    declare(
        "WHRIN_MAIL_IN",
        "",
        "A provider that hands letters over by HTTP, and its key: mailgun:KEY, mandrill:KEY, postal:KEY, "
        "postmark:NAME:PASSWORD or sparkpost:NAME:PASSWORD. Empty: none does.",
    )
)
WHRIN_MAIL_AUTHSERV = declare(
    "WHRIN_MAIL_AUTHSERV",
    "",
    "The name that your mail server writes into Authentication-Results. Empty: none is believed, "
    "and each letter to a list's bare address must be confirmed by its sender.",
)
WHRIN_MAIL_KEPT_DAYS = declare_number(
    "WHRIN_MAIL_KEPT_DAYS", 14, "Days that a letter is kept, sealed, as it came in."
)

# --- Languages: of the interface; content may be in any -------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
    ("pt", _("Portuguese")),
    ("id", _("Indonesian")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# Files on their way in, private, on the store's own disk: storing one is a rename, so all of it or nothing.
FILE_UPLOAD_TEMP_DIR = VAR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
WHRIN_ROOM_LEFT_MB = declare_number(
    "WHRIN_ROOM_LEFT_MB",
    500,
    "Reports are not taken in while less than so many megabytes, or a twentieth of the disk, are free.",
)
WHRIN_LETTER_ADDRESS = declare(
    "WHRIN_LETTER_ADDRESS",
    "",
    "Where reports on paper may be sent, its lines parted by |. "
    "Empty: people are told to ask for an address.",
)
# What a form brings stays in memory, or waits on the disk under a key in memory alone: never in clear.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "whrin.server.hidden.HiddenUpload",
]
WHRIN_UPLOAD_LIMIT_MB = declare_number(
    "WHRIN_UPLOAD_LIMIT_MB", 60, "The largest file, in megabytes, that the library keeps."
)
WHRIN_IMPORT_LIMIT_MB = declare_number(
    "WHRIN_IMPORT_LIMIT_MB", 50, "The largest file of records, in megabytes, that an import reads at once."
)
WHRIN_DATA_LICENCE = declare(
    "WHRIN_DATA_LICENCE",
    "Creative Commons Attribution 4.0 International",
    "The licence of the open data on services, as its pages and files name it.",
)
WHRIN_DATA_LICENCE_ADDRESS = declare(
    "WHRIN_DATA_LICENCE_ADDRESS",
    "https://creativecommons.org/licenses/by/4.0/",
    "Address of the text of that licence.",
)
# --- Background work ------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- The editors' desk ----------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "WHRIN"
WAGTAILADMIN_BASE_URL = WHRIN_ADDRESS
# --- Serving --------------------------------------------------------------------------------------
WHRIN_PORT = declare_number("WHRIN_PORT", 8000, "The port `whrin serve` listens on.")
WHRIN_BIND = declare(
    "WHRIN_BIND",
    "127.0.0.1",
    "The address `whrin serve` listens on. Leave it: the world comes through nginx.",
)
WHRIN_PROCESSES = declare_number(
    "WHRIN_PROCESSES", 1, "Web processes. One for each core; each takes about 120 MB."
)
WHRIN_THREADS = declare_number("WHRIN_THREADS", 4, "Requests that each web process works on at once.")
WHRIN_PAGE_CACHE_MB = declare_number(
    "WHRIN_PAGE_CACHE_MB", 32, "Memory for pages kept ready in each web process, in megabytes."
)
WHRIN_REQUEST_LIMIT_MB = declare_number(
    "WHRIN_REQUEST_LIMIT_MB",
    210,
    "The largest request, in megabytes, from someone signed in. Others may send 1 MB.",
)
# A letter that a provider hands over is larger than what people type into forms.
DATA_UPLOAD_MAX_MEMORY_SIZE = (32 if WHRIN_MAIL_IN else 5) * 1024 * 1024
# A phone sends a hundred files of an answer at once, and the answer.
DATA_UPLOAD_MAX_NUMBER_FILES = 101

# --- Care of the library --------------------------------------------------------------------------
WHRIN_LINKS_A_NIGHT = declare_number(
    "WHRIN_LINKS_A_NIGHT", 300, "Links of the library that are visited each day, to see whether they work."
)
WHRIN_LINKS_HOME = declare_switch(
    "WHRIN_LINKS_HOME",
    default=False,
    purpose="Let checks of links and harvests visit private addresses, links without pauses. For trying out.",
)

# --- Surveys --------------------------------------------------------------------------------------
WHRIN_SURVEY_DRAFT_DAYS = declare_number(
    "WHRIN_SURVEY_DRAFT_DAYS", 30, "Days after the last change when answers that were not sent are erased."
)

# --- Cookies: none for readers; for people who sign in, bound to this host ------------------------
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrf"
VAULT_COOKIE_NAME = f"{_HOST_ONLY}vault"
CSRF_COOKIE_AGE = None
# A message waits in the session, never in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- What browsers are told; the rest is in whrin.server.middleware -------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

# --- Logs: what broke and where, never who asked for what -----------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "whrin.server.logs.DiscreetFormatter",
            "format": "%(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A page that is not there, or a stranger at the door, is not worth a line.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}

# Last, when everything is declared: names that nobody reads, for `whrin check`.
WHRIN_UNKNOWN = unknown(os.environ)
