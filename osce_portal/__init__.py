"""Loads the Celery application with Django, so that shared tasks find it."""

from osce_portal.celery import app as celery_app

__all__ = ["celery_app"]
