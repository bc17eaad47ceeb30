"""The whole proposal as a page holds it, and the act of taking over what is ticked."""

from dataclasses import dataclass
from typing import Any, Self

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from candidates import services
from candidates.europass.papers import paper_name
from candidates.europass.proposal import Person, Unmapped
from candidates.europass.reading import read_cv
from candidates.models import Candidate, EuropassImport
from candidates.takeover.details import CAR, Change, check_changes, first_phone, make_changes
from candidates.takeover.rows import DOCUMENTS, Group, Row, make_groups, surplus
from candidates.takeover.words import Told, tell
from osce_portal.common.errors import DomainError
from osce_portal.files.services import store_upload

DOCUMENTS_TITLE = _("Documents")


class NotYetComplete(DomainError):
    """Something ticked needs completing: nothing is taken over."""

    message = _("Nothing is taken over yet. Please look at what is marked below.")


class NothingTicked(DomainError):
    message = _("Nothing is ticked yet. Please tick what you want to take over.")


@dataclass(slots=True)
class ProposalPage:
    """Details, groups of lines, and what the portal has no place for."""

    candidate: Candidate
    changes: list[Change]
    groups: list[Group]
    unmapped: list[Told]

    @classmethod
    def of(cls, waiting: EuropassImport, posted: QueryDict | None = None) -> Self:
        """Read the CV that waits anew; ``posted`` holds what the person ticked and typed."""
        candidate = waiting.candidate
        proposal = read_cv(bytes(waiting.content))
        return cls(
            candidate,
            make_changes(candidate, proposal.person, posted),
            make_groups(candidate, proposal, posted, DOCUMENTS_TITLE),
            [
                *(tell(piece) for piece in (*_unused(proposal.person), *proposal.unmapped)),
                *surplus(proposal, DOCUMENTS_TITLE),
            ],
        )

    @property
    def ticked(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows if row.is_ticked and row.can_be_taken]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.groups)

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.ticked if row.form.errors]

    def take_over(self, *, actor: Any) -> int:
        """All that is ticked, or nothing: raises NothingTicked, NotYetComplete with errors at the rows."""
        details = check_changes(self.candidate, self.changes)
        if not (self.ticked or details):
            raise NothingTicked
        self._refuse_faulty()
        papers = {row.prefix: self._stored(row, actor) for row in self.ticked if row.slug == DOCUMENTS}
        self._refuse_faulty()
        with transaction.atomic():
            Candidate.objects.select_for_update().get(pk=self.candidate.pk)
            for row in self.ticked:
                row.form.full_clean()  # once more: nobody adds a line meanwhile
            self._refuse_faulty()
            lines = [(row.model, row.form.cleaned_data | papers.get(row.prefix, {})) for row in self.ticked]
            return services.take_over(self.candidate, lines, details, actor=actor)

    def _refuse_faulty(self) -> None:
        _refuse_same_twice(self.ticked)
        if self.faulty or any(change.error for change in self.changes):
            raise NotYetComplete

    def _stored(self, row: Row, actor: Any) -> dict[str, Any]:
        """The way every upload goes: opened, written anew. A paper refused is told at its row."""
        paper = row.found
        name = paper_name(paper.name, paper.content_type)
        try:
            upload = SimpleUploadedFile(name, paper.data, paper.content_type)
            return {"file": store_upload(upload, actor=actor)}
        except DomainError as error:
            row.form.add_error(None, error.message)
            return {}


def _refuse_same_twice(rows: list[Row]) -> None:
    """A language is on a CV once; the table would refuse the second."""
    seen = set()
    for row in rows:
        is_language = row.slug == "languages" and row.form.is_valid()
        language = row.form.cleaned_data["language"] if is_language else ""
        if language in seen:
            row.form.add_error("language", _("This language is ticked twice."))
        elif language:
            seen.add(language)


def _unused(person: Person) -> list[Unmapped]:
    """What of the person's details is read and not offered."""
    born = person.birth_date
    said = [
        *(("emails", email) for email in person.emails),
        *(("phones", phone) for phone in _other_phones(person)),
        *(("driving_licences", licence) for licence in person.driving_licences if licence != CAR),
        *([("birth_date", str(born))] if born and not born.day else []),
    ]
    return [Unmapped(f"person/{name}", text) for name, text in said]


def _other_phones(person: Person) -> tuple[str, ...]:
    return person.phones if not first_phone(person) else person.phones[1:]
