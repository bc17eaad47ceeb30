"""Trying and developing the portal: SQLite, no broker, mails kept for reading at /dev/mails/."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = True
SECRET_KEY = "for-development-only-never-in-production"  # noqa: S105 — no secret: production refuses it
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
BASE_URL = f"http://127.0.0.1:{env.str('PORT', default='8000')}"
PASSKEY_HOST = "localhost"  # browsers keep none for a number: http://localhost:8000 is where to try them
CELERY_TASK_ALWAYS_EAGER = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the outbox row is the mail
DEV_MAIL_PAGE = True
SAMPLE_PEOPLE_ALLOWED = True
TRIAL_TOTP_SECRET = "ORZHSLLUNBSS24DPOJ2GC3BNGIYDENRB"  # noqa: S105 — of sample staff: guards nothing
UNCONFIRMED_MISSIONS_PUBLISHED = True
VAR_DIR.mkdir(exist_ok=True)
