"""A row's own page in the admin opens in every state that the row can be in, for whoever may see it."""

import datetime as dt
from itertools import chain

import pytest
from django.contrib import admin
from django.utils import timezone

from elearning.enums import CertificateStatus
from missions.enums import MissionStage
from missions.models import Budget, FieldOperation, QuotaTarget
from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.mail.models import MailState
from osce_portal.staff_admin import row_address
from selection.assessment.rubric_loading import load_sto_rubric
from selection.assessment.rubrics import choose_rubric, make_new_version
from selection.assessment.services import declare_conflict
from selection.candidacies.enums import NEVER_RECEIVED, CandidacyStatus
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory, LateAttemptFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory, PoolMembershipFactory
from tests.factories.files import StoredFileFactory
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import (
    CallFactory,
    CrisisMissionFactory,
    JpoOpeningFactory,
    MissionFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    VacancyFactory,
)
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import ROLES

pytestmark = pytest.mark.django_db


def calls():
    settings = {"places": 2, "budget_cents": 500_000, "text_fr": "Un texte.", "text_en": "A text."}
    for life in ({"awaited": True}, {"unpublished": True}, {"open": True}, {"due": True}, {"closed": True}):
        yield CallFactory(**life)
    for end in ("decided_at", "cancelled_at"):
        call = CallFactory(closed=True, **settings, **{end: timezone.now()})
        QuotaTarget.objects.create(call=call, label="gender=F", min_share=40)
        yield call


def missions():
    yield MissionFactory(without_day=True)
    yield MissionFactory(published_at=None, is_confirmed=False)
    yield from (MissionFactory(stage=stage) for stage in MissionStage)
    state = MissionFactory().state
    yield state
    yield FieldOperation.objects.create(name="OSCE Centre in Bishkek", country="KG", status="active")


def posts():
    yield VacancyFactory(published_at=None, is_confirmed=False)
    yield VacancyCallFactory().vacancy
    yield RoundCallFactory().round
    yield JpoOpeningFactory().round
    yield CrisisMissionFactory()
    yield SelorRoundFactory()
    yield Budget.objects.create(year=2027, line="14-53-5")
    yield Budget.objects.create(year=2026, line="14-53-5", amount_cents=0)


def people():
    yield UserFactory(is_active=False)
    yield UserFactory(staff=True, groups=[*ROLES.values()])
    yield CandidateFactory()
    yield CandidateFactory(user=None)
    yield CandidateFactory(registered=True, belgian=True, with_cv=True)
    yield ObservationExperienceFactory()
    yield PoolMembershipFactory()
    yield PoolMembershipFactory(listed_on=dt.date(2020, 1, 1), valid_until=dt.date(2022, 1, 1))
    yield declare_conflict(CandidateFactory(), officer=UserFactory(staff=True), reason="We are married.")


def candidacies():
    call = CallFactory(closed=True)
    for status in CandidacyStatus:
        received = status not in NEVER_RECEIVED
        candidacy = CandidacyFactory(call=call, status=status, received=received)
        if received:
            DossierFactory(candidacy=candidacy)
        yield candidacy
    for status in CertificateStatus:
        file = StoredFileFactory()
        yield CandidacyFactory(received=True, certificate__status=status, certificate__file=file)
    yield CandidacyFactory(on_paper=True)
    yield LateAttemptFactory()


def grids():
    load_sto_rubric()
    frozen = choose_rubric(CallFactory())
    fresh = make_new_version(frozen, actor=None)
    return chain.from_iterable([grid, *grid.criteria.all()] for grid in (frozen, fresh))


def mails_and_entries():
    for state in MailState:
        sent_at = timezone.now() if state == MailState.SENT else None
        yield QueuedMailFactory(state=state, sent_at=sent_at)
    erased = record("candidate.changed", CandidateFactory(), values={"city": "Liège"})
    erased.value_rows.all().delete()
    yield erased
    yield record("candidate.changed", CandidateFactory(), values={"city": ["Liège", "Gent"]})


KINDS = (calls, missions, posts, people, candidacies, grids, mails_and_entries)


@pytest.mark.parametrize("rows", KINDS, ids=lambda rows: rows.__name__)
def test_every_row_opens_or_is_no_page_whatever_its_state(rows):
    made = list(rows())
    for actor in ROLES:
        client = sign_in(actor, None)

        answers = [(str(row), ask(client, "GET", row_address(row)).status_code) for row in made]
        empty = [(str(row), ask(client, "POST", row_address(row)).status_code) for row in made]

        assert [(actor, *one) for one in answers if one[1] not in {200, 404}] == []
        assert [(actor, *one) for one in empty if one[1] not in {200, 302, 404}] == []
        assert actor != "desk" or rows is mails_and_entries or 200 in dict(answers).values()


def test_every_kind_of_row_that_the_admin_shows_is_among_these():
    made = {type(row) for rows in KINDS for row in rows()}

    assert set(admin.site._registry) - made == set()
    assert User in made
