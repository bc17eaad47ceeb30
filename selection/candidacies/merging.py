"""Candidacies move with their person; nobody can have two for one call."""

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from elearning.models import Certificate
from osce_portal.merging import register_merge, rows_part
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy


def _two_for_one_call(kept: Any, gone: Any) -> list[Any]:
    standing = Candidacy.objects.exclude(status=CandidacyStatus.WITHDRAWN)
    both = standing.filter(candidate=kept, call__in=standing.filter(candidate=gone).values("call"))
    text = gettext("Both files have a candidacy for %(call)s. One of the two must be withdrawn first.")
    calls = both.select_related("call__mission__state")
    return [text % {"call": candidacy.call} for candidacy in calls]


_plain = rows_part("candidacies.Candidacy", order=20, obstacles=_two_for_one_call)


def _move(kept: Any, gone: Any) -> None:
    """A certificate that both files have stays once: candidacies rest on that one."""
    for certificate in Certificate.objects.filter(candidate=kept):
        alike = Q(certificate__mission=certificate.mission_id, certificate__sha256=certificate.sha256)
        Candidacy.objects.filter(alike, candidate=gone).update(certificate=certificate)
    _plain.move(kept, gone)


register_merge(
    rows_part("candidacies.LateAttempt"),
)
register_merge(replace(_plain, move=_move))
