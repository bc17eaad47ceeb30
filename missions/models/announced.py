"""What everything in the calendar beside ODIHR's missions has in common."""

import datetime as dt
from abc import abstractmethod

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from missions.enums import CallStatus
from missions.querysets import AnnouncedQuerySet
from osce_portal.common.models import PublicIdModel

REFERENCE_MESSAGE = _("Letters, digits and hyphens only.")
validate_reference = RegexValidator(r"^[A-Za-z0-9-]+\Z", REFERENCE_MESSAGE)


class AnnouncedModel(PublicIdModel):
    """A post, a round or a mission as somebody announced it; ``reference`` is its stable identity."""

    page = ""  # the name of its public page among the calendar's addresses

    reference = models.CharField(
        _("reference"), max_length=60, unique=True, validators=[validate_reference],
        help_text=_("It stays the same in feeds and imports, and never changes afterwards."),
    )  # fmt: skip
    source = models.TextField(_("source"), blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed by a source"), default=False, help_text=_("Otherwise shown as “to be confirmed”.")
    )
    # The last day of its call, or else its own date. Written by the services.
    calendar_on = models.DateField(_("place in the calendar"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    loaded = models.JSONField(_("values as last loaded"), default=dict, blank=True, editable=False)

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The public page, under the language that is active."""
        return reverse(f"missions:{self.page}", args=[self.public_id])

    @property
    @abstractmethod
    def own_day(self) -> dt.date | None:
        """Where it stands in the calendar while no call gives it a last day; None where nothing is known."""

    def stands_on(self, _today: dt.date) -> dt.date | None:
        """The day on which the calendar lists it."""
        return self.calendar_on

    def status_without_call(self, today: dt.date) -> CallStatus:
        """What the calendar says of it while no call is published: unlike an election, it may have no day."""
        if self.calendar_on is None:
            return CallStatus.NO_CALL
        return CallStatus.CLOSED if self.calendar_on < today else CallStatus.AWAITED
