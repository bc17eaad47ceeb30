"""Tests: real PostgreSQL and Redis (tests/services.py sets their addresses), cheap password hashes."""

from .base import *  # noqa: F403

SECRET_KEY = "for-tests-only"  # noqa: S105 — guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
SAMPLE_PEOPLE_ALLOWED = True
TRIAL_TOTP_SECRET = "ORZHSLLUNBSS24DPOJ2GC3BNGIYDENRB"  # noqa: S105 — of sample staff: guards nothing
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment] # a suite signs in hundreds of times; the limits have tests of their own
MFA_RATE_LIMITS = False
WHITENOISE_AUTOREFRESH = True  # nothing is collected before a test run
