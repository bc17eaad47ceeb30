import datetime as dt

import pytest
from django.utils import timezone, translation

from candidates import errors, services
from candidates.enums import SheetKind
from candidates.models import (
    AlikePair,
    Candidate,
    FormerReference,
    LanguageSkill,
    ObservationExperience,
    PoolMembership,
    RegisterEntry,
)
from candidates.register.running import take_over
from osce_portal import merging
from osce_portal.audit.models import AuditEntry, Look
from osce_portal.audit.services import find_breaks, seal_entries
from osce_portal.common.errors import OwnFile
from osce_portal.people import person_behind
from selection.assessment.errors import ConflictDeclared
from selection.assessment.models import ConflictOfInterest
from selection.assessment.services import declare_conflict
from selection.candidacies.models import Candidacy
from tests.candidates.register.sheets import people_of, person
from tests.candidates.services.merging_files import file_at, merge, paper
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.candidates import CandidateFactory, EducationFactory, LanguageSkillFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import CallFactory
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True, groups=["desk_officer"])


def test_everything_moves_to_the_file_that_stays(officer):
    kept, gone, reference = paper(), paper(), ""
    reference = gone.public_id
    EducationFactory(candidate=kept, title="Law")
    EducationFactory(candidate=gone, title="Law")
    EducationFactory(candidate=gone, title="History")
    LanguageSkillFactory(candidate=kept, language="ru", skill="B1")
    LanguageSkillFactory(candidate=gone, language="ru", skill="C1")
    draft, late = CandidacyFactory(candidate=gone), LateAttemptFactory(candidate=gone)
    mail = QueuedMailFactory(recipient_ref=reference)
    services.note_look(gone, actor=officer, page="page")
    close = UserFactory(staff=True)
    for one in (kept, gone):
        declare_conflict(one, officer=close, reason="Cousins.")

    merged = merge(kept, gone, officer)

    assert list(Candidate.objects.all()) == [merged] == [kept]
    assert sorted(merged.educations.values_list("title", flat=True)) == ["History", "Law"]
    assert LanguageSkill.objects.get().listening == "C1"  # the other file is the newer one
    draft.refresh_from_db(), late.refresh_from_db(), mail.refresh_from_db()
    assert (draft.candidate, late.candidate, mail.recipient_ref) == (kept, kept, kept.public_id)
    assert ConflictOfInterest.objects.get().candidate == kept
    assert set(Look.objects.values_list("subject_ref", flat=True)) == {kept.public_id}
    assert list(Candidate.objects.searched("history")) == [kept]


def test_a_merge_is_recorded_with_what_moved_and_the_chain_holds(officer):
    kept, gone = paper(city="Gent"), paper(city="Aalst")
    EducationFactory(candidate=gone)

    merge(kept, gone, officer, city="Aalst")

    values = (
        AuditEntry.objects.get(action="candidate.merged", subject_ref=kept.public_id).value_rows.get().values
    )
    assert (values["merged"], values["because"]) == (gone.public_id, "Same passport.")
    assert values["city"] == ["Gent", "Aalst"]
    assert values["moved"]["candidates.Education"] == 1
    seal_entries()
    assert list(find_breaks()) == []


def test_the_old_reference_leads_to_the_file_that_stays_also_after_a_second_merge(officer, client):
    first, second, third = paper(), paper(), paper()
    old = [first.public_id, second.public_id]
    merge(second, first, officer)
    merge(third, second, officer)
    client.force_login(officer)

    for reference in old:
        answer = client.get(file_at(reference))
        assert answer.url == file_at(third.public_id)
    assert set(person_behind(third).refs) == {third.public_id, *old}


def test_the_old_reference_of_a_file_behind_a_wall_leads_nowhere(officer, client):
    kept, gone = paper(), paper()
    merge(kept, gone, officer)
    declare_conflict(kept, officer=officer, reason="Cousins.")
    client.force_login(officer)

    assert client.get(file_at(gone.public_id)).status_code == 404


