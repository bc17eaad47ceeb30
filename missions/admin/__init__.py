"""The calendar in the admin: dates and status are read-only, acts are buttons that call services."""

from missions.admin.calls import CallAdmin
from missions.admin.missions import MissionAdmin
from missions.admin.money import BudgetAdmin
from missions.admin.places import FieldOperationAdmin, ParticipatingStateAdmin
from missions.admin.posts import CrisisMissionAdmin, SelorRoundAdmin, VacancyAdmin
from missions.admin.rounds import JpoRoundAdmin

__all__ = [
    "BudgetAdmin",
    "CallAdmin",
    "CrisisMissionAdmin",
    "FieldOperationAdmin",
    "JpoRoundAdmin",
    "MissionAdmin",
    "ParticipatingStateAdmin",
    "SelorRoundAdmin",
    "VacancyAdmin",
]
