"""Who keeps the budgets, and who signs when one is overrun: never the same person."""

import rules

from osce_portal.accounts.rules import is_auditor, is_budget_officer, is_decider, is_desk_officer

rules.add_perm("missions.keep_budget", is_budget_officer)
rules.add_perm("missions.sign_overrun", is_decider)
rules.add_perm("missions.see_money", is_budget_officer | is_decider | is_desk_officer | is_auditor)