def test_an_account_moves_with_its_address(officer):
    kept, gone = paper(email="old@example.org"), CandidateFactory(user__email="own@example.org")
    account = gone.user

    merged = merge(kept, gone, officer, email="old@example.org")

    assert (merged.user, merged.email) == (account, "own@example.org")


def test_who_was_registered_in_one_file_is_registered_in_the_file_that_stays(officer):
    first, later = (dt.datetime(year, 3, 1, tzinfo=dt.UTC) for year in (2020, 2025))

    assert merge(paper(registered_at=None), paper(registered_at=first), officer).registered_at == first
    assert merge(paper(registered_at=later), paper(registered_at=first), officer).registered_at == first


def test_a_mission_verified_in_one_file_stays_verified(officer):
    kept, gone, now = paper(), paper(), dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    said = {"role": "sto", "country": "AM", "year": 2021, "for_belgium": True}
    for candidate, verified_at in ((kept, None), (gone, now)):
        ObservationExperience.objects.create(candidate=candidate, verified_at=verified_at, **said)

    merge(kept, gone, officer)

    assert kept.observations.get().verified_at == now


def test_nothing_is_merged_into_a_file_that_was_erased(officer):
    kept = paper(anonymised_at=timezone.now())
    with pytest.raises(errors.CannotMerge):
        merge(kept, paper(), officer)


def test_the_second_number_in_the_register_stays_known(officer):
    first, second = paper(last_name="Dubois", first_name="Ann"), paper(last_name="Dubois", first_name="Ann")
    for number, candidate in (("R1", first), ("R2", second)):
        RegisterEntry.objects.create(candidate=candidate, number=number, imported_at=timezone.now())

    merged = merge(first, second, officer)

    assert merged.former_numbers.get().number == "R1"  # the other was imported last
    for number in (1, 2):
        row = person(number, last_name="Dubois", first_name="Ann", email=first.email)
        ((plan,),) = take_over(SheetKind.PEOPLE, people_of(row).rows, actor=None, tell=len)
        assert (plan.outcome, plan.candidate) == (
            "unchanged" if plan.values.changes == {} else "changed",
            merged,
        )
    assert RegisterEntry.objects.get().number == "R2"
    assert set(Candidate.objects.all()) == {merged}


def test_of_two_rows_alike_that_which_is_further_on_counts_and_the_loss_is_told(officer):
    kept, gone = paper(), paper()
    listed = {"selor_reference": "AFG27001", "listed_on": dt.date(2027, 3, 1)}
    valid = {"valid_until": dt.date(2029, 3, 1), "invited_on": dt.date(2027, 4, 1)}
    PoolMembership.objects.create(candidate=kept, valid_until=dt.date(2029, 2, 1), **listed)
    PoolMembership.objects.create(candidate=gone, trained_on=dt.date(2027, 5, 1), **valid, **listed)
    accepted = CertificateFactory(candidate=gone, status="accepted")
    own = CertificateFactory(candidate=kept, mission=accepted.mission, sha256=accepted.sha256)
    with translation.override("en"):
        dropped = [text for part in merging.merge_parts() for text in part.dropped(kept, gone)]
    assert len(dropped) == 2
    assert any("AFG27001" in text and "on the list until: " in text for text in dropped)
    assert any("To be checked" in text for text in dropped)

    merged = merge(kept, gone, officer)

    assert merged.pool_memberships.get().trained_on == dt.date(2027, 5, 1)
    assert (merged.certificates.get().status, merged.certificates.get().pk) == ("accepted", own.pk)


def test_two_candidacies_for_one_call_are_not_merged_unless_one_is_withdrawn(officer):
    kept, gone, call = paper(), paper(), CallFactory(open=True)
    CandidacyFactory(candidate=kept, call=call)
    other = CandidacyFactory(candidate=gone, call=call)

    with translation.override("en"), pytest.raises(errors.CannotMerge, match="withdrawn"):
        merge(kept, gone, officer)
    Candidacy.objects.filter(pk=other.pk).update(status="withdrawn")

    assert merge(kept, gone, officer).candidacies.count() == 2


