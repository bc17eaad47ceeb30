"""Production: refuses to start when a secret or an address is missing or cannot be meant."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from osce_portal.logs import LOGGING as LOGGING

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, BASE_URL, DATABASES, SECRET_KEY, STORAGES, env

REQUIRED = [
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_HOST",
    "DEFAULT_FROM_EMAIL",
    "REPLY_TO_EMAIL",
    "PRIVATE_FILES_DIR",
]
if missing := [name for name in REQUIRED if not env.str(name, default="")]:
    raise ImproperlyConfigured(f"Set these in the environment before starting: {', '.join(missing)}")

MISTAKES = {
    "SECRET_KEY needs 50 characters or more, chosen at random": len(SECRET_KEY) < 50,
    "ALLOWED_HOSTS must name the hosts, not *": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
    "BASE_URL must begin with https:// and name a host": not BASE_URL.startswith("https://")
    or not urlsplit(BASE_URL).hostname,
    "DATABASE_URL must be a PostgreSQL database: SQLite locks no rows": "postgresql"
    not in DATABASES["default"].get("ENGINE", ""),
}
if mistakes := [mistake for mistake, made in MISTAKES.items() if made]:
    raise ImproperlyConfigured(f"Correct these in the environment before starting: {'; '.join(mistakes)}")

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name these alone: half the work at each start
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # the worker writes as the web process does
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by the container itself, without the proxy
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
