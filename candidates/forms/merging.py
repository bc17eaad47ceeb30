"""Which of two files says what is true of their one person; why two files are two people's."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.sections import spoken
from candidates.services.merging import CHOSEN, GONE, KEPT, accounts_that_may_go_on
from osce_portal.formats.written import written_date


class MergeForm(forms.Form):
    """A choice for each detail in which the files differ; what only one of them says is chosen already."""

    because = forms.CharField(
        label=_("How you know that it is one person"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("It is kept in the log."),
    )  # fmt: skip

    def __init__(self, *args: Any, kept: Candidate, gone: Candidate, sees_gender: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kept, self.gone = kept, gone
        hidden = set() if sees_gender else {"gender"}
        if kept.user_id or gone.user_id:
            hidden.add("email")
        if kept.user and gone.user:
            self.fields["account"] = self._account()
        for name in CHOSEN:
            if name not in hidden and _value(kept, name) != _value(gone, name):
                self.fields[name] = self._choice(name)
        self.order_fields(["account", *CHOSEN, "because"])

    def _choice(self, name: str) -> forms.ChoiceField:
        said = {KEPT: spoken(self.kept, name), GONE: spoken(self.gone, name)}
        return forms.ChoiceField(
            label=Candidate._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            choices=[(file, words or _("nothing said")) for file, words in said.items()],
            initial=KEPT if said[KEPT] or not said[GONE] else GONE,
            widget=forms.RadioSelect,
        )

    def _account(self) -> forms.ChoiceField:
        """Which of two accounts goes on; no choice that closes a member of staff's, or the one in use."""
        files = {KEPT: self.kept, GONE: self.gone}
        return forms.ChoiceField(
            label=_("Account that goes on"),
            help_text=_(
                "The other one is closed: its sessions end, its address is free. Both addresses are told by "
                "mail. Please make sure that the person can still read mails at the address that stays."
            ),
            choices=[(code, _told(files[code])) for code in accounts_that_may_go_on(self.kept, self.gone)],
            widget=forms.RadioSelect,
        )

    def choices(self) -> list[forms.BoundField]:
        """For the page: what is to be chosen."""
        return [self[name] for name in ("account", *CHOSEN) if name in self.fields]

    def identity(self) -> dict[str, Any]:
        """The values that were chosen."""
        files = {KEPT: self.kept, GONE: self.gone}
        chosen = {name: files[self.cleaned_data[name]] for name in CHOSEN if name in self.fields}
        return {name: getattr(file, name) for name, file in chosen.items()}


def _told(candidate: Candidate) -> str:
    """An account by its address, and when it was last used."""
    account: Any = candidate.user
    used = account.last_login
    if used is None:
        return gettext("%(address)s, never used") % {"address": account.email}
    day = written_date(timezone.localdate(used))
    return gettext("%(address)s, last used on %(day)s") % {"address": account.email, "day": day}


def _value(candidate: Candidate, name: str) -> Any:
    return candidate._meta.get_field(name).get_prep_value(getattr(candidate, name))  # type: ignore[union-attr]


class ApartForm(forms.Form):
    because = forms.CharField(
        label=_("Why they are two people"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the log."),
    )  # fmt: skip
