"""What a merge does with the lines of a CV and what stands beside them: the same line twice becomes one."""

import datetime as dt
from dataclasses import replace
from typing import Any

from candidates.models import (
    AlikePair,
    CvEntry,
    FormerNumber,
    LanguageSkill,
    ObservationExperience,
    PoolMembership,
    RegisterEntry,
    SearchText,
    Stated,
)
from osce_portal.common.models import database_now
from osce_portal.merging import MergePart, register_merge, rows_part


def _said(model: type[CvEntry]) -> list[str]:
    """What a line says: two that say the same are one. Of a language only one level can stand."""
    if model is LanguageSkill:
        return ["language"]
    own = {"id", "public_id", "candidate", "verified_at", "added_at"}
    return [field.attname for field in model._meta.concrete_fields if field.name not in own]


def _drop(model: Any, **more: Any) -> MergePart:
    """Rows that are made anew for the file that stays."""
    label = model._meta.label
    return MergePart(
        name=label,
        label=model._meta.verbose_name_plural,
        links=frozenset({f"{label}.candidate"}),
        count=lambda _gone: 0,
        move=lambda _kept, gone: model.objects.filter(candidate=gone).delete(),
        **more,
    )


def _drop_pairs(_kept: Any, gone: Any) -> None:
    AlikePair.objects.of(gone).delete()


def _of_the_newer_file(stays: Any, goes: Any) -> bool:
    """Lines have no date of their own: what the file says that was changed or confirmed last."""
    return bool(goes.candidate.current_at > stays.candidate.current_at)


def _is_verified(stays: Any, goes: Any) -> bool:
    """A mission that staff verified in one of the files stays verified, whichever of two alike lines goes."""
    return stays.verified_at is None and goes.verified_at is not None


def _is_further_on(stays: PoolMembership, goes: PoolMembership) -> bool:
    """Of one place on the list noted twice, that which ended, was trained, or lasts longer."""

    def how_far(place: PoolMembership) -> tuple[bool, bool, bool, dt.date]:
        days = place.ended_on, place.trained_on, place.invited_on
        ended, trained, invited = (day is not None for day in days)
        return ended, trained, invited, place.valid_until

    return how_far(goes) > how_far(stays)


def _move_register(kept: Any, gone: Any) -> None:
    """One place in the register, the one imported last; the other number stays known."""
    entries = RegisterEntry.objects.filter(candidate__in=[kept, gone])
    numbers = {number for number in entries.values_list("number", flat=True) if number}
    _register.move(kept, gone)
    numbers -= set(RegisterEntry.objects.filter(candidate=kept).values_list("number", flat=True))
    now = database_now()
    FormerNumber.objects.bulk_create(
        FormerNumber(candidate=kept, number=number, merged_at=now) for number in sorted(numbers)
    )


for _model in CvEntry.__subclasses__():
    register_merge(rows_part(_model._meta.label, same=_said(_model)))
register_merge(rows_part(LanguageSkill._meta.label, same=_said(LanguageSkill), newer=_of_the_newer_file))
register_merge(
    rows_part(ObservationExperience._meta.label, same=_said(ObservationExperience), newer=_is_verified)
)
register_merge(rows_part("candidates.FormerReference"))
register_merge(rows_part("candidates.FormerNumber"))
register_merge(rows_part("candidates.CampaignRecipient", same=["campaign_id"]))
register_merge(_drop(SearchText))
register_merge(_drop(Stated))
_register = rows_part(
    "candidates.RegisterEntry", same=[], newer=lambda stays, goes: goes.imported_at > stays.imported_at
)
register_merge(replace(_register, move=_move_register, dropped=lambda _kept, _gone: []))
register_merge(
    rows_part(
        "candidates.EuropassImport", same=[], newer=lambda stays, goes: goes.uploaded_at > stays.uploaded_at
    )
)
register_merge(rows_part("candidates.PoolMembership", same=["selor_reference"], newer=_is_further_on))
register_merge(
    MergePart(
        "candidates.AlikePair",
        AlikePair._meta.verbose_name_plural,
        frozenset({"candidates.AlikePair.first", "candidates.AlikePair.second"}),
        lambda _gone: 0,
        _drop_pairs,
    )
)
