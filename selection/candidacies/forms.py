"""What a candidate fills in for one mission: certificate, availability, motivation, code of conduct."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.forms.fields import DateInput, LinesField, validate_not_in_future
from osce_portal.files.limits import ACCEPT, upload_advice
from osce_portal.formats.written import written_date
from selection.candidacies.models import Candidacy

MOTIVATION_LENGTH = 3000
MOTIVATION_FROM_LAST_TIME = _(
    "3,000 characters at most. What you wrote last time stands here to start from: make it fit this mission."
)


class CertificateFields(forms.Form):
    """The certificate; the file is looked at and stored by the view, ``pending`` is one stored before."""

    DAY_MISSING = _("Please say on which day you completed the course.")

    certificate_file = forms.FileField(
        label=_("Certificate"),
        required=False,
        allow_empty_file=True,  # the upload pipeline says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    completed_on = forms.DateField(
        label=_("Course completed on"),
        required=False,
        widget=DateInput(),
        validators=[validate_not_in_future],
    )
    reuse_reason = forms.CharField(
        label=_("Why you send the same file again"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, asks_why: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["certificate_file"].help_text = upload_advice()
        if not asks_why and not self.data.get("reuse_reason"):
            self.fields["reuse_reason"].widget = forms.HiddenInput()

    def ask_why(self) -> None:
        """Show the field for the reason from now on."""
        self.fields["reuse_reason"].widget = forms.Textarea(attrs={"rows": 2})


class CandidacyForm(CertificateFields):
    """The whole page. Nothing is required: a draft may be saved at any stage, the checklist says the rest."""

    available = forms.BooleanField(required=False)
    motivation = LinesField(
        label=_("Why you, for this mission"),
        required=False,
        max_length=MOTIVATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("3,000 characters at most."),
    )
    code_of_conduct = forms.BooleanField(
        label=_("I will keep to the code of conduct of OSCE/ODIHR observers"), required=False
    )

    def __init__(self, *args, candidacy: Candidacy, is_from_last_time: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_from_last_time:
            self.fields["motivation"].help_text = MOTIVATION_FROM_LAST_TIME
        self.fields["available"].label = availability_text(candidacy)

    @property
    def answers_are_right(self) -> bool:
        """Whether they may be saved, whatever is wrong with the certificate."""
        return not {"motivation", "available", "code_of_conduct"} & set(self.errors)

    @property
    def answers(self) -> dict[str, Any]:
        """What ``services.save_draft`` takes."""
        return {name: self.cleaned_data[name] for name in ("motivation", "available", "code_of_conduct")}


class CertificateForm(CertificateFields):
    """The certificate alone, when staff have asked for another one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["completed_on"].required = True


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (you need not give one)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def availability_text(candidacy: Candidacy) -> str:
    """The days on which the mission needs the person in this role."""
    first, last = candidacy.call.needed_from, candidacy.call.needed_to
    if first is None or last is None:
        return gettext("I am available for the whole period")
    return gettext("I am available from %(first)s to %(last)s, the whole period") % {
        "first": written_date(first),
        "last": written_date(last),
    }
