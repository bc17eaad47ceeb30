"""A Europass CV that waits: one for each person, for two days, taken over as a whole or not at all."""

import datetime as dt

import pytest
from django.utils import timezone

from candidates.errors import TooManyDocuments
from candidates.models import Document, EuropassImport, Skill
from candidates.services import discard_europass, keep_europass, remove_undecided_europass, take_over
from candidates.services.documents import MOST_DOCUMENTS
from osce_portal.audit.models import AuditEntry
from tests.factories.candidates import CandidateFactory, DocumentFactory
from tests.factories.files import StoredFileFactory

pytestmark = pytest.mark.django_db


def wait(candidate, content: bytes = b"<SkillsPassport/>") -> EuropassImport:
    return keep_europass(candidate, name="cv.xml", content=content, actor=candidate.user)


def acts_on(candidate) -> list[str]:
    entries = AuditEntry.objects.filter(subject_ref=candidate.public_id, action__startswith="europass.")
    return list(entries.order_by("id").values_list("action", flat=True))


def test_a_newer_cv_takes_the_place_of_the_one_before():
    candidate = CandidateFactory()
    wait(candidate)
    wait(candidate, b"<Candidate/>")

    assert [bytes(waiting.content) for waiting in EuropassImport.objects.all()] == [b"<Candidate/>"]
    assert acts_on(candidate) == ["europass.kept", "europass.kept"]


def test_the_night_removes_what_nobody_decided_on():
    old, new = wait(CandidateFactory()), wait(CandidateFactory())
    EuropassImport.objects.filter(pk=old.pk).update(
        uploaded_at=timezone.now() - dt.timedelta(days=2, hours=1)
    )

    assert remove_undecided_europass() == 1
    assert list(EuropassImport.objects.all()) == [new]
    assert acts_on(old.candidate) == ["europass.kept", "europass.discarded"]
    assert remove_undecided_europass() == 0


def test_lines_and_details_are_taken_over_together_and_the_cv_is_forgotten():
    candidate = CandidateFactory(registered=True, city="Namur")
    wait(candidate)
    line = (Skill, {"kind": "digital", "description": "Maps"})

    assert take_over(candidate, [line], {"city": "Leuven"}, actor=candidate.user) == 2
    candidate.refresh_from_db()
    assert (candidate.city, str(candidate.skills.get())) == ("Leuven", "Maps")
    assert not EuropassImport.objects.exists()
    assert acts_on(candidate) == ["europass.kept", "europass.taken"]


def test_one_line_that_cannot_be_taken_leaves_everything_as_it_was():
    candidate = CandidateFactory()
    DocumentFactory.create_batch(MOST_DOCUMENTS, candidate=candidate)
    wait(candidate)
    lines = [
        (Skill, {"kind": "digital", "description": "Maps"}),
        (Document, {"kind": "diploma", "title": "One more", "file": StoredFileFactory()}),
    ]

    with pytest.raises(TooManyDocuments):
        take_over(candidate, lines, {}, actor=candidate.user)
    assert not candidate.skills.exists()
    assert EuropassImport.objects.exists()


def test_discarding_what_does_not_wait_is_no_act():
    candidate = CandidateFactory()
    discard_europass(candidate, actor=candidate.user)

    assert acts_on(candidate) == []
