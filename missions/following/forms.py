"""What somebody wants to be told of."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from missions.enums import Region
from missions.models import Mission
from osce_portal.common.enums import ROLES_OF_SCHEME, PersonLanguage, Role, Scheme

# Of a core team no act makes a call: nobody could be told of one.
ROLES = [(role.value, role.label) for role in Role if role != Role.CORE_TEAM]
ANY_SCHEME, ANY_ROLE, ANY_REGION = ("", _("All schemes")), ("", _("All roles")), ("", _("All regions"))


class FollowForm(forms.Form):
    """Scheme, role and region, each or any; or one mission, when its day is not known yet."""

    mission: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=Mission.objects.none(), to_field_name="public_id", required=False, widget=forms.HiddenInput
    )
    scheme = forms.ChoiceField(label=_("Scheme"), required=False, choices=[ANY_SCHEME, *Scheme.choices])
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ANY_ROLE, *ROLES])
    region = forms.ChoiceField(
        label=_("Region"), required=False, choices=[ANY_REGION, *Region.choices],
        help_text=_("Of the election or duty station. Calls elsewhere fit “all regions” only."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the mails"), choices=PersonLanguage.choices)

    def __init__(self, *args: Any, mission: Mission | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = Mission.objects.published()
        if mission is not None:
            for name in ("scheme", "role", "region"):
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        scheme, role = cleaned.get("scheme"), cleaned.get("role")
        if scheme and role and role not in ROLES_OF_SCHEME[Scheme(scheme)]:
            self.add_error("role", _("This scheme has no such role."))
        if cleaned.get("region") and (scheme == Scheme.JPO or role == Role.JPO):
            self.add_error(
                "region", _("A round of this programme is for no region: please choose “All regions”.")
            )
        return cleaned
