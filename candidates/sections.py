"""The sections of a CV: one table from which list, form and delete pages are made."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import MultipleCountriesDescriptor

from candidates import models
from candidates.forms import beside, entries
from candidates.models import CvEntry
from osce_portal.formats.written import written_date


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its address, model and form, its words, and what a list says of a line under its name."""

    slug: str
    model: type[CvEntry]
    form_class: type[entries.EntryForm]
    title: Any
    intro: Any
    add_label: Any
    shown: tuple[str, ...]

    @property
    def accessor(self) -> str:
        """The candidate's attribute that holds the lines."""
        return str(self.model._meta.get_field("candidate").remote_field.related_name)  # type: ignore[misc]

    def facts(self, entry: CvEntry) -> list[tuple[Any, str]]:
        """(label, value) of what the list shows, in the reader's language; empty values are left out.

        So is what the line's heading says already.
        """
        return [(label, value) for label, value in self.said(entry, self.shown) if value != str(entry)]

    def said(self, entry: CvEntry, names: tuple[str, ...]) -> list[tuple[Any, str]]:
        """(label, value) of these columns of a line; empty values are left out."""
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        pairs = ((fields[name].verbose_name, spoken(entry, name)) for name in names)
        return [(label, value) for label, value in pairs if value]


def spoken(entry: Model, name: str) -> str:
    """A row's value in the reader's language; "" where there is nothing to say."""
    value = getattr(entry, name)
    if isinstance(value, MultipleCountriesDescriptor):
        return str(value)
    if hasattr(entry, f"get_{name}_display") and not hasattr(value, "name"):
        return str(getattr(entry, f"get_{name}_display")())
    if isinstance(value, bool):
        return capfirst(gettext("yes")) if value else ""
    if isinstance(value, dt.date):
        return written_date(value)
    return str(getattr(value, "name", value) or "")


SECTIONS = {
    section.slug: section
    for section in (
        Section(
            "employers", models.Employer, entries.EmployerForm, _("Employer"),
            _("For whom you work now. Staff of FPS Foreign Affairs are internal, all others external."),
            _("Add an employer"), ("kind", "started_on", "ended_on"),
        ),
        Section(
            "languages", models.LanguageSkill, entries.LanguageSkillForm, _("Languages"),
            _("English is the working language of every mission. A language of the region gives points."),
            _("Add a language"), ("is_mother_tongue", "listening", "reading", "speaking", "writing"),
        ),
        Section(
            "education", models.Education, entries.EducationForm, _("Studies and diplomas"),
            _("Your diplomas and the studies you are following."),
            _("Add a diploma"), ("level", "field", "institution", "country", "started_on", "ended_on"),
        ),
        Section(
            "work", models.Employment, entries.EmploymentForm, _("Work experience"),
            _("Say where you worked in a crisis or in a highly volatile security environment."),
            _("Add work experience"), ("field", "country", "started_on", "ended_on", "crisis_environment"),
        ),
        Section(
            "trainings", models.Training, entries.TrainingForm, _("Trainings"),
            _("Observer courses, hostile environment training, first aid, crisis-management training."),
            _("Add a training"), ("kind", "organiser", "completed_on"),
        ),
        Section(
            "observations", models.ObservationExperience, entries.ObservationExperienceForm,
            _("Elections observed"),
            _("Every election you have observed, abroad or at home, for Belgium or for somebody else."),
            _("Add an election"), ("organisation", "election", "for_belgium"),
        ),
        Section(
            "countries", models.CountryExperience, entries.CountryExperienceForm, _("Countries you know"),
            _("Work, studies and stays in countries of the OSCE outside Belgium."),
            _("Add a country"), ("kind", "description"),
        ),
        Section(
            "skills", models.Skill, entries.SkillForm, _("Skills"),
            _(
                "What you can do beside your languages: lead a team, draft, work with data, drive "
                "off the road. It gives no points by itself; whoever assesses a candidacy reads it."
            ),
            _("Add a skill"), ("kind", "description"),
        ),
        Section(
            "publications", models.Publication, entries.PublicationForm, _("Publications"),
            _(
                "Articles, books and reports you have written. Whoever assesses a candidacy reads them; they "
                "give no points by themselves."
            ),
            _("Add a publication"), ("year", "source", "url"),
        ),
        Section(
            "references", models.Reference, beside.ReferenceForm, _("References"),
            _(
                "People who know your work and have agreed to be asked about it. The OSCE asks for three "
                "with a secondment. They give no points and are no part of a candidacy for an election: only "
                "the staff who keep, approve or check files see them."
            ),
            _("Add a reference"), ("function", "organisation", "relation", "email", "phone"),
        ),
        Section(
            "unavailability", models.Unavailability, beside.UnavailabilityForm,
            _("Days of unavailability"),
            _(
                "So that nobody asks you for a mission that you would have to refuse. You need not say why. "
                "It changes nothing in your points; staff see it when they propose people for a mission."
            ),
            _("Add a period"), (),
        ),
    )
}  # fmt: skip

# How the overview orders them; personal details come first, papers last.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Who you are"), ("employers",)),
    (_("Studies and work"), ("education", "work", "trainings", "skills", "publications")),
    (_("Languages and missions"), ("languages", "observations", "countries")),
    (_("Beside your CV"), ("references", "unavailability")),
)
