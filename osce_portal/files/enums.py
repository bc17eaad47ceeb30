"""How far the worker is with a file that it makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MakingState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("file made by the worker", "Asked")
    MAKING = "making", _("Being made")
    READY = "ready", pgettext_lazy("file made by the worker", "Ready")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", pgettext_lazy("file made by the worker", "Expired")


UNDER_WAY = frozenset({MakingState.ASKED, MakingState.MAKING})
