"""The calendar's filters: an ordinary GET form."""

import django_filters
from crispy_forms.helper import FormHelper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from missions.enums import CallStatus, MissionFormat
from missions.models import Mission, ParticipatingState


class MissionFilter(django_filters.FilterSet):
    """Country, format and status; ``queryset`` keeps its order."""

    country = django_filters.ModelChoiceFilter(
        field_name="state",
        queryset=ParticipatingState.objects.order_by("name"),
        to_field_name="iso2",
        label=_("Country"),
        empty_label=_("All countries"),
    )
    format = django_filters.ChoiceFilter(
        choices=MissionFormat.choices, label=_("Format"), empty_label=_("All formats")
    )
    status = django_filters.ChoiceFilter(
        choices=CallStatus.choices, label=_("Status"), empty_label=_("Any status"), method="filter_status"
    )

    class Meta:
        model = Mission
        fields = ["country", "format", "status"]

    def filter_status(self, queryset, name, value):
        return queryset.in_status(value, timezone.localdate())

    def get_form_class(self):
        form_class = super().get_form_class()
        form_class.helper = FormHelper()
        form_class.helper.form_tag = False
        form_class.helper.disable_csrf = True
        return form_class
