"""The portal's addresses as in development, and some at which things go wrong."""

from allauth.core.ratelimit import respond_429
from django.core.exceptions import SuspiciousOperation
from django.urls import path

from osce_portal.urls import handler403 as handler403
from tests.osce_portal.mail.urls_with_mail_page import urlpatterns as development


def fail(request):
    raise RuntimeError("as asked")


def suspect(request):
    raise SuspiciousOperation


urlpatterns = [
    *development,
    path("fail/400/", suspect),
    path("fail/429/", respond_429),
    path("fail/500/", fail),
]
