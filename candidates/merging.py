"""What a merge does with the lines of a CV and what stands beside them: the same line twice becomes one."""

from dataclasses import replace
from typing import Any

from candidates.models import (
    AlikePair,
    CvEntry,
    EuropassImport,
    LanguageSkill,
    ObservationExperience,
    RegisterEntry,
    SearchText,
)
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


def _only_one(model: Any) -> MergePart:
    """Of these a person has one: that of the file that stays, if it has one."""
    label = model._meta.label

    def move(kept: Any, gone: Any) -> None:
        rows = model.objects.filter(candidate=gone)
        if model.objects.filter(candidate=kept).exists():
            rows.delete()
        else:
            rows.update(candidate=kept)

    return replace(rows_part(label), move=move)


def _drop_pairs(_kept: Any, gone: Any) -> None:
    AlikePair.objects.of(gone).delete()


def _verified_once(kept: Any, gone: Any) -> None:
    """A mission that staff verified in one of the files stays verified, whichever of two alike lines goes."""
    said = _said(ObservationExperience)
    verified = ObservationExperience.objects.filter(candidate=gone, verified_at__isnull=False)
    for line in verified:
        alike = {name: getattr(line, name) for name in said}
        unverified = ObservationExperience.objects.filter(candidate=kept, verified_at__isnull=True, **alike)
        unverified.update(verified_at=line.verified_at)
    _missions.move(kept, gone)


for _model in CvEntry.__subclasses__():
    register_merge(rows_part(_model._meta.label, same=_said(_model)))
_missions = rows_part(ObservationExperience._meta.label, same=_said(ObservationExperience))
register_merge(replace(_missions, move=_verified_once))
register_merge(rows_part("candidates.FormerReference"))
register_merge(rows_part("candidates.CampaignRecipient", same=["campaign_id"]))
register_merge(_drop(SearchText))
register_merge(_only_one(RegisterEntry))
register_merge(_only_one(EuropassImport))
register_merge(rows_part("candidates.PoolMembership", same=["selor_reference"]))
register_merge(
    MergePart(
        "candidates.AlikePair",
        AlikePair._meta.verbose_name_plural,
        frozenset({"candidates.AlikePair.first", "candidates.AlikePair.second"}),
        lambda _gone: 0,
        _drop_pairs,
    )
)
