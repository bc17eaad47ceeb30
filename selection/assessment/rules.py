"""Who sees a closed call and who may work on which candidacy: never the own file, never behind the wall."""

import rules

from candidates.models import Candidate
from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer
from osce_portal.common.errors import OwnFile
from selection.assessment.errors import ConflictDeclared
from selection.assessment.models import ConflictOfInterest
from selection.candidacies.rules import owns_candidacy


@rules.predicate
def has_conflict(user, candidacy=None) -> bool:
    """The officer has declared a conflict of interest with the candidacy's person."""
    if candidacy is None:
        return False
    return ConflictOfInterest.objects.of_officer(user).filter(candidate=candidacy.candidate_id).exists()


keeps_away = owns_candidacy | has_conflict
sees_calls = is_desk_officer | is_decider | is_auditor

rules.add_perm("assessment.see_call", sees_calls)
rules.add_perm("assessment.see_candidacy", sees_calls & ~keeps_away)
rules.add_perm("assessment.screen", is_desk_officer & ~keeps_away)
rules.add_perm("assessment.mark", is_desk_officer & ~keeps_away)
rules.add_perm("assessment.check_certificate", is_desk_officer & ~keeps_away)


def kept_from(user) -> frozenset[int]:
    """Primary keys of the candidates whose files this user keeps away from; two queries."""
    own = Candidate.objects.filter(user=user).values_list("pk", flat=True)
    declared = ConflictOfInterest.objects.of_officer(user).values_list("candidate_id", flat=True)
    return frozenset([*own, *declared])


def refuse_unless_neutral(user, candidate: Candidate) -> None:
    """Raise OwnFile or ConflictDeclared."""
    if candidate.user_id is not None and candidate.user_id == user.pk:
        raise OwnFile
    if ConflictOfInterest.objects.of_officer(user).filter(candidate=candidate).exists():
        raise ConflictDeclared
