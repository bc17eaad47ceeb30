"""The whole life of a candidacy on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CandidacyStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LAPSED = "lapsed", _("Not handed in before the deadline")
    SUBMITTED = "submitted", _("Received")
    ELIGIBLE = "eligible", _("Eligible")
    INELIGIBLE = "ineligible", _("Not eligible")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("On the reserve list")
    NOT_SELECTED = "not_selected", _("Not selected")
    OFFERED = "offered", _("Asked to confirm")
    ACCEPTED = "accepted", _("Confirmed by the candidate")
    DECLINED = "declined", _("Declined by the candidate")
    NOMINATED = "nominated", _("Nominated to the OSCE")
    CONFIRMED = "confirmed", _("Taken up by the OSCE")
    REFUSED = "refused", _("Not taken up by the OSCE")
    DEPLOYED = "deployed", _("On mission")
    COMPLETED = "completed", _("Mission completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MISSION_CHANGED = "mission_changed", _("Mission changed or cancelled")


_S = CandidacyStatus
_LEAVE = {_S.WITHDRAWN, _S.MISSION_CHANGED}
TRANSITIONS: dict[CandidacyStatus, set[CandidacyStatus]] = {
    _S.DRAFT: {_S.SUBMITTED, _S.LAPSED} | _LEAVE,
    _S.LAPSED: {_S.DRAFT},  # a call that is reopened
    _S.SUBMITTED: {_S.ELIGIBLE, _S.INELIGIBLE} | _LEAVE,
    _S.ELIGIBLE: {_S.INELIGIBLE, _S.SELECTED, _S.RESERVE, _S.NOT_SELECTED} | _LEAVE,
    _S.INELIGIBLE: {_S.ELIGIBLE} | _LEAVE,  # a person looks again
    _S.RESERVE: {_S.SELECTED, _S.NOT_SELECTED} | _LEAVE,
    _S.NOT_SELECTED: {_S.SELECTED, _S.RESERVE},  # a review, a withdrawal elsewhere
    _S.SELECTED: {_S.OFFERED, _S.NOMINATED, _S.RESERVE, _S.NOT_SELECTED} | _LEAVE,  # a later run
    _S.OFFERED: {_S.ACCEPTED, _S.DECLINED} | _LEAVE,
    _S.ACCEPTED: {_S.NOMINATED} | _LEAVE,
    _S.NOMINATED: {_S.CONFIRMED, _S.REFUSED} | _LEAVE,
    _S.CONFIRMED: {_S.DEPLOYED} | _LEAVE,
    _S.DEPLOYED: {_S.COMPLETED},
    **{end: set() for end in (_S.DECLINED, _S.REFUSED, _S.COMPLETED, *_LEAVE)},
}
LEAVING = frozenset(_LEAVE)
NEVER_RECEIVED = frozenset({_S.DRAFT, _S.LAPSED})  # the only statuses that cannot have been received
WITHDRAWABLE = frozenset(status for status, targets in TRANSITIONS.items() if _S.WITHDRAWN in targets)
IN_SELECTION = frozenset({_S.ELIGIBLE, _S.SELECTED, _S.RESERVE, _S.NOT_SELECTED})


# Who goes, or may still go: those who have a place in the team.
PLACED = frozenset(
    {_S.SELECTED, _S.OFFERED, _S.ACCEPTED, _S.NOMINATED, _S.CONFIRMED, _S.DEPLOYED, _S.COMPLETED}
)

# What a person is told once a selection is approved; whoever left is told nothing more.
WITH_OUTCOME = frozenset(
    {
        _S.INELIGIBLE,
        _S.SELECTED,
        _S.RESERVE,
        _S.NOT_SELECTED,
        _S.OFFERED,
        _S.ACCEPTED,
        _S.NOMINATED,
        _S.CONFIRMED,
        _S.REFUSED,
        _S.DEPLOYED,
        _S.COMPLETED,
    }
)
# Seen by staff at once; the person is told when the call is decided, with the reasons and everybody else.
TOLD_WITH_THE_DECISION = frozenset({_S.ELIGIBLE, _S.INELIGIBLE})


WENT = frozenset({_S.DEPLOYED, _S.COMPLETED})  # whom Belgium sent


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("E-mail")
    PAPER = "paper", _("Paper")
    OSCE = "osce", _("Forwarded by the OSCE")
