"""The person whose file it is."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from candidates.querysets import CandidateQuerySet
from osce_portal.common.enums import Gender, LanguageGroup, PersonLanguage
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line


class Candidate(PublicIdModel):
    """A person who may be sent; also without an account (recorded by staff, imported), claimed later."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="candidate",
        verbose_name=_("account"),
    )  # fmt: skip
    first_name = models.CharField(_("first name"), max_length=100, validators=[validate_one_line])
    last_name = models.CharField(_("last name"), max_length=100, validators=[validate_one_line])
    email = models.EmailField(_("e-mail address"), db_index=True)
    phone = PhoneNumberField(_("telephone"), blank=True, region="BE")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    city = models.CharField(
        _("place of residence"), max_length=100, blank=True, validators=[validate_one_line]
    )
    country = CountryField(_("country of residence"), blank=True, default="BE")
    nationalities = CountryField(_("nationalities"), multiple=True, blank=True)
    gender = models.CharField(
        _("gender"), max_length=1, choices=Gender, blank=True, default=Gender.NOT_SAID,
        help_text=_(
            "Asked only for the gender balance of the teams Belgium sends. It gives no points and does not "
            "appear where candidacies are assessed. Only the staff who keep your file, those who make or "
            "approve the selection and the auditor can see it."
        ),
    )  # fmt: skip
    language_group = models.CharField(
        _("language group"), max_length=2, choices=LanguageGroup, blank=True, default=LanguageGroup.NONE,
        help_text=_("For the balance between French and Dutch speakers; it changes nothing in your points."),
    )  # fmt: skip
    correspondence_language = models.CharField(
        _("language of letters and mails"), max_length=2, choices=PersonLanguage, default=PersonLanguage.FR
    )
    driving_licence = models.BooleanField(_("driving licence B"), default=False)
    registered_at = models.DateTimeField(_("registered at"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last changed at"), auto_now=True)
    confirmed_at = models.DateTimeField(_("confirmed as correct at"), null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(
        _("asked whether it is correct at"), null=True, blank=True, editable=False
    )
    # When the link went out with which a person without an account takes the file over; the last one counts.
    claim_sent_at = models.DateTimeField(_("link to the file sent at"), null=True, blank=True, editable=False)
    anonymised_at = models.DateTimeField(_("anonymised at"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["last_name", "first_name", "id"]
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"], name="candidate_by_name"),
            models.Index(Lower("email"), name="candidate_by_address"),
            models.Index(fields=["birth_date"], name="candidate_by_birth_date"),
            models.Index(
                fields=["last_name", "first_name", "id"],
                condition=models.Q(user__isnull=True, claim_sent_at__isnull=True, anonymised_at__isnull=True),
                name="candidate_not_told",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        if self.anonymised_at is not None:
            return gettext("Erased person")
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def language(self) -> str:
        """The language in which mails and documents speak to this person."""
        return self.correspondence_language

    @property
    def is_registered(self) -> bool:
        return self.registered_at is not None

    @property
    def current_at(self) -> dt.datetime:
        """When the file was last changed, or confirmed as it stands."""
        return max(self.updated_at, self.confirmed_at or self.updated_at)

    @property
    def is_belgian(self) -> bool:
        return "BE" in self.nationalities
