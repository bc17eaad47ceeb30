"""What a dossier says for the balances and the ties; read once, since a dossier never changes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet

from candidates.enums import EmployerKind, ObserverRole
from missions.models import Call
from osce_portal.common.enums import Affiliation
from selection.candidacies.models import Dossier
from selection.delegation.enums import COMPARED
from selection.delegation.models import BalanceFacts

INTERNATIONAL = frozenset({ObserverRole.STO, ObserverRole.LTO, ObserverRole.CORE_TEAM})
READ_AT_ONCE = 500


def read_facts(call: Call) -> int:
    """Have the facts of everybody who is compared for ``call``; returns how many were read anew."""
    dossiers = unread_dossiers(call).only("candidacy_id", "data", "sha256")
    facts = [_facts_of(dossier, call.closes_on) for dossier in dossiers.iterator(READ_AT_ONCE)]
    BalanceFacts.objects.bulk_create(
        facts,
        batch_size=READ_AT_ONCE,
        update_conflicts=True,
        unique_fields=["candidacy"],
        update_fields=[
            "gender",
            "language_group",
            "affiliation",
            "first_timer",
            "last_belgian_year",
            "dossier_sha256",
        ],
    )
    return len(facts)


def unread_dossiers(call: Call) -> QuerySet[Dossier]:
    """Dossiers of people who are compared for ``call`` and whose facts were not read yet, or from another."""
    compared = Dossier.objects.filter(candidacy__call=call, candidacy__status__in=COMPARED)
    return compared.exclude(candidacy__balance_facts__dossier_sha256=F("sha256"))


def _facts_of(dossier: Dossier, last_day: Any) -> BalanceFacts:
    person, observations = dossier.data["person"], dossier.data["observations"]
    sent = [entry["year"] for entry in observations if entry["for_belgium"]]
    return BalanceFacts(
        candidacy_id=dossier.candidacy_id,
        gender=person["gender"],
        language_group=person["language_group"],
        affiliation=affiliation_on(dossier.data["employers"], last_day),
        first_timer=not any(entry["role"] in INTERNATIONAL for entry in observations),
        last_belgian_year=max(sent, default=None),
        dossier_sha256=dossier.sha256,
    )


def affiliation_on(employers: Iterable[Mapping[str, Any]], day: dt.date) -> Affiliation:
    """Internal means employed by the FPS FA on ``day`` (its procedure, point 4); not known is external."""
    internal = any(
        employer["kind"] == EmployerKind.FPS_FOREIGN_AFFAIRS and _covers(employer, day)
        for employer in employers
    )
    return Affiliation.INTERNAL if internal else Affiliation.EXTERNAL


def _covers(employer: Mapping[str, Any], day: dt.date) -> bool:
    text = day.isoformat()
    return (employer["started_on"] or "") <= text <= (employer["ended_on"] or "9999-12-31")
