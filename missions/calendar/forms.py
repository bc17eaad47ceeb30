"""The calendar's filters: an ordinary GET form."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.calendar.wish import Wish
from missions.enums import CallStatus, MissionFormat
from missions.models import CrisisMission, ParticipatingState, Vacancy
from missions.territories import Places
from osce_portal.common.enums import Role, Scheme


def country_choices() -> Iterator[tuple[str, Any]]:
    """The participating States, and where else a post or a crisis-management mission is; by name."""
    names: dict[str, Any] = {state.iso2: state.name for state in ParticipatingState.objects.order_by("name")}
    crises, posts = (
        model.objects.filter(published_at__isnull=False).order_by().values_list("country", flat=True)
        for model in (CrisisMission, Vacancy)
    )
    for code in crises.union(posts):
        names.setdefault(code, Places().name(code))
    names.pop("", None)
    yield "", _("All countries")
    yield from sorted(names.items(), key=lambda pair: str(pair[1]))


class CalendarForm(forms.Form):
    """Scheme, role, country, status and format; what is not chosen does not narrow the calendar."""

    scheme = forms.ChoiceField(
        label=_("Scheme"), required=False, choices=[("", _("All schemes")), *Scheme.choices]
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any status")), *CallStatus.choices]
    )
    format = forms.ChoiceField(
        label=_("Format"), required=False, choices=[("", _("All formats")), *MissionFormat.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = list(country_choices())  # read once, not at every look at them

    @property
    def wish(self) -> Wish:
        """What was chosen, once the form is valid."""
        return Wish(**self.cleaned_data)
