import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from candidates import services
from candidates.errors import AlreadyRegistered, AlreadyVerified
from candidates.models import Candidate, Education, Employer, LanguageSkill
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    EducationFactory,
    LanguageSkillFactory,
    ObservationExperienceFactory,
)

pytestmark = pytest.mark.django_db

IDENTITY = {
    "first_name": "Anne",
    "last_name": "Dubois",
    "birth_date": dt.date(1990, 5, 1),
    "phone": "+32470123456",
    "city": "Namur",
    "country": "BE",
    "nationalities": ["BE", "IT"],
}


def last_values() -> tuple[str, dict]:
    entry = AuditEntry.objects.latest("id")
    return entry.action, entry.value_rows.get().values


def test_register_candidate_opens_the_file_at_the_accounts_address():
    user = UserFactory(email="anne@example.org")

    candidate = services.register_candidate(user, actor=user, **IDENTITY)

    candidate.refresh_from_db()
    assert (candidate.user, candidate.email, candidate.is_registered) == (user, "anne@example.org", True)
    assert [country.code for country in candidate.nationalities] == ["BE", "IT"]


def test_register_candidate_records_who_what_and_about_whom():
    user = UserFactory()

    candidate = services.register_candidate(user, actor=user, **IDENTITY)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject_ref) == (
        "candidate.registered",
        user,
        candidate.public_id,
    )
    assert entry.value_rows.get().values["nationalities"] == ["", "BE,IT"]


def test_register_candidate_refuses_a_second_registration():
    candidate = CandidateFactory()

    with pytest.raises(AlreadyRegistered):
        services.register_candidate(candidate.user, actor=candidate.user, **IDENTITY)


def test_register_candidate_takes_over_the_file_that_staff_opened_for_the_same_person():
    waiting = services.add_candidate(actor=None, email="Anne@example.org", **IDENTITY)
    user = UserFactory(email="anne@example.org")

    candidate = services.register_candidate(user, actor=user, **IDENTITY | {"last_name": "DUBOIS"})

    assert candidate == waiting
    assert AuditEntry.objects.latest("id").action == "candidate.claimed"


def test_register_candidate_leaves_the_file_of_somebody_else_at_the_same_address_alone():
    services.add_candidate(actor=None, email="family@example.org", **IDENTITY | {"last_name": "Janssens"})
    user = UserFactory(email="family@example.org")

    services.register_candidate(user, actor=user, **IDENTITY)

    assert Candidate.objects.filter(email="family@example.org").count() == 2


def test_a_file_without_nationality_is_not_registered_until_it_has_one():
    candidate = services.add_candidate(
        actor=None, email="anne@example.org", **IDENTITY | {"nationalities": []}
    )
    assert not candidate.is_registered

    candidate = services.update_identity(candidate, actor=None, nationalities=["BE"])

    assert candidate.is_registered


def test_update_identity_records_only_what_changed():
    candidate = CandidateFactory(registered=True, city="Namur")

    services.update_identity(candidate, actor=candidate.user, city="Gent", first_name=candidate.first_name)

    assert last_values() == ("candidate.changed", {"city": ["Namur", "Gent"]})


def test_update_identity_leaves_the_address_to_the_account():
    candidate = CandidateFactory(registered=True, city="Namur", user__email="anne@example.org")

    candidate = services.update_identity(candidate, actor=None, email="other@example.org", city="Gent")

    assert (candidate.email, candidate.user.email) == ("anne@example.org", "anne@example.org")
    assert last_values() == ("candidate.changed", {"city": ["Namur", "Gent"]})


def test_update_identity_without_a_change_records_nothing():
    candidate = CandidateFactory(registered=True)

    services.update_identity(candidate, actor=candidate.user, phone="+32470123456", nationalities=["FR"])

    assert not AuditEntry.objects.exists()


def test_add_entry_writes_the_line_and_records_it_about_the_person():
    candidate = CandidateFactory()

    entry = services.add_entry(
        candidate, LanguageSkill, actor=candidate.user, language="fr", is_mother_tongue=True
    )

    assert candidate.languages.get() == entry
    recorded = AuditEntry.objects.get()
    assert (recorded.action, recorded.subject_ref) == ("languageskill.added", candidate.public_id)


def test_the_same_line_twice_is_one_line_and_recorded_once():
    candidate = CandidateFactory()
    line = {"kind": "other", "name": "ULB", "started_on": None, "ended_on": None}
    first, second = (services.add_entry(candidate, Employer, actor=None, **line) for _click in range(2))
    assert first == second
    assert AuditEntry.objects.filter(action="employer.added").count() == 1
    assert services.add_entry(candidate, Employer, actor=None, **line | {"name": "KUL"}) != first


def test_a_line_the_table_refuses_leaves_no_trace_in_the_log():
    skill = LanguageSkillFactory(language="en")

    with pytest.raises(IntegrityError), transaction.atomic():
        services.add_entry(skill.candidate, LanguageSkill, actor=None, language="en", is_mother_tongue=True)

    assert not AuditEntry.objects.exists()


def test_update_entry_records_before_and_after():
    entry = EducationFactory(started_on=dt.date(2008, 9, 15))

    services.update_entry(entry, actor=entry.candidate.user, started_on=dt.date(2009, 9, 15))

    assert last_values() == ("education.changed", {"started_on": ["2008-09-15", "2009-09-15"]})


def test_a_verified_line_that_is_changed_must_be_verified_again():
    officer = UserFactory(staff=True)
    entry = services.verify_observation(ObservationExperienceFactory(year=2021), actor=officer)

    unchanged = services.update_entry(entry, actor=entry.candidate.user, year=2021)
    changed = services.update_entry(entry, actor=entry.candidate.user, year=2022)

    assert unchanged.verified_at is not None
    assert changed.verified_at is None


def test_delete_entry_keeps_in_the_log_what_the_line_said():
    entry = EducationFactory(title="Master en droit")

    services.delete_entry(entry, actor=entry.candidate.user)

    assert not Education.objects.exists()
    action, values = last_values()
    assert (action, values["title"], values["country"]) == ("education.deleted", "Master en droit", "BE")


def test_verify_observation_refuses_the_own_line():
    entry = ObservationExperienceFactory(candidate__user=UserFactory(staff=True))

    with pytest.raises(OwnFile):
        services.verify_observation(entry, actor=entry.candidate.user)


def test_verify_observation_refuses_a_line_verified_before():
    officer = UserFactory(staff=True)
    entry = services.verify_observation(ObservationExperienceFactory(), actor=officer)

    with pytest.raises(AlreadyVerified):
        services.verify_observation(entry, actor=officer)
