"""Missions, posts and rounds, the calls made for them, and what belongs to a call."""

from missions.models.bands import QuotaTarget
from missions.models.call import Call
from missions.models.changes import Change
from missions.models.crisis import CrisisMission
from missions.models.following import Subscription
from missions.models.milestones import Milestone
from missions.models.mission import DAYS_NEEDED, Mission
from missions.models.money import Budget, Commitment
from missions.models.places import FieldOperation, ParticipatingState
from missions.models.rounds import JpoOpening, JpoPlacement, JpoRound, SelorRound
from missions.models.sheets import CalendarSheet
from missions.models.vacancy import Vacancy

__all__ = [
    "DAYS_NEEDED",
    "Budget",
    "CalendarSheet",
    "Call",
    "Change",
    "Commitment",
    "CrisisMission",
    "FieldOperation",
    "JpoOpening",
    "JpoPlacement",
    "JpoRound",
    "Milestone",
    "Mission",
    "ParticipatingState",
    "QuotaTarget",
    "SelorRound",
    "Subscription",
    "Vacancy",
]
