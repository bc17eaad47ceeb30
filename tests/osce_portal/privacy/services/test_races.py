"""An erasure is granted while another act is at work on the same file."""

import pytest

from candidates.enums import SheetKind
from candidates.models import Candidate, Education
from candidates.register.running import take_over
from candidates.services import merge_candidates
from osce_portal.common.errors import FileGone
from osce_portal.people import person_behind
from osce_portal.privacy.services import ask_erasure, erase_person, grant_erasure
from tests.candidates.register.sheets import people_of, person
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, EducationFactory
from tests.races import in_the_midst_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])


@with_and_without
@pytest.mark.parametrize("stays", [True, False], ids=["the one that stays", "the one that goes"])
def test_an_erasure_granted_in_the_midst_of_a_merge_waits_for_it(locked, stays):
    asking, other = CandidateFactory(), CandidateFactory(without_account=True)
    EducationFactory(candidate=other, title="qzx")
    request = ask_erasure(asking.user)
    kept, gone = (asking, other) if stays else (other, asking)
    officer, answerer = UserFactory(staff=True), UserFactory(staff=True)

    merged, erased = in_the_midst_of(
        lambda: merge_candidates(kept, gone, actor=officer, identity={}, because="Same passport."),
        lambda: grant_erasure(request, actor=answerer),
        with_lock=locked,
    )

    if locked and stays:  # the file is whole when it is erased
        assert (merged, erased) == (asking, request)
        assert not Education.objects.filter(title="qzx").exists()
    elif locked:
        assert merged == other and isinstance(erased, FileGone)
        assert not Candidate.objects.filter(anonymised_at__isnull=False).exists()
    else:  # what the merge moves comes too late for the erasure
        assert merged == kept
        assert Education.objects.filter(title="qzx").exists()


@with_and_without
def test_a_sheet_writes_nothing_back_into_a_file_that_is_being_erased(locked):
    asking, officer = CandidateFactory(without_account=True, city=""), UserFactory(staff=True)
    row = person(1, last_name=asking.last_name, first_name=asking.first_name, email=asking.email, city="qzx")

    outcomes = in_the_midst_of(
        lambda: list(take_over(SheetKind.PEOPLE, people_of(row).rows, actor=None, tell=len)),
        lambda: erase_person(person_behind(asking), key="erased:test", actor=officer),
        with_lock=locked,
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    asking.refresh_from_db()
    assert asking.anonymised_at is not None
    assert asking.city == ("" if locked else "qzx")
