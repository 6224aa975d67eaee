"""Wiring: settings, all from the environment, safe as they stand. `docs/operator/settings.md` explains each."""

from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from whrin.settings.environment import declare, declare_list, declare_number, declare_switch
from whrin.settings.secret import read_or_make_secret

PACKAGE = Path(__file__).resolve().parent.parent

# --- Where things are kept -------------------------------------------------------------------------------------------
VAR = Path(
    declare("WHRIN_VAR", "var", "The folder for the database, uploaded files and the secret key.")
).resolve()
SECRET_KEY = read_or_make_secret(
    declare("WHRIN_SECRET_KEY", "", "The secret key. Empty: one is made once and kept in the var folder."),
    VAR,
)
DEBUG = declare_switch("WHRIN_DEBUG", False, "Show developers' error pages. Never on a public server.")
HTTPS = declare_switch(
    "WHRIN_HTTPS",
    True,
    "The site is reached by https (cookies are Secure, HSTS is sent). Off on a loopback or an onion.",
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

# --- Database: SQLite in a file, or PostgreSQL by one address --------------------------------------------------------
DATABASE_URL = declare("DATABASE_URL", "", "PostgreSQL address. Empty: SQLite in the var folder.")
if DATABASE_URL:
    DATABASES = {"default": dict(dj_database_url.parse(DATABASE_URL, conn_max_age=600))}
    # Parameters travel apart from the statement, so that PostgreSQL's log never holds what people wrote.
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "server_side_binding": True}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR / "whrin.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                # A write takes its lock at once and waits for its turn; a deferred one fails halfway (measured).
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
    # Rooms, from the street down (the order lets our templates and commands win over third parties').
    "whrin.website",
    "whrin.library",
    "whrin.documents",
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
    "wagtail.users",
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
]
CSRF_FAILURE_VIEW = "whrin.design.errors.csrf_failed"
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

# --- People ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Languages: of the interface; content may be in any ---------------------------------------------------------------
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

# --- Files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# Files on their way in, private, on the same disk as the store: storing one is a rename, so all of it or nothing.
FILE_UPLOAD_TEMP_DIR = VAR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
WHRIN_UPLOAD_LIMIT_MB = declare_number(
    "WHRIN_UPLOAD_LIMIT_MB", 60, "The largest file, in megabytes, that the library keeps."
)
WHRIN_IMPORT_LIMIT_MB = declare_number(
    "WHRIN_IMPORT_LIMIT_MB", 50, "The largest file of records, in megabytes, that an import reads at once."
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Background work -------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- The editors' desk -----------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "WHRIN"
WAGTAILADMIN_BASE_URL = WHRIN_ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A translation begins as a draft: else whoever may translate could publish past the review.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_MODEL = "documents.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "whrin.documents.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "documents.Attachment"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "whrin.documents.forms.AttachmentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
# Served by a view that forbids everything inside to run; always as a download.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {"pdf": "application/pdf"}
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

WHRIN_PORT = declare_number("WHRIN_PORT", 8000, "The port `whrin serve` listens on, on the loopback only.")
