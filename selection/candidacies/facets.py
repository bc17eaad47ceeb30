"""Facets of the list of people that need calendar and candidacies: region, free days, last mission."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.facets.cv import with_experience_of
from candidates.facets.facet import Facet, Values, choice_facet, choice_field, chosen_words, register_facet
from candidates.facts import stating
from candidates.forms.fields import DateInput
from candidates.models import Stated, Unavailability
from candidates.querysets import CandidateQuerySet
from missions.enums import Region
from missions.models import DAYS_NEEDED, ParticipatingState
from osce_portal.formats.written import written_date
from selection.candidacies.enums import WENT, CandidacyStatus
from selection.candidacies.models import Candidacy

AWAY = (CandidacyStatus.NOMINATED, CandidacyStatus.CONFIRMED, CandidacyStatus.DEPLOYED)


def in_region(people: CandidateQuerySet, region: str) -> CandidateQuerySet:
    """Who knows a country of this region."""
    states = ParticipatingState.objects.filter(region=region)
    return people.filter(stating(with_experience_of(states.values_list("iso2", flat=True))))


def free_between(people: CandidateQuerySet, first: dt.date, last: dt.date) -> CandidateQuerySet:
    """Who told of no day within these (both included) on which to be away, and is on no mission then."""
    absent = Unavailability.objects.filter(
        candidate=OuterRef("pk"), started_on__lte=last, ended_on__gte=first
    )
    away = Candidacy.objects.filter(_on_mission(first, last), candidate=OuterRef("pk"))
    return people.filter(~Exists(absent), ~Exists(away))


def _on_mission(first: dt.date, last: dt.date) -> Q:
    """Expected at an election within these days; or at a post without one, from which nobody is back."""
    found = Q(status=CandidacyStatus.DEPLOYED, call__mission__isnull=True)
    for role, (before, after) in DAYS_NEEDED.items():
        days = (first - dt.timedelta(days=after), last + dt.timedelta(days=before))
        found |= Q(status__in=AWAY, call__role=role, call__mission__election_day__range=days)
    return found


LAST_MISSIONS: list[tuple[str, Any]] = [
    ("never", _("never")),
    ("since", _("in this year or later")),
    ("before", _("before this year")),
]


def sent(people: CandidateQuerySet, when: str, year: int | None) -> CandidateQuerySet:
    """Whom Belgium never sent, last sent in ``year`` or later, or last before; by the CV and the portal."""
    went = Candidacy.objects.filter(status__in=sorted(WENT))
    if when == "never":
        return people.filter(~_is_of(went), stated__last_sent__isnull=True)
    told = Stated.objects.filter(last_sent__isnull=False)
    if year is None:
        return people.filter(_among(told, went))
    lately = went.filter(call__mission__election_day__year__gte=year)
    if when == "since":
        return people.filter(_among(told.filter(last_sent__gte=year), lately))
    earlier = _in(told.filter(last_sent__lt=year)) | _in(went)
    return people.filter(earlier, ~_in(told.filter(last_sent__gte=year)), ~_in(lately))


def _is_of(lines: QuerySet[Any]) -> Exists:
    return Exists(lines.filter(candidate=OuterRef("pk")))


def _in(lines: QuerySet[Any]) -> Q:
    """Whose line is in this list, made once and looked into name by name."""
    return Q(pk__in=lines.order_by().values("candidate"))


def _among(*lines: QuerySet[Any]) -> Q:
    """Whose line is among these; one list, so that the database knows about how long it is."""
    first, *others = (rows.order_by().values("candidate") for rows in lines)
    return Q(pk__in=first.union(*others, all=True))


def _narrow_free(people: CandidateQuerySet, values: Values) -> CandidateQuerySet:
    first = values["free_from"] or values["free_to"]
    last = values["free_to"] or first
    return free_between(people, first, max(first, last))


def _free_words(values: Values) -> str:
    days = dict.fromkeys(written_date(day) for day in (values["free_from"], values["free_to"]) if day)
    return gettext("Free on these days: %(days)s") % {"days": " – ".join(days)}


def _free_fields() -> dict[str, forms.Field]:
    return {
        "free_from": forms.DateField(label=_("Free from"), required=False, widget=DateInput()),
        "free_to": forms.DateField(label=_("to"), required=False, widget=DateInput()),
    }


def _narrow_sent(people: CandidateQuerySet, values: Values) -> CandidateQuerySet:
    return sent(people, values["sent"], values["sent_year"]) if values["sent"] else people


def _sent_words(values: Values) -> str:
    if not values["sent"]:
        return gettext("A year of the last mission alone narrows nothing")
    said = f"{gettext('Last mission for Belgium')}: {chosen_words(LAST_MISSIONS, values['sent'])}"
    return f"{said} ({values['sent_year']})" if values["sent_year"] and values["sent"] != "never" else said


def _sent_fields() -> dict[str, forms.Field]:
    return {
        "sent": choice_field(_("Last mission for Belgium"), LAST_MISSIONS),
        "sent_year": forms.IntegerField(label=_("year"), required=False, min_value=1990, max_value=2100),
    }


register_facet(choice_facet("region", _("Experience of the region"), 31, lambda: Region.choices, in_region))
register_facet(Facet("free", _("Free on these days"), 70, _free_fields, _narrow_free, _free_words))
register_facet(Facet("sent", _("Last mission for Belgium"), 45, _sent_fields, _narrow_sent, _sent_words))
