"""What becomes of a person's requests about the own data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ErasureState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("request for erasure", "Asked")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")
    REFUSED = "refused", pgettext_lazy("request for erasure", "Refused")
    DONE = "done", _("Erased")


class RequestChannel(models.TextChoices):
    """How a request reached the ministry."""

    PORTAL = "portal", _("On the portal")
    LETTER = "letter", _("By letter")
    EMAIL = "email", _("By e-mail")
    OTHER = "other", _("By telephone, or in person")
