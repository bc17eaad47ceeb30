"""What the candidates' database holds about people, and what for."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from candidates.cv_pdf import write_cv
from candidates.enums import ImportOutcome
from candidates.models import AlikePair, Candidate, RegisterEntry
from candidates.models.register import ImportedRow
from candidates.services.erased import mark_erased, marks_of
from candidates.services.letters import empty_letter, letters_naming
from candidates.services.lists import drop_lists
from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import Mention, register_eraser, register_mentions
from osce_portal.formats.written import written_date
from osce_portal.people import Person, addresses_of, register_addresses, register_files, register_signs
from osce_portal.taking_along import Document, register_documents

register_files(Candidate.objects.all)

READERS = (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR)
IDENTITY = Use(
    _("Knowing who the candidate is, and naming the person to the OSCE"),
    Basis.PUBLIC_TASK, Kept.FILE, (*READERS, Reader.OSCE),
)  # fmt: skip
CONTACT = Use(
    _("Reaching the person"), Basis.PUBLIC_TASK, Kept.FILE, (*READERS, Reader.OSCE)
)  # fmt: skip
BALANCE = Use(
    _("Balance of the teams that Belgium sends; it gives no points"), Basis.PUBLIC_TASK, Kept.FILE, READERS
)  # fmt: skip
SERVICE = Use(
    _("Serving the person in the language chosen, and keeping the file current"),
    Basis.LEGAL_DUTY, Kept.FILE, READERS,
)  # fmt: skip
CV = Use(
    _("Comparing what candidates know and have done with what a mission asks"),
    Basis.PUBLIC_TASK, Kept.FILE, (*READERS, Reader.OSCE),
)  # fmt: skip
REFEREES = Use(
    _("Asking people whom the candidate named, with their consent"), Basis.PUBLIC_TASK, Kept.FILE, READERS
)  # fmt: skip
AVAILABLE = Use(
    _("Asking nobody for days on which the person cannot go"), Basis.PUBLIC_TASK, Kept.FILE, READERS
)  # fmt: skip
FOUND = Use(
    _("Letting staff find people among all those in the database"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.NOBODY,),
)  # fmt: skip
REGISTER = Use(
    _("Taking over the ministry's own register, so that nobody has to register twice"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip
POOL = Use(
    _("Knowing who may be sent on a mission of civilian crisis management"),
    Basis.PUBLIC_TASK, Kept.FILE, READERS,
)  # fmt: skip
SHEETS = Use(
    _("Looking at a sheet before it is taken over"), Basis.PUBLIC_TASK, Kept.DAYS, (Reader.DESK,)
)  # fmt: skip


def rows_naming(person: Person) -> QuerySet:
    """Rows of sheets in which an address of the person's stands, or that name the file as alike.

    The whole address: jan@… holds an@…, and is somebody else's.
    """
    named = Q(pk__in=[])
    for address in addresses_of(person):
        named |= Q(said__iregex=rf"(^|[^a-z0-9._%+-]){re.escape(address)}($|[^a-z0-9.-]|\.[^a-z0-9])")
    for reference in person.refs:
        named |= Q(alike__contains=reference)
    texts = {"said": Cast("cells", TextField()), "alike": Cast("related", TextField())}
    return ImportedRow.objects.alias(**texts).filter(named).order_by("pk")


def addresses_in_files(person: Person) -> Iterator[Any]:
    """The file's own, and that which the ministry's register said last."""
    if person.file is not None:
        yield person.file.email
        yield from RegisterEntry.objects.filter(candidate=person.file).values_list("loaded__email", flat=True)


def signs_of_file(person: Person) -> Iterator[str]:
    """The last name, and the telephone as people write it."""
    if person.file is not None:
        yield person.file.last_name
        if phone := person.file.phone:
            yield from (phone.as_e164, phone.as_international, phone.as_national)


register_addresses(addresses_in_files)
register_signs(signs_of_file)
register_eraser(mark_erased)

map_table(
    "candidates.Candidate",
    {
        IDENTITY: "first_name last_name birth_date nationalities",
        CONTACT: "email phone city country",
        BALANCE: "gender language_group",
        SERVICE: "correspondence_language registered_at updated_at confirmed_at asked_at claim_sent_at "
        "anonymised_at",
        CV: "driving_licence",
    },
    other="is_sample",
    file="pk",
    account="user",
    neutral={
        "first_name": "", "last_name": "", "email": "", "phone": "", "birth_date": None, "city": "",
        "country": "", "nationalities": "", "gender": "", "language_group": "", "driving_licence": False,
        "correspondence_language": "fr", "user": None,
    },
    stays="registered_at updated_at confirmed_at asked_at claim_sent_at anonymised_at",
)  # fmt: skip
map_table(
    "candidates.Reference", {REFEREES: "name function organisation relation email phone agreed"},
    file="candidate", deleted=True,
)  # fmt: skip
map_table("candidates.Unavailability", {AVAILABLE: "started_on ended_on"}, file="candidate", deleted=True)
map_table("candidates.Document", {CV: "kind title added_at"}, file="candidate", deleted=True)
for label, columns in {
    "candidates.Employer": "kind name started_on ended_on",
    "candidates.LanguageSkill": "language is_mother_tongue listening reading speaking writing",
    "candidates.Education": "level field title institution country started_on ended_on",
    "candidates.Employment": "title organisation country field started_on ended_on crisis_environment "
    "description",
    "candidates.Training": "kind title organiser completed_on",
    "candidates.ObservationExperience": "role organisation country election year for_belgium verified_at",
    "candidates.CountryExperience": "country kind months description",
    "candidates.Skill": "kind description",
    "candidates.Publication": "title year source url",
}.items():
    map_table(label, {CV: columns}, file="candidate", deleted=True)
map_table(
    "candidates.SearchText",
    {FOUND: "names words vector name_key email_key phone_key written_at"},
    file="candidate", deleted=True,
    words={"vector": _("words, their stems and facts, for the index of the search")},
)  # fmt: skip
map_table(
    "candidates.Stated", {FOUND: "facts vector worked_days working_since last_sent"},
    file="candidate", deleted=True,
    words={"vector": _("facts, for the index of the search")},
)  # fmt: skip
map_table(
    "candidates.RegisterEntry", {REGISTER: "number loaded imported_at"}, file="candidate",
    deleted=True,
)  # fmt: skip
map_table("candidates.FormerNumber", {REGISTER: "number merged_at"}, file="candidate", deleted=True)
map_table(
    "candidates.PoolMembership",
    {POOL: "selor_reference listed_on valid_until invited_on trained_on ended_on end_reason"},
    file="candidate", deleted=True,
)  # fmt: skip
map_table(
    "candidates.ErasedMark",
    {
        Use(
            _("Keeping sheets of the ministry from bringing back somebody who was erased"),
            Basis.LEGAL_DUTY, Kept.MARK, (Reader.NOBODY,),
        ): "mark erased_at"
    },
    find=marks_of,
    stays="mark erased_at",
)  # fmt: skip
map_table(
    "candidates.SheetImport",
    other="kind file_name state uploaded_at tells total done worked_at unread",
    staff="uploaded_by",
)
map_table(
    "candidates.ImportedRow",
    {SHEETS: "cells notes related"},
    other="number outcome",
    find=rows_naming,
    told=lambda rows: rows.exclude(outcome=ImportOutcome.REVIEW),  # it may well be about somebody else
    neutral={"cells": {}, "notes": [], "related": []},
)
map_table(
    "candidates.EuropassImport",
    {
        Use(
            _("Showing the person what could be taken over from a Europass CV, until that is decided"),
            Basis.PUBLIC_TASK, Kept.DAYS, (Reader.PERSON,),
        ): "name content uploaded_at"
    },
    file="candidate", deleted=True,
)  # fmt: skip
LETTERS = Use(
    _("Knowing who was to get a letter that staff wrote to many people"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.DESK, Reader.AUDITOR),
)  # fmt: skip


def letters_that_name(person: Person) -> Iterator[Mention]:
    """Letters to many people: nobody's data by themselves, but a name may stand in one."""
    for campaign in letters_naming(person):
        words = _("Letter to many people of %(day)s: %(subject)s") % {
            "day": written_date(timezone.localdate(campaign.confirmed_at)), "subject": campaign,
        }  # fmt: skip
        yield Mention(campaign.public_id, words, partial(empty_letter, campaign))


