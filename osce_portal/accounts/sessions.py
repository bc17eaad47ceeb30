"""How long a session lasts, what ends it, and what its owner reads of it."""

import time
from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

BEGAN, SEEN = "began_at", "seen_at"  # seconds since 1970, in the session itself
NOTED_EACH = 300  # seconds: not every page opened is written down

BROWSERS = {  # first found, first named: others say they are Safari or Chrome as well
    "Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
    "FxiOS": "Firefox", "Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "macOS",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


@receiver(user_logged_in)
def begin_session(*, request: HttpRequest | None = None, **_facts: Any) -> None:
    """Note when somebody signed in; Django calls it with every sign-in."""
    if request is not None:
        request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(session: SessionBase) -> bool:
    """Whether it has lasted or rested for longer than the settings allow (ASVS V7.3.1, V7.3.2)."""
    now = int(time.time())
    lasted, rested = now - session.get(BEGAN, now), now - session.get(SEEN, now)
    return lasted > settings.SESSION_LONGEST or rested > settings.SESSION_IDLE


def note_visit(session: SessionBase) -> None:
    """Somebody is there; what was noted in the last minutes is new enough."""
    now = int(time.time())
    if now - session.get(SEEN, now) > NOTED_EACH:
        session[SEEN] = now


@receiver([authenticator_added, authenticator_removed])
def end_others(*, request: HttpRequest, user: Any, **_facts: Any) -> None:
    """Another way to sign in: whoever is signed in elsewhere has to know it (ASVS V7.4.3)."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


def forget_ended_sessions() -> int:
    """Delete what is kept of sessions that are over: from where and with what people were signed in."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return ended.delete()[0]


def name_client(user_agent: str) -> str:
    """Browser and system in words: ``Firefox, Windows``; empty where neither is known."""
    found = (
        next((name for sign, name in names.items() if sign in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
