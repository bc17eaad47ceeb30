"""What all lines of a CV share."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.person import Candidate
from osce_portal.common.models import PublicIdModel


class CvEntry(PublicIdModel):
    """A line of a CV, owned by one candidate: each section names the way back to its lines."""

    candidate: "models.ForeignKey[Candidate, Candidate]"

    class Meta:
        abstract = True


def period_in_order(name: str) -> models.CheckConstraint:
    """No period ends before it begins; ``name`` is the constraint's."""
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True)
        | Q(started_on__isnull=True)
        | Q(ended_on__gte=models.F("started_on")),
        name=name,
        violation_error_message=_("The end lies before the beginning."),
    )


def country_display(line: models.Model) -> str:
    """The country's name in the language of the page, for ``get_country_display``.

    Django's own makes a list of all countries for each name.
    """
    return str(line.country.name)  # type: ignore[attr-defined]
