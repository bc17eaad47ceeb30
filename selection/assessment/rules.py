"""Who sees a closed call and who may work on which candidacy: never the own file, never behind the wall."""

from typing import Any

import rules
from django.db.models import QuerySet

from candidates.models import Candidate
from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer
from osce_portal.walls import keeps_away, register_wall
from selection.assessment.errors import ConflictDeclared
from selection.assessment.models import ConflictOfInterest


def people_close_to(user: Any) -> QuerySet[Candidate]:
    """Candidates with whom this officer has declared a conflict of interest."""
    return Candidate.objects.filter(pk__in=ConflictOfInterest.objects.of_officer(user).values("candidate"))


register_wall(people_close_to, refusal=ConflictDeclared)

sees_calls = is_desk_officer | is_decider | is_auditor

rules.add_perm("assessment.see_call", sees_calls)
rules.add_perm("assessment.see_candidacy", sees_calls & ~keeps_away)
rules.add_perm("assessment.screen", is_desk_officer & ~keeps_away)
rules.add_perm("assessment.mark", is_desk_officer & ~keeps_away)
rules.add_perm("assessment.check_certificate", is_desk_officer & ~keeps_away)
