"""What must be settled before a selection is computed, handed in or approved; what a decider must know."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions.models import Call
from missions.suggestions import allowed_by_share
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.delegation import errors
from selection.delegation.enums import COMPARED, RunStatus
from selection.delegation.models import SelectionRun, Succession
from selection.delegation.rules import is_close_to_nobody


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an official must see. A blocker forbids handing in; a warning asks for a reason."""

    code: str
    text: str
    is_blocker: bool = False


def refuse_unready(call: Call) -> None:
    """Raises the DomainError that says what is missing before anything can be computed."""
    if call.cancelled_at is not None:
        raise errors.CallCancelled
    if call.closes_at is None or call.closes_at > database_now():
        raise errors.CallStillOpen
    if call.places is None:
        raise errors.PlacesUnknown
    if call.unit_cost_cents is None:
        raise errors.UnitCostNotSet
    if call.budget_cents is None:
        raise errors.BudgetNotSet


def notices_of_call(call: Call) -> list[Notice]:
    """What stands in the way for a call, or must be known; two queries."""
    minimum = call.minimum_score_tenths or 0
    compared, pointed = Q(status__in=COMPARED), Q(assessments__isnull=False)
    decided = Q(overrides__isnull=False, overrides__lifted_at__isnull=True)
    counts = Candidacy.objects.filter(call=call).aggregate(
        unscreened=Count("pk", Q(status=CandidacyStatus.SUBMITTED), distinct=True),
        without_points=Count("pk", compared & ~pointed, distinct=True),
        unmarked=Count(
            "pk", compared & pointed & Q(assessments__motivation_level__isnull=True), distinct=True
        ),
        below=Count("pk", compared & Q(assessments__total_tenths__lt=minimum), distinct=True),
        below_decided=Count(
            "pk", compared & Q(assessments__total_tenths__lt=minimum) & decided, distinct=True
        ),
    )
    return [
        *_blockers(counts["unscreened"], counts["without_points"], counts["below"] - counts["below_decided"]),
        *_unmarked(counts["unmarked"]),
        *_places(call),
    ]


def notices_of_run(run: SelectionRun) -> list[Notice]:
    """What the decider must know of a run: no money, points not verified, optimum not proven; one query."""
    notices = []
    if run.problem["calls"][0]["budget_cents"] == 0 and not run.result["filled"]:
        notices.append(Notice("no_money", _("The budget is zero: nobody can be sent.")))
    unverified = run.picks.filter(candidacy__assessments__verified_at__isnull=True).count()
    if unverified:
        text = ngettext(
            "%(count)d person of the team and the reserve list has points that nobody verified yet.",
            "%(count)d people of the team and the reserve list have points that nobody verified yet.",
            unverified,
        )
        notices.append(Notice("unverified", text % {"count": unverified}))
    if run.result["status"] == "time_limit":
        text = _("The time ran out before the optimum was proven: this is the best team found so far.")
        notices.append(Notice("not_proven", text))
    return notices


def refuse_blocked(call: Call) -> None:
    """Raises DomainError with everything that must be settled before a selection is handed in."""
    blockers = [notice.text for notice in notices_of_call(call) if notice.is_blocker]
    if blockers:
        raise DomainError(" ".join(blockers))


def refuse_unexplained(run: SelectionRun, despite: str) -> None:
    """Raises DespiteNeeded when there are warnings and nobody says why they do not matter."""
    notices = [*notices_of_call(run.call), *notices_of_run(run)]
    if notices and not despite.strip():
        raise errors.DespiteNeeded


def refuse_undecidable(
    handed_in: SelectionRun | Succession, *, is_second: bool, reason: str, actor: Any
) -> None:
    """What keeps ``actor`` from deciding on a run or a replacement that waits; its call is locked.

    Raises RunNotOpen, SecondPersonNeeded, OwnCall, CloseToSomebody, ReasonNeeded.
    """
    if handed_in.status != RunStatus.SUBMITTED:
        raise errors.RunNotOpen
    if not is_second:
        raise errors.SecondPersonNeeded
    refuse_involved(handed_in.call_id, actor)
    if not is_close_to_nobody(actor, handed_in):
        raise errors.CloseToSomebody
    if not reason.strip():
        raise errors.ReasonNeeded


def _blockers(unscreened: int, without_points: int, below_minimum: int) -> list[Notice]:
    texts = {
        "unscreened": ngettext(
            "%(count)d candidacy received is not yet screened.",
            "%(count)d candidacies received are not yet screened.",
            unscreened,
        )
        % {"count": unscreened},
        "without_points": ngettext(
            "%(count)d eligible candidacy has no points yet and is not compared.",
            "%(count)d eligible candidacies have no points yet and are not compared.",
            without_points,
        )
        % {"count": without_points},
        "below_minimum": ngettext(
            "%(count)d person below the minimum score waits for a person's decision.",
            "%(count)d people below the minimum score wait for a person's decision.",
            below_minimum,
        )
        % {"count": below_minimum},
    }
    counts = {"unscreened": unscreened, "without_points": without_points, "below_minimum": below_minimum}
    return [Notice(code, texts[code], is_blocker=True) for code, count in counts.items() if count]


def _unmarked(unmarked: int) -> list[Notice]:
    text = ngettext(
        "%(count)d motivation is not yet marked: it counts as no points.",
        "%(count)d motivations are not yet marked: they count as no points.",
        unmarked,
    )
    return [Notice("unmarked", text % {"count": unmarked})] if unmarked else []


def _places(call: Call) -> list[Notice]:
    allowed = allowed_by_share(call)
    if allowed is None or call.places is None or call.places <= allowed:
        return []
    text = ngettext(
        "Belgium may propose %(count)d observer for this mission: the call's other places stay empty.",
        "Belgium may propose %(count)d observers for this mission: the call's other places stay empty.",
        allowed,
    )
    return [Notice("places_capped", text % {"count": allowed})]
