"""Who may see and check a certificate."""

from typing import Any

import rules

from elearning.models import Certificate
from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer
from osce_portal.walls import keeps_away


@rules.predicate
def owns_certificate(user: Any, certificate: Certificate | None = None) -> bool:
    """The certificate's own person; without an object nobody is."""
    return (
        certificate is not None
        and certificate.candidate.user_id is not None
        and certificate.candidate.user_id == user.pk
    )


rules.add_perm("elearning.see_own_certificate", owns_certificate)
rules.add_perm(
    "elearning.see_certificate",
    (is_desk_officer | is_decider | is_auditor) & ~keeps_away,
)
rules.add_perm("elearning.check_certificate", is_desk_officer & ~keeps_away)
