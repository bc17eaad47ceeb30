"""Who answers requests about personal data, and who sees how they stand."""

import rules

from osce_portal.accounts.rules import is_administrator, is_auditor, is_desk_officer

rules.add_perm("privacy.see_requests", is_desk_officer | is_auditor)
rules.add_perm("privacy.record_requests", is_desk_officer | is_auditor)
rules.add_perm("privacy.answer_requests", is_auditor)
rules.add_perm("privacy.see_retention", is_auditor | is_administrator)
rules.add_perm("privacy.switch_purge", is_administrator)
rules.add_perm("privacy.see_data_map", is_auditor | is_administrator)
