"""The balance bands of a call."""

from typing import Any

from django.db import transaction

from missions import errors
from missions.models import Call, QuotaTarget
from missions.own import refuse_candidates
from missions.services.calls import lock_call
from osce_portal.audit.services import record

BAND_FIELDS = (
    "label", "min", "max", "min_share", "max_share", "hard", "tolerance",
    "weight_within", "weight_beyond", "carries_year",
)  # fmt: skip


@transaction.atomic
def set_bands(call: Call, *, actor: Any, bands: list[dict[str, Any]]) -> list[QuotaTarget]:
    """Replace the call's balance bands by ``bands`` (fields of QuotaTarget).

    Raises AlreadyDecided, OwnCall.
    """
    refuse_candidates(call, actor)
    call = lock_call(call)
    if call.decided_at is not None:
        raise errors.AlreadyDecided
    before = bands_of(call)
    call.quota_targets.all().delete()
    targets = [QuotaTarget(call=call, **band) for band in bands]
    for target in targets:
        target.full_clean(exclude=["call"])
        target.save()
    record("call.bands_changed", call, actor=actor, values={"before": before, "after": bands_of(call)})
    return targets


def bands_of(call: Call) -> list[dict[str, Any]]:
    """The call's balance bands as plain values, by label."""
    return [{name: getattr(target, name) for name in BAND_FIELDS} for target in call.quota_targets.all()]
