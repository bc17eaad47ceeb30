"""What staff's search reads of a file."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from candidates.models.person import Candidate
from candidates.querysets import SearchTextQuerySet


class SearchText(models.Model):
    """A file's words, folded; written by ``services.search`` with the file, in the same transaction.

    The vector is filled on PostgreSQL alone, where it has a GIN index: the words with their places, for
    phrases and beginnings, and without places, each with its mark, their stems and what the file states.
    The keys say by what two files may be one person's.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="search_text")
    names = models.TextField(_("name and ways to reach the person, for the search"))
    words = models.TextField(_("words of the CV, for the search"))
    vector = SearchVectorField(null=True, editable=False)
    name_key = models.CharField(_("name, to compare files"), max_length=200)
    email_key = models.CharField(_("e-mail address, to compare files"), max_length=254)
    phone_key = models.CharField(_("telephone, to compare files"), max_length=20)
    written_at = models.DateTimeField(_("written at"))

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text for the search")
        verbose_name_plural = _("texts for the search")
        indexes = [
            models.Index(fields=["name_key"], name="search_by_name_key"),
            models.Index(fields=["email_key"], name="search_by_email_key"),
            models.Index(fields=["phone_key"], name="search_by_phone_key"),
        ]

    def __str__(self) -> str:
        return str(self.candidate)


class Stated(models.Model):
    """What a file states in codes, for the facets (``candidates.facts``); written with the words.

    A narrow row beside them: a list by name may look at many. The vector is filled on PostgreSQL alone, where
    it has a GIN index. ``worked_days`` are those of posts that have ended. Who has one that lasts works since
    ``working_since``, moved back by the days worked before: the experience on any later day is the days
    since then. ``last_sent`` is the year of the last mission for Belgium, by the CV.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="stated")
    facts = models.TextField(_("facts of the CV in codes, for the search"))
    vector = SearchVectorField(null=True, editable=False)
    worked_days = models.PositiveIntegerField(_("days worked in posts that have ended, for the search"))
    working_since = models.DateField(_("working since, as if without a break, for the search"), null=True)
    last_sent = models.PositiveSmallIntegerField(_("year last sent by Belgium, for the search"), null=True)

    class Meta:
        verbose_name = _("facts for the search")
        verbose_name_plural = _("facts for the search")
        indexes = [
            models.Index(fields=["last_sent", "candidate"], name="stated_by_year_last_sent"),
            models.Index(fields=["worked_days"], name="stated_by_worked_days"),
            models.Index(fields=["working_since"], name="stated_by_working_since"),
        ]

    def __str__(self) -> str:
        return str(self.candidate)
