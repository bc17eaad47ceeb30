"""Settings common to development, tests and production; the environment is read here, top to bottom, once."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from osce_portal.formats.countries import field_names

from .environment import Environment, read_oidc_providers

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment()
SECRET_KEY = env.str("SECRET_KEY", default="")
# Seal what nobody may read in a copy of the database; the first key seals, all open. None: SECRET_KEY does.
SEALING_KEYS = env.list("SEALING_KEYS", default=[])
DEBUG = False
ALLOWED_HOSTS = [name for host in env.list("ALLOWED_HOSTS", default=[]) if (name := host.strip())]
# Links in mails and feeds; never the request's host.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").strip().rstrip("/")

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it extends
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_countries",
    "django_tables2",
    "phonenumber_field",
    "rules.apps.AutodiscoverRulesConfig",
    "osce_portal",
    "osce_portal.accounts",
    "osce_portal.audit",
    "osce_portal.mail",
    "osce_portal.files",
    "osce_portal.privacy",
    "candidates",
    "missions",
    "elearning",
    "selection.candidacies",
    "selection.assessment",
    "selection.delegation",
    "selection.nominations",
]

MIDDLEWARE = [
    "osce_portal.logs.AccessLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "osce_portal.methods.SpokenMethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "osce_portal.accounts.middleware.UserLanguageMiddleware",
    "osce_portal.accounts.middleware.PrivatePagesMiddleware",
    "osce_portal.accounts.middleware.SecondStepMiddleware",
    "osce_portal.privacy.middleware.NoticeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "osce_portal.accounts.middleware.SessionLimitsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "osce_portal.urls"
WSGI_APPLICATION = "osce_portal.wsgi.application"
FORM_RENDERER = "osce_portal.formats.fields.WrittenFields"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["osce_portal.formats.written"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "osce_portal.context.portal",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5-responsive.html"

# Database: PostgreSQL where people's files are kept; embedded SQLite is enough to try the portal.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"].get("ENGINE", "").endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # one writer at a time: what row locks do on PostgreSQL
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:  # readers share the cores: a second process for one question only makes all of them wait
    # Pages of files lie in memory or on a solid disk: fetching one here and one there costs little more.
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Accounts: e-mail and password, verified by a link.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "osce_portal.accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser session that registered
ACCOUNT_CHANGE_EMAIL = True  # one address per account; a new one counts once it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False  # closing the browser signs out: many use a shared computer
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "candidates.adapter.CandidateAccountAdapter"
ACCOUNT_FORMS = {"signup": "candidates.forms.signing_up.AccountForm"}
OWN_CALENDAR_SECONDS = (
    600  # in which one address of an own calendar is answered so often; then it has to wait
)
ACCOUNT_RATE_LIMITS = {  # beside allauth's own; opening a file takes a process up to twenty seconds
    "upload": "8/10m/user,40/d/user",
    "staff_upload": "60/10m/user",
    "own_calendar": f"12/{OWN_CALENDAR_SECONDS}s/key",
}
MFA_ADAPTER = "osce_portal.accounts.mfa_adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "osce_portal.accounts.forms.SecondStepForm",
    "reauthenticate": "osce_portal.accounts.forms.ConfirmByCodeForm",
    "authenticate_webauthn": "osce_portal.accounts.forms.SecondStepByPasskeyForm",
    "login_webauthn": "osce_portal.accounts.forms.SignInByPasskeyForm",
    "reauthenticate_webauthn": "osce_portal.accounts.forms.ConfirmByPasskeyForm",
    "add_webauthn": "osce_portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "osce_portal.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey that asked for finger, face or PIN is two steps in one
PASSKEY_HOST = urlsplit(BASE_URL).hostname  # passkeys are given to this host alone
MFA_REQUIRED_TO_SUBMIT = env.bool("MFA_REQUIRED_TO_SUBMIT", default=False)  # staff need a second step anyway
MFA_TOTP_ISSUER = "OSCE"
MFA_TOTP_TOLERANCE = 1  # half a minute: telephones and servers disagree about the time
# Sign-in services: none unless the environment names them. They replace the password, not the second step.
SOCIALACCOUNT_ADAPTER = "osce_portal.accounts.social_adapter.SignInServiceAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": read_oidc_providers(env),
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "email"],  # no more than the portal needs
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True  # and its owner is told by mail
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy on forms would stop it on its way to the service
SOCIALACCOUNT_STORE_TOKENS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "candidates:overview"
LOGOUT_REDIRECT_URL = "home"

# Languages: FR first; msgids are English. Content falls back nl, fr, en, and is shown as such.
LANGUAGE_CODE = "fr"
COUNTRIES_OVERRIDE = field_names()
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("nl", "fr", "en")
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
FORMAT_MODULE_PATH = "osce_portal.formats"

# Time: stored in UTC, shown and counted in Brussels.
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Static files and uploads. Uploads lie under random names where no URL reaches.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ROOT = (
    BASE_DIR / "static" / "root"
)  # favicon.ico and robots.txt, asked for at the root of the site
PRIVATE_FILES_DIR = Path(env.str("PRIVATE_FILES_DIR", default=str(VAR_DIR / "files")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_FILES_DIR, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
BODY_MAX_BYTES = 50 * 1024 * 1024  # what is read of a request at all; the proxy's limit is the same
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 3
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # the proposal from a long Europass CV has a form for every line
FILE_UPLOAD_HANDLERS = [
    "osce_portal.files.upload_handlers.BodyLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Mail: rows first (osce_portal.mail), sent after the commit.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
REPLY_TO_EMAIL = env.str("REPLY_TO_EMAIL", default="desk@localhost")  # mails invite answers
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")  # mailto: or https:; empty: no security.txt
DEV_MAIL_PAGE = False  # /dev/mails/ shows everybody's mails: only where nobody's mails are real

# Jobs. A queue message only says "look at row X": the truth is in the database.
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ALWAYS_EAGER = False

# Security: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
UNCONFIRMED_ACCOUNT_DAYS = env.int("UNCONFIRMED_ACCOUNT_DAYS", default=14)  # then it goes, with its address
SESSION_IDLE = 60 * 60 * 3  # without a visit; long enough for a motivation that is thought over
SESSION_LONGEST = SESSION_COOKIE_AGE = 60 * 60 * 12  # however busy it is
CSRF_COOKIE_HTTPONLY = True

# The six-week deadline: what the procedure leaves open, with today's answers (docs/calls.md, "The deadline").
DEADLINE_SIXTH_WEEK = env.str("DEADLINE_SIXTH_WEEK", default="end")  # or start: six weeks before, till 00:00
DEADLINE_DAY_OFF = env.str("DEADLINE_DAY_OFF", default="stays")  # Sundays and holidays: or next, previous
DEADLINE_VOTING_DAY = env.str("DEADLINE_VOTING_DAY", default="first")  # of a vote of several days: or last

# The chain of dates: days from election day, or from the last day of calls without one (docs/calls.md).
MILESTONE_DAYS_FROM_ELECTION = {
    "screening": -37, "selection": -33, "nomination": -30, "accreditation": -14, "deployment": -5,
    "report": 30,
}  # fmt: skip
MILESTONE_DAYS_FROM_CLOSING = {
    "screening": 7, "selection": 14, "nomination": 21, "accreditation": 45, "deployment": 60, "report": 90,
}  # fmt: skip
MILESTONE_AMBER_DAYS = 7  # from so few days in hand on, the light of a chain is amber
MILESTONE_ALARM_DAYS = 3  # so many days before, whoever sees to a step gets a mail, once

# Numbers the ministry may change that belong to no single call.
PEOPLE_BY_KEY = 15_000  # up to how many holders of a word are looked at by key, more of them name by name
PEOPLE_COUNTED, PEOPLE_ON_A_PAGE = 1000, 50  # how far staff's list of people counts, and how many it shows
FILES_WRITTEN_A_NIGHT = 5_000  # for the search: each is held until all are written
PEOPLE_IN_A_FILE = 10_000  # more are not written into one sheet
PEOPLE_WRITTEN_AT_ONCE = 1000  # into a sheet while the officer waits; longer lists go to the background
LIST_KEPT_HOURS = 24  # a long list as a file, for the officer who asked for it
LETTERS_AT_ONCE = 200  # written in one transaction
FOLLOWERS_TOLD_AT_ONCE = 500  # accounts, in one transaction
SHEET_ROWS_AT_ONCE = 500  # dealt with while the officer waits; longer sheets go to the background
SHEET_ROWS_TOGETHER = 500  # in one transaction: broken off, an import is done again without doubles
CALENDAR_ROWS = 1_000  # of a sheet of the calendar, taken over as a whole while the officer waits
PURGED_A_NIGHT = 200  # files: each has its mail and is undone by itself if it fails
POOL_REMINDER_DAYS = (90, 30)  # days before a place in the crisis-management pool expires
TRAVEL_DETAILS_DAYS = 30  # passport, emergency contact, health: removed so long after the mission
CLAIM_LINK_DAYS = 60  # how long the link works with which somebody takes over a file without an account
FILE_CURRENT_MONTHS = 12  # so long a file counts as correct without its person saying so again
REMINDER_DAYS = (14, 7, 3, 1)  # days before the last day on which an unfinished draft is remembered
SHORTEST_NOTICE_HOURS = 72  # what a deadline that is set anew leaves everybody, at least
SECOND_PERSON_FOR_CHANGES = env.bool("SECOND_PERSON_FOR_CHANGES", default=False)  # beside changed deadlines
DEADLINE_EXCEPTIONS_ALLOWED = env.bool("DEADLINE_EXCEPTIONS_ALLOWED", default=False)
LTO_CALLS_ALLOWED = env.bool("LTO_CALLS_ALLOWED", default=False)
LTO_MARGIN_DAYS = 7  # before ODIHR's own date for naming long-term observers
# Selection: the lowest points (tenths) of each band of merit, best first; which rules may give way first when
# no team keeps them all; how long one computation may take; people on the reserve list for each place.
SELECTION_TIERS = (750, 550, 400)
SELECTION_RELAX = ("budget", "gender", "affiliation", "language_group", "first_timer")
SELECTION_SECONDS = 10
SELECTION_RESERVE_PER_PLACE = 1
# Data protection. How long a file is kept without any activity, and how long before its end its person is
# told: for the ministry to settle with its data-protection officer and the State Archives; a proposal.
DPO_CONTACT = env.str("DPO_CONTACT", default=REPLY_TO_EMAIL)  # an e-mail address
RETENTION_YEARS = env.int("RETENTION_YEARS", default=5)
RETENTION_NOTICE_DAYS = 30
EXPORT_KEPT_DAYS = 7
# How long keyed hashes of erased addresses and numbers keep sheets of the ministry from bringing people back.
ERASED_MARK_YEARS = env.int("ERASED_MARK_YEARS", default=10)
ERASURE_ANSWER_MONTHS = 1  # GDPR, article 12(3)
OSCE_CALENDAR_URL = "https://www.osce.org/odihr/elections"
ODIHR_COURSE_URL = "https://www.odihrobserver.org/"
UNCONFIRMED_MISSIONS_PUBLISHED = False  # staff confirm each with a source first
SAMPLE_PEOPLE_ALLOWED = False  # only development and tests may invent people
TRIAL_TOTP_SECRET = ""  # the one second step of all sample staff, where there may be any

LANGUAGES_OF_CONTENT = [code for code, _name in LANGUAGES]
SITE_NAME = _("OSCE candidacy portal")
