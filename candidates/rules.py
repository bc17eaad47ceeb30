"""Who may see and change a person's file. Staff who are candidates too keep away from their own."""

from typing import Any

import rules

from candidates.models import Candidate
from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer
from osce_portal.common.errors import OwnFile
from osce_portal.walls import keeps_away, register_wall

register_wall(lambda user: Candidate.objects.filter(user=user.pk), refusal=OwnFile)


@rules.predicate
def owns_file(user: Any, candidate: Candidate | None = None) -> bool:
    """The file's own person; the admin asks without an object, and nobody owns that."""
    return candidate is not None and candidate.user_id is not None and candidate.user_id == user.pk


reads_files = is_desk_officer | is_decider | is_auditor

rules.add_perm("candidates.see_own_file", owns_file)
rules.add_perm("candidates.edit_own_file", owns_file)
rules.add_perm("candidates.view_candidate", reads_files & ~keeps_away)
rules.add_perm("candidates.see_gender", is_desk_officer)
rules.add_perm("candidates.add_candidate", is_desk_officer)
rules.add_perm("candidates.change_candidate", is_desk_officer & ~keeps_away)
rules.add_perm("candidates.import_sheets", is_desk_officer)
rules.add_perm("candidates.view_poolmembership", reads_files & ~keeps_away)
rules.add_perm("candidates.add_poolmembership", is_desk_officer)
rules.add_perm("candidates.change_poolmembership", is_desk_officer & ~keeps_away)
rules.add_perm("candidates.view_observationexperience", reads_files & ~keeps_away)
rules.add_perm("candidates.verify_observationexperience", is_desk_officer & ~keeps_away)
rules.add_perm("candidates.export_candidate", is_desk_officer)
rules.add_perm("candidates.write_to_people", is_desk_officer)
rules.add_perm("candidates.merge_candidate", is_desk_officer & ~keeps_away)
