"""Forms of the staff for vacancies, rounds, crisis missions and selections by Selor."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from missions.enums import FieldOfExpertise, Structure
from missions.errors import FollowsItself, LaterThanOsce
from missions.forms import EurosField, KeptTexts
from missions.models import Call, CrisisMission, JpoOpening, JpoPlacement, JpoRound, SelorRound, Vacancy
from missions.models.limits import ALLOWANCE_MESSAGE
from missions.services.notices import refuse_circle

NAMED_BY_ADMIN: list[str] = []  # the fieldsets say which columns are typed in
LANGUAGE_NAMES = dict(settings.LANGUAGES)


class AnnouncedForm(KeptTexts):
    """An entry of the calendar."""

    def is_public(self) -> bool:
        return self.instance.published_at is not None


class SubjectForm(AnnouncedForm):
    """What a call is made for; its last day stays before the closing date of the OSCE."""

    subject = ""

    def standing_call(self) -> Call | None:
        """The published call that stands on this row."""
        if not self.instance.pk:
            return None
        return Call.objects.standing().filter(**{self.subject: self.instance.pk}).first()

    def clean_osce_closes_on(self) -> Any:
        day = self.cleaned_data["osce_closes_on"]
        if day and "osce_closes_on" in self.changed_data:
            call = self.standing_call()
            if call is not None and call.closes_on is not None and call.closes_on >= day:
                raise forms.ValidationError(LaterThanOsce.message, code="before_call")
        return day


class ExpertiseField(forms.MultipleChoiceField):
    """Codes of FieldOfExpertise, as a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any):
        super().__init__(
            choices=FieldOfExpertise.choices, label=_("Fields of expertise"), required=False, **kwargs
        )


class PostForm(SubjectForm):
    """A post has fields of expertise, ticked from the OSCE's list."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "fields" in self.fields:
            self.fields["fields"] = ExpertiseField()


class VacancyForm(PostForm):
    subject = "vacancy"

    class Meta:
        model = Vacancy
        fields = NAMED_BY_ADMIN

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "follows" in self.fields:
            others = Vacancy.objects.exclude(pk=self.instance.pk)
            self.fields["follows"].queryset = others  # type: ignore[attr-defined]

    def clean_follows(self) -> Any:
        """Never, over any number of notices, this one itself."""
        follows = self.cleaned_data["follows"]
        if follows is not None and self.instance.pk:
            try:
                refuse_circle(self.instance, follows)
            except FollowsItself as error:
                raise forms.ValidationError(error.message, code="circle") from error
        return follows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("structure") != Structure.FIELD_OPERATION:
            if data.get("has_allowance"):
                self.add_error("has_allowance", ALLOWANCE_MESSAGE)
            if data.get("field_operation"):
                text = _("Name a field operation only for a post in one.")
                self.add_error("field_operation", text)
        return data


class JpoRoundForm(SubjectForm):
    subject = "round"

    class Meta:
        model = JpoRound
        fields = NAMED_BY_ADMIN


class JpoPlacementForm(forms.ModelForm):
    allowance_cents = EurosField(label=_("Monthly allowance where the OSCE pays (EUR)"), required=False)

    class Meta:
        model = JpoPlacement
        fields = NAMED_BY_ADMIN


class JpoOpeningForm(KeptTexts):
    class Meta:
        model = JpoOpening
        fields = NAMED_BY_ADMIN

    def is_public(self) -> bool:
        return JpoRound.objects.published().filter(pk=self.instance.round_id).exists()


class CrisisMissionForm(PostForm):
    subject = "crisis_mission"

    class Meta:
        model = CrisisMission
        fields = NAMED_BY_ADMIN


class SelorRoundForm(AnnouncedForm):
    class Meta:
        model = SelorRound
        fields = NAMED_BY_ADMIN


class PostCallForm(forms.Form):
    """The last day of a call, and how to apply, in four languages."""

    closes_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The call closes at the end of this day, 24:00 in Brussels."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for language, name in LANGUAGE_NAMES.items():
            self.fields[f"how_to_apply_{language}"] = forms.CharField(
                label=_("How to apply – %(language)s") % {"language": name},
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": language}),
            )

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields in four languages, for the template."""
        return [self[f"how_to_apply_{language}"] for language in LANGUAGE_NAMES]
