"""Questions asked about requests, holds and the switch."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from osce_portal.files.querysets import MadeFileQuerySet
from osce_portal.people import Person
from osce_portal.privacy.enums import ErasureState

if TYPE_CHECKING:
    from osce_portal.privacy.models import ErasureRequest, LegalHold, PurgeSwitch


class DataExportQuerySet(MadeFileQuerySet):
    def of(self, account: Any) -> Self:
        return self.filter(account=account)


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    def about(self, person: Person) -> Self:
        """Asked by the person, or recorded for the file."""
        of_account = Q(account=person.account) if person.account is not None else Q(pk__in=[])
        of_file = Q(candidate=person.file) if person.file is not None else Q(pk__in=[])
        return self.filter(of_account | of_file)

    def of(self, account: Any) -> Self:
        return self.filter(account=account)

    def open(self) -> Self:
        return self.filter(state=ErasureState.ASKED)

    def for_list(self) -> Self:
        """Everything a row prints: N rows cost no extra query."""
        return self.select_related("candidate", "account", "decided_by")


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def in_force(self, today: dt.date) -> Self:
        """Not lifted, and the last day has not passed."""
        return self.filter(lifted_at__isnull=True).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def for_list(self) -> Self:
        return self.select_related("candidate", "placed_by", "lifted_by")


class PurgeSwitchQuerySet(models.QuerySet["PurgeSwitch"]):
    def in_force(self) -> "PurgeSwitch | None":
        """The newest setting; None: never armed."""
        return self.select_related("set_by").order_by("-pk").first()
