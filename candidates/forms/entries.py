"""One form per section of the CV."""

import datetime as dt

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from candidates.enums import EmployerKind
from candidates.forms.choosing import country_field, language_field
from candidates.forms.fields import (
    DateInput,
    LinesField,
    refuse_end_before_beginning,
    validate_not_in_future,
)
from candidates.models import (
    CountryExperience,
    Education,
    Employer,
    Employment,
    LanguageSkill,
    ObservationExperience,
    Publication,
    Skill,
    Training,
)

SKILLS = ("listening", "reading", "speaking", "writing")
FIRST_OBSERVED_YEAR = 1990  # the Copenhagen Document: before it States invited nobody
FIRST_PRINTED_YEAR = 1940  # nobody who can be sent wrote earlier; next year is for what is in print


class EntryForm(forms.ModelForm):
    """What all sections share. The owner is set on the instance before the form checks it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "candidates/_field.html"

    def _get_validation_exclusions(self) -> set[str]:
        """Check constraints that name the owner too: "once per candidate" is said next to the form."""
        exclusions = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - {"candidate"} if self.instance.candidate_id else exclusions

    def clean(self) -> None:
        """Nothing in a CV happened before its person was born."""
        super().clean()
        born = self.instance.candidate.birth_date if self.instance.candidate_id else None
        for name, value in list(self.cleaned_data.items()):
            if born and isinstance(value, dt.date) and value < born:
                self.add_error(name, _("This day lies before the date of birth in your personal details."))


class PeriodForm(EntryForm):
    """A section with a beginning, which lies in the past, and an end."""

    def clean(self) -> None:
        super().clean()
        refuse_end_before_beginning(self)

    def clean_started_on(self):
        started = self.cleaned_data["started_on"]
        if started:
            validate_not_in_future(started)
        return started


class EmployerForm(PeriodForm):
    class Meta:
        model = Employer
        fields = ["kind", "name", "started_on", "ended_on"]
        widgets = {"started_on": DateInput, "ended_on": DateInput}
        help_texts = {"ended_on": _("Leave empty if you still work there.")}

    def clean(self) -> None:
        super().clean()
        unnamed = {EmployerKind.OTHER, EmployerKind.FEDERAL_OTHER}
        if self.cleaned_data.get("kind") in unnamed and not self.cleaned_data.get("name"):
            self.add_error("name", _("Please name the employer."))


class LanguageSkillForm(EntryForm):
    language = language_field(capfirst(_("language")))

    class Meta:
        model = LanguageSkill
        fields = ["language", "is_mother_tongue", *SKILLS]
        help_texts = {"is_mother_tongue": _("Then no levels are needed.")}

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("is_mother_tongue"):
            for skill in SKILLS:
                if self.cleaned_data.get(skill) == "":
                    self.add_error(skill, _("Please choose a level."))


class EducationForm(PeriodForm):
    country = country_field(capfirst(_("country")))

    class Meta:
        model = Education
        fields = ["level", "field", "title", "institution", "country", "started_on", "ended_on"]
        widgets = {"started_on": DateInput, "ended_on": DateInput}


class EmploymentForm(PeriodForm):
    country = country_field(capfirst(_("country")))
    description = LinesField(
        label=capfirst(_("tasks")), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = Employment
        fields = [
            "title", "organisation", "country", "field", "started_on", "ended_on", "crisis_environment",
            "description",
        ]  # fmt: skip
        widgets = {"started_on": DateInput, "ended_on": DateInput}


class TrainingForm(EntryForm):
    class Meta:
        model = Training
        fields = ["kind", "title", "organiser", "completed_on"]
        widgets = {"completed_on": DateInput}

    def clean_completed_on(self):
        completed = self.cleaned_data["completed_on"]
        validate_not_in_future(completed)
        return completed


class ObservationExperienceForm(EntryForm):
    country = country_field(capfirst(_("country")))

    class Meta:
        model = ObservationExperience
        fields = ["role", "organisation", "country", "election", "year", "for_belgium"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        year = self.fields["year"]
        year.validators += [MinValueValidator(FIRST_OBSERVED_YEAR), MaxValueValidator(this_year)]
        year.widget.attrs |= {"min": FIRST_OBSERVED_YEAR, "max": this_year}


class CountryExperienceForm(EntryForm):
    country = country_field(capfirst(_("country")))

    class Meta:
        model = CountryExperience
        fields = ["country", "kind", "months", "description"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = self.fields["months"]
        months.validators += [MinValueValidator(1), MaxValueValidator(720)]
        months.widget.attrs |= {"min": 1, "max": 720}


class SkillForm(EntryForm):
    description = LinesField(
        label=capfirst(_("skill")), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you can do, and where you have done it."),
    )  # fmt: skip

    class Meta:
        model = Skill
        fields = ["kind", "description"]


class PublicationForm(EntryForm):
    url = forms.URLField(
        label=capfirst(_("web address")), required=False, max_length=300, assume_scheme="https",
        help_text=_("For example https://www.example.org/article"),
    )  # fmt: skip

    class Meta:
        model = Publication
        fields = ["title", "year", "source", "url"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        year = self.fields["year"]
        year.validators += [MinValueValidator(FIRST_PRINTED_YEAR), MaxValueValidator(this_year + 1)]
        year.widget.attrs |= {"min": FIRST_PRINTED_YEAR, "max": this_year + 1}
