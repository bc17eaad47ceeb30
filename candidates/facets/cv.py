"""Facets of the CV: languages, countries, missions, trainings, employer."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.enums import FEDERAL_SERVICES, EmployerKind, ExpertiseField, ObserverRole, TrainingKind
from candidates.facets.facet import (
    Facet,
    Values,
    choice_facet,
    choice_field,
    chosen_words,
    facts_facet,
    register_facet,
)
from candidates.facts import fact, having_worked, speaking, stating
from candidates.forms.choosing import country_choices, country_field, language_field
from candidates.languages import language_name
from candidates.models import Employer
from candidates.querysets import CandidateQuerySet
from osce_portal.common.enums import CefrLevel, Scheme


def with_experience_of(countries: Iterable[str]) -> list[str]:
    """Facts of who stayed, worked or observed in one of these countries."""
    return [fact("knows", country) for country in countries]


def employed_today(kinds: Any, today: dt.date) -> Exists:
    """Whether somebody works for one of these today (``candidates.affiliation``)."""
    begun = Q(started_on__isnull=True) | Q(started_on__lte=today)
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gte=today)
    return Exists(Employer.objects.filter(begun, not_over, candidate=OuterRef("pk"), kind__in=kinds))


AFFILIATIONS: list[tuple[str, Any]] = [
    ("ministry", _("Internal: FPS Foreign Affairs")),
    ("federal", _("Internal: any federal service")),
    ("external", _("External: no federal service")),
]


def with_affiliation(people: CandidateQuerySet, affiliation: str) -> CandidateQuerySet:
    """Internal to the ministry, to the federal services, or to none of them, as of today.

    The index tells who ever worked there; only of those the days are asked. Most people are external: of
    each the own employers are looked up.
    """
    is_ministry = affiliation == "ministry"
    kinds = [EmployerKind.FPS_FOREIGN_AFFAIRS] if is_ministry else sorted(FEDERAL_SERVICES)
    today = employed_today(kinds, timezone.localdate())
    if affiliation == "external":
        return people.filter(~today)
    return people.filter(stating(fact("employed", kind) for kind in kinds), today)


def _language_facet(number: int, order: int) -> Facet:
    language, level = f"language{number}", f"level{number}"
    label = _("Language") if number == 1 else _("Second language")

    def states(values: Values) -> list[str]:
        return speaking(values[language], values[level]) if values[language] else []

    def narrow(people: CandidateQuerySet, values: Values) -> CandidateQuerySet:
        return people.filter(stating(asked)) if (asked := states(values)) else people

    def words(values: Values) -> str:
        if not values[language]:
            return gettext("A level without a language narrows nothing")
        name = language_name(values[language])
        return f"{name} ≥ {values[level]}" if values[level] else name

    return Facet(
        language,
        label,
        order,
        lambda: {
            language: language_field(label, required=False),
            level: choice_field(_("at least at level"), CefrLevel.choices),
        },
        narrow,
        words,
        states=states,
    )


def _missions(values: Values) -> list[str]:
    """Facts of who observed so many elections, in this role if one is named."""
    return [fact("observed", values["observed_as"], str(values["observed"] or 1))]


def _mission_words(values: Values) -> str:
    role = chosen_words(ObserverRole.choices, values["observed_as"]) or gettext("Elections observed")
    return f"{role} ≥ {values['observed'] or 1}"


register_facet(
    facts_facet(
        "ready", _("Ready for"), 10, lambda: Scheme.choices, lambda scheme: [fact("ready", scheme)]
    )
)  # fmt: skip
register_facet(_language_facet(1, 20))
register_facet(_language_facet(2, 21))
_country = facts_facet(
    "country", _("Experience of the country"), 30, country_choices,
    lambda country: with_experience_of([country]),
)  # fmt: skip
register_facet(replace(_country, fields=lambda: {"country": country_field(_country.label, required=False)}))
register_facet(
    Facet(
        "observed",
        _("Elections observed"),
        40,
        lambda: {
            "observed_as": choice_field(_("Elections observed as"), ObserverRole.choices),
            "observed": forms.IntegerField(
                label=_("at least (elections)"), required=False, min_value=1, max_value=99
            ),
        },
        lambda people, values: people.filter(stating(_missions(values))),
        _mission_words,
        states=_missions,
    )
)
register_facet(
    facts_facet(
        "field", _("Field of expertise"), 32, lambda: ExpertiseField.choices,
        lambda one: [fact("field", one)],
    )
)  # fmt: skip
register_facet(
    Facet(
        "worked",
        _("Years of work"),
        33,
        lambda: {
            "worked": forms.IntegerField(
                label=_("Work experience of at least (years)"), required=False, min_value=1, max_value=60
            ),
        },
        lambda people, values: people.filter(having_worked(values["worked"], timezone.localdate())),
        lambda values: f"{gettext('Years of work')} ≥ {values['worked']}",
    )
)
register_facet(
    facts_facet(
        "crisis", _("Worked in a crisis or conflict area"), 34, lambda: [("yes", _("yes"))],
        lambda _said: [fact("crisis")],
    )
)  # fmt: skip
register_facet(
    facts_facet(
        "training", _("Training"), 50, lambda: TrainingKind.choices, lambda kind: [fact("trained", kind)]
    )
)  # fmt: skip
register_facet(choice_facet("affiliation", _("Affiliation"), 60, lambda: AFFILIATIONS, with_affiliation))
