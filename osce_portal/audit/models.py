"""The audit log: a chain of hashes over acts, with the values in a side table that erasure may empty."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from osce_portal.audit.acts import act_label
from osce_portal.audit.enums import Function, Task
from osce_portal.audit.querysets import LookQuerySet
from osce_portal.common.models import PublicIdModel


class AuditEntry(PublicIdModel):
    """One act: who did what to which object, when. Never changed; only ``audit.services`` writes it.

    ``values_hash`` is salted, so that nothing of the values can be read from it once they are erased.
    ``sequence``, ``previous_hash`` and ``entry_hash`` are filled when the entry is sealed into the chain.
    """

    at = models.DateTimeField(_("at"), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_ref = models.CharField(_("reference of who"), max_length=22, blank=True)
    action = models.CharField(_("act"), max_length=60)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_ref = models.CharField(_("reference of the object"), max_length=64)
    subject_ref = models.CharField(_("reference of the person concerned"), max_length=22, blank=True)
    values_hash = models.CharField(_("salted hash of the values"), max_length=64)
    sequence = models.PositiveBigIntegerField(_("place in the chain"), null=True, unique=True, editable=False)
    previous_hash = models.CharField(_("hash before"), max_length=64, blank=True, editable=False)
    entry_hash = models.CharField(_("hash"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_ref", "-id"], name="audit_by_object"),
            models.Index(fields=["subject_ref", "-id"], name="audit_by_subject"),
            models.Index(fields=["actor_ref", "-id"], name="audit_by_actor"),
            models.Index(fields=["action", "-id"], name="audit_by_action"),
            models.Index(fields=["id"], condition=models.Q(sequence__isnull=True), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{act_label(self.action)} – {self.object_ref}"


class AuditValues(models.Model):
    """What was changed or seen; emptied by erasure, after which the chain still verifies."""

    entry = models.ForeignKey(AuditEntry, models.CASCADE, related_name="value_rows")
    salt = models.CharField(max_length=32)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry"], name="audit_values_once_per_entry")]

    def __str__(self) -> str:
        return f"values of {self.entry_id}"


class Look(models.Model):
    """What a person is told of a look at the own file: when, in which function, for which task.

    Functions and task are those of the moment: who changes roles later was what he was. Names stay out.
    """

    entry = models.OneToOneField(AuditEntry, models.CASCADE, related_name="look")
    subject_ref = models.CharField(_("reference of the person concerned"), max_length=22)
    at = models.DateTimeField(_("at"))
    action = models.CharField(_("act"), max_length=60)
    functions = models.CharField(_("functions"), max_length=120, blank=True)  # codes, apart by spaces
    task = models.CharField(_("task"), max_length=20, choices=Task)
    call = models.ForeignKey(
        "missions.Call", models.SET_NULL, null=True, related_name="+", verbose_name=_("call")
    )

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at a file")
        verbose_name_plural = _("looks at files")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_ref", "-id"], name="look_by_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_task_display()}"

    @property
    def function(self) -> str:
        """The functions in words; the portal itself has none."""
        return ", ".join(str(Function(code).label) for code in self.functions.split())

    @property
    def act(self) -> str:
        return str(act_label(self.action))


class AuditHead(models.Model):
    """The end of the chain: one row, locked while entries are sealed."""

    sequence = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.sequence}: {self.entry_hash}"
