"""The reserve list for civilian crisis management: who is on it, and how far each has come."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.enums import PoolState
from candidates.models.person import Candidate
from candidates.querysets import PoolQuerySet
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line

ORDER = {  # each of these days, and the day before which it cannot be
    "valid_until": "listed_on",
    "invited_on": "listed_on",
    "trained_on": "invited_on",
    "ended_on": "listed_on",
}


def _in_order(later: str, earlier: str) -> models.CheckConstraint:
    absent = Q(**{f"{later}__isnull": True})
    return models.CheckConstraint(
        condition=absent | Q(**{f"{later}__gte": F(earlier)}), name=f"pool_{later}_after_{earlier}"
    )


class PoolMembership(PublicIdModel):
    """One place on the list that a selection by Selor gave, until it expires or is ended.

    Kept by staff. ``trained_on`` is what makes a member deployable: a training in the CV alone does not.
    """

    candidate = models.ForeignKey(
        Candidate, models.CASCADE, related_name="pool_memberships", verbose_name=_("candidate")
    )
    selor_reference = models.CharField(
        _("reference of the Selor selection"), max_length=40, validators=[validate_one_line]
    )
    listed_on = models.DateField(_("on the list since"))
    valid_until = models.DateField(_("on the list until"), help_text=_("The last day."))
    invited_on = models.DateField(_("invited to the generic training on"), null=True, blank=True)
    trained_on = models.DateField(
        _("generic training completed on"), null=True, blank=True,
        help_text=_("From this day on the person is deployable. A training in the CV does not count here."),
    )  # fmt: skip
    ended_on = models.DateField(_("taken off the list on"), null=True, blank=True)
    end_reason = models.CharField(_("why"), max_length=300, blank=True, validators=[validate_one_line])

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the crisis-management pool")
        verbose_name_plural = _("crisis-management pool")
        ordering = ["-valid_until", "-id"]
        indexes = [
            models.Index(fields=["candidate", "-listed_on"], name="pool_by_candidate"),
            models.Index(fields=["-valid_until", "-id"], name="pool_by_expiry"),
            models.Index(fields=["ended_on", "trained_on", "valid_until"], name="pool_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "selor_reference"],
                name="pool_once_per_selection",
                violation_error_message=_("This person is on the list of this selection already."),
            ),
            *(_in_order(later, earlier) for later, earlier in ORDER.items()),
            models.CheckConstraint(
                condition=Q(trained_on__isnull=True) | Q(invited_on__isnull=False),
                name="pool_trained_after_invitation",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="pool_end_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.selor_reference}"

    def clean(self) -> None:
        """The days in their order; an end with its reason. Raises ValidationError, by field."""
        faults: dict[str, Any] = {
            later: ValidationError(
                _("This day lies before “%(field)s”."),
                params={"field": self._meta.get_field(earlier).verbose_name},
            )
            for later, earlier in ORDER.items()
            if self._lies_before(later, earlier)
        }
        if self.trained_on and not self.invited_on:
            faults["invited_on"] = _("Who was trained was invited before: please say when.")
        if self.ended_on and not self.end_reason:
            faults["end_reason"] = _("Please say why: the person can read it.")
        if self.end_reason and not self.ended_on:
            faults["ended_on"] = _("Please say from which day.")
        if faults:
            raise ValidationError(faults)

    def _lies_before(self, later: str, earlier: str) -> bool:
        day, limit = getattr(self, later), getattr(self, earlier)
        return bool(day and limit and day < limit)

    def state_on(self, day: dt.date) -> PoolState:
        """How far the member has come on that day, in Brussels; ``PoolQuerySet.in_state`` asks the same."""
        if self.ended_on and self.ended_on <= day:
            return PoolState.ENDED
        if self.valid_until < day:
            return PoolState.EXPIRED
        if self.trained_on and self.trained_on <= day:
            return PoolState.DEPLOYABLE
        if self.invited_on and self.invited_on <= day:
            return PoolState.INVITED
        return PoolState.LISTED

    @property
    def state(self) -> PoolState:
        """Today's."""
        return self.state_on(timezone.localdate())
