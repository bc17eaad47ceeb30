"""Who may nominate, and who may see or take the list along."""

import rules

from osce_portal.accounts.rules import is_auditor, is_decider, is_desk_officer

rules.add_perm("nominations.see_list", is_desk_officer | is_decider | is_auditor)
rules.add_perm("nominations.nominate", is_desk_officer)
rules.add_perm("nominations.see_travel_details", is_desk_officer)
