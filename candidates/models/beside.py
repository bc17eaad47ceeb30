"""What stands beside the CV's lines: referees, papers, days on which somebody cannot go."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from candidates.enums import DocumentKind
from candidates.models.entry import CvEntry
from candidates.models.person import Candidate
from candidates.querysets import DocumentQuerySet, UnavailabilityQuerySet
from osce_portal.common.validators import validate_one_line
from osce_portal.formats.written import written_date


class Reference(CvEntry):
    """Somebody who can speak about the person's work; named only with their own consent."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="references")
    name = models.CharField(_("name"), max_length=150, validators=[validate_one_line])
    function = models.CharField(_("function"), max_length=150, validators=[validate_one_line])
    organisation = models.CharField(_("organisation"), max_length=200, validators=[validate_one_line])
    relation = models.CharField(
        _("how this person knows your work"), max_length=200, blank=True, validators=[validate_one_line]
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = PhoneNumberField(_("telephone"), blank=True, region="BE")
    agreed = models.BooleanField(_("this person agrees to be named and asked"), default=False)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True),
                name="reference_agreed",
                violation_error_message=_("Please name only people who have agreed to it."),
            ),
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="reference_reachable",
                violation_error_message=_("Please give an e-mail address or a telephone number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class Unavailability(CvEntry):
    """Days, both included, on which the person cannot go; the reason is nobody's business."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="unavailabilities")
    started_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("last day"))

    objects = UnavailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of unavailability")
        verbose_name_plural = _("periods of unavailability")
        ordering = ["started_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="unavailability_period_in_order",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]
        indexes = [models.Index(fields=["started_on", "ended_on"], name="unavailability_by_days")]

    def __str__(self) -> str:
        return gettext("%(first)s to %(last)s") % {
            "first": written_date(self.started_on),
            "last": written_date(self.ended_on),
        }


class Document(CvEntry):
    """A paper of the person's; a newer one takes its place and names it, so that the history stays."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind)
    title = models.CharField(_("title"), max_length=200, validators=[validate_one_line])
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, related_name="documents", verbose_name=_("file")
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["kind", "-added_at", "-id"]

    def __str__(self) -> str:
        return self.title
