"""Legal holds: what a review or a court needs stays, whoever asks and whatever the clock says."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.erasure import register_obstacle
from osce_portal.formats.written import written_date
from osce_portal.people import all_files
from osce_portal.privacy.errors import HoldLifted, ReasonMissing
from osce_portal.privacy.models import LegalHold
from osce_portal.walls import refuse_behind_wall


@transaction.atomic
def place_hold(candidate: Any, *, reason: str, actor: User, ends_on: dt.date | None = None) -> LegalHold:
    """Keep a file from erasure and purge, until ``ends_on`` (that day included) or until it is lifted.

    Raises ReasonMissing, OwnFile, ConflictDeclared, FileGone.
    """
    if not all_files().select_for_update(of=("self",)).filter(pk=candidate.pk, anonymised_at=None):
        raise FileGone
    refuse_behind_wall(actor, candidate)
    if not reason.strip():
        raise ReasonMissing
    hold = LegalHold.objects.create(
        candidate=candidate, reason=reason.strip(), placed_by=actor, placed_at=database_now(), ends_on=ends_on
    )
    record(
        "hold.placed",
        hold,
        actor=actor,
        subject=candidate,
        values={"reason": hold.reason, "ends_on": ends_on},
    )
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, actor: User) -> LegalHold:
    """The file follows the ordinary rules again. Raises HoldLifted if it does already."""
    hold = LegalHold.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=hold.pk)
    refuse_behind_wall(actor, hold.candidate)
    if hold.lifted_at is not None:
        raise HoldLifted
    hold.lifted_by, hold.lifted_at = actor, database_now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record("hold.lifted", hold, actor=actor, subject=hold.candidate)
    return hold


def holds_in_force() -> QuerySet[LegalHold]:
    return LegalHold.objects.in_force(timezone.localdate())


def told_of_hold(_hold: LegalHold) -> Any:
    """That one stands; why it does is said to staff on the page of the holds."""
    return _("A review or a court case needs the file: it has to stay until that is over.")


def noted_of_hold(hold: LegalHold) -> Any:
    """Since when, and until when it stands; its reason is for those who see holds."""
    since = written_date(timezone.localdate(hold.placed_at))
    if hold.ends_on is None:
        return _("Legal hold since %(day)s, until it is lifted") % {"day": since}
    return _("Legal hold since %(day)s, until %(end)s") % {"day": since, "end": written_date(hold.ends_on)}


register_obstacle(holds_in_force, told=told_of_hold, noted=noted_of_hold)
