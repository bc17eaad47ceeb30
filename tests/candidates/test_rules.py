import pytest

from osce_portal.accounts.rules import GROUPS
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory

pytestmark = pytest.mark.django_db

READERS = {"desk_officer", "decider", "auditor"}


@pytest.mark.parametrize("group", GROUPS)
def test_staff_read_files_as_their_role_asks_and_only_desk_officers_change_them(group):
    officer, candidate = UserFactory(staff=True, groups=[group]), CandidateFactory()

    assert officer.has_perm("candidates.view_candidate", candidate) == (group in READERS)
    assert officer.has_perm("candidates.change_candidate", candidate) == (group == "desk_officer")


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_is_staff_on_the_own_file(group):
    own = CandidateFactory(user=UserFactory(staff=True, groups=[group]))
    line = ObservationExperienceFactory(candidate=own)

    assert not own.user.has_perm("candidates.view_candidate", own)
    assert not own.user.has_perm("candidates.change_candidate", own)
    assert not own.user.has_perm("candidates.verify_observationexperience", line)
    assert own.user.has_perm("candidates.edit_own_file", own)


def test_a_stranger_may_do_nothing_with_a_file():
    stranger, candidate = UserFactory(), CandidateFactory()

    for act in ("see_own_file", "edit_own_file", "view_candidate", "change_candidate"):
        assert not stranger.has_perm(f"candidates.{act}", candidate)