register_mentions(letters_that_name)
map_table("candidates.Campaign", other="texts selection_words total confirmed_at", staff="confirmed_by")
# Nobody's own: a list is about many, and an erasure removes them all (``services.lists.drop_lists``).
map_table(
    "candidates.PeopleList",
    other="asked_at file_format people total done state started_at expires_at",
    staff="asked_by",
)
register_eraser(drop_lists)
map_table("candidates.CampaignRecipient", {LETTERS: "queued_at"}, file="candidate", deleted=True)
ONE_PERSON = Use(
    _("Keeping one file for each person: pairs of files that may be one person's, and files merged"),
    Basis.LEGAL_DUTY, Kept.FILE, (Reader.DESK, Reader.AUDITOR), secret=True,  # it speaks of two people
)  # fmt: skip
map_table(
    "candidates.AlikePair",
    {ONE_PERSON: "likenesses noted_at because apart_at"},
    staff="apart_by",
    find=lambda person: AlikePair.objects.of(person.file) if person.file else AlikePair.objects.none(),
    deleted=True,
)
map_table("candidates.FormerReference", {ONE_PERSON: "merged_at"}, file="candidate", stays="merged_at")


def cv_of(person: Person) -> Iterator[Document]:
    """The file as its PDF, in the language of the person's letters."""
    for candidate in Candidate.objects.with_file().filter(pk=person.file.pk) if person.file else ():
        with translation.override(candidate.language):
            content = write_cv(candidate, on=timezone.localdate(), with_gender=True)
        yield Document("cv.pdf", content)


register_documents(cv_of)
