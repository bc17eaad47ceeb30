"""What an erasure of an older version left behind goes in the night."""

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.utils import timezone

from candidates.models import AlikePair, Document, SearchText, Stated
from osce_portal.files.models import StoredFile
from osce_portal.night import night_steps
from osce_portal.people import person_behind
from osce_portal.privacy.services import erase_person
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, DocumentFactory

pytestmark = pytest.mark.django_db
STEP = "privacy: remove what is left of people erased before"


def give_rows(candidate, account):
    SearchText.objects.create(candidate=candidate, names="qzxqzx", written_at=timezone.now())
    Stated.objects.create(candidate=candidate, facts="lang:qzxqzx", worked_days=0)
    EmailAddress.objects.create(user=account, email=f"{account.pk}@example.org")
    return DocumentFactory(candidate=candidate).file


def test_rows_left_of_people_erased_before_go_in_the_night_and_no_others():
    gone, stays, third = CandidateFactory.create_batch(3)
    account = gone.user
    erase_person(person_behind(gone), key="erased:test", actor=UserFactory(staff=True))
    paper, kept = give_rows(gone, account), give_rows(stays, stays.user)
    for other in (stays, third):
        AlikePair.objects.create(first=gone, second=other, likenesses="name", noted_at=timezone.now())
    AlikePair.objects.create(first=stays, second=third, likenesses="name", noted_at=timezone.now())

    (step,) = [step for step in night_steps() if step.name == STEP]
    assert [step.run(), step.run()] == [6, 0]
    assert [model.objects.filter(candidate=gone).count() for model in (SearchText, Stated, Document)] == [
        0
    ] * 3
    assert not EmailAddress.objects.filter(user=account).exists()
    assert not StoredFile.objects.filter(pk=paper.pk).exists()
    assert AlikePair.objects.get().first == stays
    assert [model.objects.count() for model in (Document, StoredFile, EmailAddress)] == [1, 1, 1]
    assert default_storage.exists(kept.content.name)
