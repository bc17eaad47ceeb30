"""Refusals of the calendar."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class AsksForNobody(DomainError):
    message = _("A mission of this format does not ask participating States for such observers.")


class ElectionDayUnknown(DomainError):
    message = _("A call opens only once the election day is known to the day.")


class DeadlinePassed(DomainError):
    message = _("Six weeks before election day is already past: this call can no longer open.")


class LaterThanSixWeeks(DomainError):
    message = _("The last day cannot be later than six weeks before election day.")


class MissionNotPublished(DomainError):
    message = _("Publish the mission first: confirm it with its source.")


class SourceMissing(DomainError):
    message = _("Please name the source that confirms the mission.")


class AlreadyPublished(DomainError):
    message = _("This call is already published: its deadline stands.")


class StillOpen(DomainError):
    message = _("The deadline has not passed yet: candidates may still apply.")


class AlreadyDecided(DomainError):
    message = _("The selection is approved: the settings of this call can no longer change.")


class DayIsFixed(DomainError):
    message = _("A published call has its deadline from this day: it cannot be changed here.")
