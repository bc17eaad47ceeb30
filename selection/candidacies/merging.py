"""Candidacies move with their person; nobody can have two for one call."""

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from elearning.models import Certificate
from osce_portal.common.models import database_now
from osce_portal.merging import register_merge, rows_part
from selection.candidacies.enums import WITHDRAWABLE, CandidacyStatus
from selection.candidacies.models import Candidacy, DeadlineException


def _pairs(kept: Any, gone: Any) -> list[tuple[Candidacy, Candidacy]]:
    """For each call those of both files, withdrawn ones aside: they may stand side by side."""
    standing = Candidacy.objects.exclude(status=CandidacyStatus.WITHDRAWN)
    own = {candidacy.call_id: candidacy for candidacy in standing.filter(candidate=kept)}
    others = standing.filter(candidate=gone, call__in=own).select_related("call__mission__state")
    return [(own[other.call_id], other) for other in others]


def _lapsed(kept: Any, gone: Any) -> list[Candidacy]:
    """Drafts never handed in, for calls for which the other file has a candidacy: one of each pair goes."""
    pairs = _pairs(kept, gone)
    return [other if other.is_lapsed else own for own, other in pairs if own.is_lapsed or other.is_lapsed]


def _two_for_one_call(kept: Any, gone: Any) -> list[Any]:
    both = [(own, other) for own, other in _pairs(kept, gone) if not (own.is_lapsed or other.is_lapsed)]
    return [_said(own, other) % {"call": other.call} for own, other in both]


def _said(own: Candidacy, other: Candidacy) -> str:
    """What can be done about two candidacies for one call, if anything can."""
    if {own.status, other.status} & WITHDRAWABLE:
        return gettext("Both files have a candidacy for %(call)s. One of the two must be withdrawn first.")
    return gettext(
        "Both files have a candidacy for %(call)s, and they have both ended: one person cannot have had two, "
        "and neither can be withdrawn any more. The two files stay as they are."
    )


def _dropped(kept: Any, gone: Any) -> list[str]:
    text = gettext("Candidacy for %(call)s: %(status)s")
    return [
        text % {"call": candidacy.call, "status": candidacy.get_status_display()}
        for candidacy in _lapsed(kept, gone)
    ]


_plain = rows_part("candidacies.Candidacy", order=20, obstacles=_two_for_one_call)


def _move(kept: Any, gone: Any) -> None:
    """A certificate that both files have stays once: candidacies rest on that one."""
    Candidacy.objects.filter(pk__in=[candidacy.pk for candidacy in _lapsed(kept, gone)]).delete()
    for certificate in Certificate.objects.filter(candidate=kept):
        alike = Q(certificate__mission=certificate.mission_id, certificate__sha256=certificate.sha256)
        Candidacy.objects.filter(alike, candidate=gone).update(certificate=certificate)
    _plain.move(kept, gone)


def _doubled(kept: Any, gone: Any) -> list[DeadlineException]:
    """Exceptions that stand in both files for one call: of each pair the one that goes."""
    standing = DeadlineException.objects.standing(database_now())
    own = {row.call_id: row for row in standing.filter(candidate=kept)}
    others = standing.filter(candidate=gone, call__in=own).select_related("call__mission__state")
    pairs = [(own[other.call_id], other) for other in others]
    return [own if other.is_approved and not own.is_approved else other for own, other in pairs]


def _dropped_exceptions(kept: Any, gone: Any) -> list[str]:
    return [gettext("Exception for %(call)s") % {"call": row.call} for row in _doubled(kept, gone)]


def _move_exceptions(kept: Any, gone: Any) -> None:
    DeadlineException.objects.filter(pk__in=[row.pk for row in _doubled(kept, gone)]).delete()
    _exceptions.move(kept, gone)


_exceptions = rows_part("candidacies.DeadlineException")

register_merge(
    rows_part("candidacies.LateAttempt"),
)
register_merge(replace(_exceptions, move=_move_exceptions, dropped=_dropped_exceptions))
register_merge(replace(_plain, move=_move, dropped=_dropped))
