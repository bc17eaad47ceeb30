"""What the search reads is written anew while a file is erased or changed."""

import pytest

from candidates.models import Candidate, SearchText, Stated
from candidates.services import catch_up_search, rebuild_search, update_identity
from osce_portal.people import person_behind
from osce_portal.privacy.services import erase_person
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory
from tests.races import in_the_midst_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])
each_writer = pytest.mark.parametrize("write", [catch_up_search, rebuild_search])


@with_and_without
@each_writer
def test_words_of_somebody_erased_meanwhile_do_not_come_back(write, locked):
    asking, officer = CandidateFactory(without_account=True, last_name="Qzx"), UserFactory(staff=True)
    LanguageSkillFactory(candidate=asking)

    written, _erased = in_the_midst_of(
        write, lambda: erase_person(person_behind(asking), key="erased:test", actor=officer), with_lock=locked
    )

    assert written == 1
    assert Candidate.objects.get().anonymised_at is not None
    left = 0 if locked else 1
    assert (SearchText.objects.count(), Stated.objects.count()) == (left, left)


@with_and_without
@each_writer
def test_what_a_person_changes_meanwhile_is_not_overwritten_by_older_words(write, locked):
    person = CandidateFactory(last_name="Before")

    in_the_midst_of(
        write, lambda: update_identity(person, actor=person.user, last_name="After"), with_lock=locked
    )

    assert ("after" in SearchText.objects.get().names) is locked


def test_somebody_erased_before_the_part_is_read_is_left_out():
    files = CandidateFactory.create_batch(2)
    officer = UserFactory(staff=True)
    gone = files[0]

    erase_person(person_behind(gone), key="erased:test", actor=officer)

    assert rebuild_search() == 1
    assert SearchText.objects.get().candidate == files[1]
