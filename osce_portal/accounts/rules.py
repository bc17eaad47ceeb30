"""Roles as predicates; the groups themselves are made by ``sync_roles``."""

import rules

GROUPS = ("desk_officer", "decider", "budget_officer", "auditor", "administrator")

is_desk_officer = rules.is_group_member("desk_officer")
is_decider = rules.is_group_member("decider")
is_budget_officer = rules.is_group_member("budget_officer")
is_auditor = rules.is_group_member("auditor")
is_administrator = rules.is_group_member("administrator")