@pytest.mark.parametrize("lapsed", [("kept",), ("gone",), ("kept", "gone")], ids=" ".join)
def test_a_lapsed_draft_goes_where_the_other_file_has_a_candidacy_for_the_same_call(officer, lapsed):
    kept, gone, call = paper(), paper(), CallFactory()
    for name, file in (("kept", kept), ("gone", gone)):
        facts = {"status": "lapsed"} if name in lapsed else {"status": "not_selected", "received": True}
        CandidacyFactory(candidate=file, call=call, **facts)
    with translation.override("en"):
        dropped = [text for part in merging.merge_parts() for text in part.dropped(kept, gone)]
    assert len(dropped) == 1 and "Not handed in before the deadline" in dropped[0]

    merged = merge(kept, gone, officer)

    stays = "lapsed" if len(lapsed) == 2 else "not_selected"
    assert [candidacy.status for candidacy in merged.candidacies.all()] == [stays]


def test_two_candidacies_that_are_over_are_said_to_keep_the_files_apart(officer):
    kept, gone, call = paper(), paper(), CallFactory()
    for file in (kept, gone):
        CandidacyFactory(candidate=file, call=call, received=True, status="not_selected")

    with translation.override("en"), pytest.raises(errors.CannotMerge, match="have both ended") as refused:
        merge(kept, gone, officer)
    assert "withdrawn first" not in str(refused.value.obstacles[0])


def test_a_certificate_that_both_files_have_stays_once(officer):
    kept, gone = paper(), paper()
    certificate = CertificateFactory(candidate=kept)
    same = CertificateFactory(candidate=gone, mission=certificate.mission, sha256=certificate.sha256)
    candidacy = CandidacyFactory(candidate=gone, certificate=same)

    merge(kept, gone, officer)

    candidacy.refresh_from_db()
    assert (candidacy.certificate, kept.certificates.count()) == (certificate, 1)


@pytest.mark.parametrize("is_own", [True, False])
def test_nobody_merges_the_own_file_or_that_of_somebody_close(officer, is_own):
    kept, gone = paper(), paper()
    if is_own:
        Candidate.objects.filter(pk=gone.pk).update(user=officer)
        with pytest.raises(OwnFile):
            merge(kept, gone, officer)
    else:
        declare_conflict(kept, officer=officer, reason="Cousins.")
        with pytest.raises(ConflictDeclared):
            merge(kept, gone, officer)
    assert Candidate.objects.count() == 2


def test_what_no_part_takes_care_of_stops_the_merge(officer, monkeypatch):
    kept, gone = paper(), paper()
    EducationFactory(candidate=gone)
    monkeypatch.delitem(merging._parts, "candidates.Education")

    with pytest.raises(errors.LeftBehind, match=r"candidates\.Education\.candidate"):
        merge(kept, gone, officer)


def test_only_what_was_chosen_changes(officer):
    born = dt.date(1990, 5, 4)
    kept, gone = paper(first_name="Ann", birth_date=None), paper(first_name="Anne", birth_date=born)

    merged = merge(kept, gone, officer, birth_date=born, is_sample=True)

    assert (merged.first_name, merged.birth_date, merged.is_sample) == ("Ann", born, False)
    assert not AlikePair.objects.exists()
    assert FormerReference.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])
def test_two_officers_who_merge_the_same_files_both_ways_lose_nothing(locked):
    one, other = paper(first_name="One"), paper(first_name="Other")
    EducationFactory(candidate=one, title="Law")
    EducationFactory(candidate=other, title="History")
    officers = [UserFactory(staff=True), UserFactory(staff=True)]

    outcomes = race(
        lambda: merge(one, other, officers[0]), lambda: merge(other, one, officers[1]), with_lock=locked
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, errors.CannotMerge)]
    if locked:
        assert len(refused) == 1
        assert Candidate.objects.get().educations.count() == 2
    else:
        assert not refused
