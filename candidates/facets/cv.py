"""Facets of the CV: languages, countries, missions, trainings, employer."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.enums import FEDERAL_SERVICES, EmployerKind, ObserverRole, TrainingKind
from candidates.facets.facet import Facet, Values, choice_facet, choice_field, chosen_words, register_facet
from candidates.forms.choosing import country_choices, language_choices
from candidates.languages import language_name
from candidates.models import (
    CountryExperience,
    Employer,
    Employment,
    LanguageSkill,
    ObservationExperience,
    Training,
)
from candidates.querysets import CandidateQuerySet
from osce_portal.common.enums import CefrLevel, Scheme

PARTS_OF_A_LEVEL = ("listening", "reading", "speaking", "writing")


def with_language(people: CandidateQuerySet, language: str, level: str) -> CandidateQuerySet:
    """Who speaks it at that level at least, in the lowest of the four; a mother tongue is C2."""
    at_least = Q(**{f"{part}__gte": level for part in PARTS_OF_A_LEVEL}) | Q(is_mother_tongue=True)
    lines = LanguageSkill.objects.filter(at_least, candidate=OuterRef("pk"), language=language)
    return people.filter(Exists(lines))


def with_experience_of(people: CandidateQuerySet, countries: list[str]) -> CandidateQuerySet:
    """Who stayed, worked or observed in one of these countries.

    Three conditions joined by "or": the database then looks each up in a table made once, whether few people
    or most know the country. A union would be sorted and joined whole.
    """
    models: tuple[Any, ...] = (CountryExperience, Employment, ObservationExperience)
    known = Q(pk__in=[])
    for model in models:
        lines = model._default_manager.filter(country__in=countries)
        known |= Q(pk__in=lines.order_by().values("candidate"))
    return people.filter(known)


def with_missions(people: CandidateQuerySet, role: str, at_least: int) -> CandidateQuerySet:
    """Who observed so many elections, in this role if one is named."""
    missions = ObservationExperience.objects.filter(
        candidate=OuterRef("pk"), **({"role": role} if role else {})
    )
    return people.filter(Exists(missions.order_by()[at_least - 1 : at_least]))


def with_training(people: CandidateQuerySet, kind: str) -> CandidateQuerySet:
    """Who did a training of this kind."""
    return people.filter(Exists(Training.objects.filter(candidate=OuterRef("pk"), kind=kind)))


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
    """Internal to the ministry, to the federal services, or to none of them, as of today."""
    today = timezone.localdate()
    if affiliation == "ministry":
        return people.filter(employed_today([EmployerKind.FPS_FOREIGN_AFFAIRS], today))
    federal = employed_today(sorted(FEDERAL_SERVICES), today)
    return people.filter(federal if affiliation == "federal" else ~federal)


def _language_facet(number: int, order: int) -> Facet:
    language, level = f"language{number}", f"level{number}"
    label = _("Language") if number == 1 else _("Second language")

    def narrow(people: CandidateQuerySet, values: Values) -> CandidateQuerySet:
        return with_language(people, values[language], values[level]) if values[language] else people

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
            language: choice_field(label, language_choices()),
            level: choice_field(_("at least at level"), CefrLevel.choices),
        },
        narrow,
        words,
    )


def _narrow_missions(people: CandidateQuerySet, values: Values) -> CandidateQuerySet:
    return with_missions(people, values["observed_as"], values["observed"] or 1)


def _mission_words(values: Values) -> str:
    role = chosen_words(ObserverRole.choices, values["observed_as"]) or gettext("Elections observed")
    return f"{role} ≥ {values['observed'] or 1}"


register_facet(
    choice_facet(
        "ready", _("Ready for"), 10, lambda: Scheme.choices,
        lambda people, scheme: people.ready_for(Scheme(scheme)),
    )
)  # fmt: skip
register_facet(_language_facet(1, 20))
register_facet(_language_facet(2, 21))
register_facet(
    choice_facet(
        "country", _("Experience of the country"), 30, country_choices,
        lambda people, country: with_experience_of(people, [country]),
    )
)  # fmt: skip
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
        _narrow_missions,
        _mission_words,
    )
)
register_facet(choice_facet("training", _("Training"), 50, lambda: TrainingKind.choices, with_training))
register_facet(choice_facet("affiliation", _("Affiliation"), 60, lambda: AFFILIATIONS, with_affiliation))
