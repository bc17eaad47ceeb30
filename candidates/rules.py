"""Who may see and change a person's file. Staff who are candidates too keep away from their own."""

import rules

from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer


@rules.predicate
def owns_file(user, candidate=None) -> bool:
    """The file's own person; the admin asks without an object, and nobody owns that."""
    return candidate is not None and candidate.user_id is not None and candidate.user_id == user.pk


@rules.predicate
def owns_line(user, entry=None) -> bool:
    """A line of the own CV."""
    return entry is not None and owns_file.test(user, entry.candidate)


reads_files = is_desk_officer | is_decider | is_auditor

rules.add_perm("candidates.see_own_file", owns_file)
rules.add_perm("candidates.edit_own_file", owns_file)
rules.add_perm("candidates.view_candidate", reads_files & ~owns_file)
rules.add_perm("candidates.see_gender", is_desk_officer)
rules.add_perm("candidates.add_candidate", is_desk_officer)
rules.add_perm("candidates.change_candidate", is_desk_officer & ~owns_file)
rules.add_perm("candidates.view_observationexperience", reads_files & ~owns_line)
rules.add_perm("candidates.verify_observationexperience", is_desk_officer & ~owns_line)
