"""Celery and its timetable: the only place that says "nightly"."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osce_portal.settings.production")

app = Celery("osce_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "deliver due mail": {"task": "mail.deliver_due", "schedule": 20.0},
    "seal the audit log": {"task": "audit.seal_entries", "schedule": 60.0},
    "exports that wait": {"task": "privacy.make_waiting_exports", "schedule": 60.0},
    "sheets, lists and letters that wait": {"task": "candidates.catch_up", "schedule": 60.0},
    "changes of calls that wait": {"task": "candidacies.catch_up", "schedule": 60.0},
    "calls that have opened": {"task": "missions.tell_followers", "schedule": 60.0},
    "the night": {"task": "osce_portal.nightly", "schedule": crontab(hour=0, minute=5)},
    "the night, again for what was missed": {
        "task": "osce_portal.nightly",
        "schedule": crontab(hour=6, minute=5),
    },
}
