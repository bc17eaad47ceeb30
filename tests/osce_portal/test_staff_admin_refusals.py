"""What a form let pass and a service then refuses, because somebody else was quicker."""

import re

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.html import escape

from missions.errors import AlreadyPublished, BelowTaken
from missions.models import Budget, Call, JpoOpening, JpoRound
from missions.services.money import enter_commitment
from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory, JpoOpeningFactory, RoundCallFactory
from tests.missions.test_admin import band_rows, call_data
from tests.permissions.controls import controls_of
from tests.races import Wire, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
HOLDING_ROWS = re.compile(r"SELECT .* FOR (NO KEY )?UPDATE")


def post_while(client, other, address: str, data: dict) -> str:
    """The page that answers when ``other`` happens after the form has passed, before the service acts."""

    def let_the_other_by() -> None:
        [outcome] = at_once(other)
        if isinstance(outcome, Exception):
            raise outcome

    with connection.execute_wrapper(Wire(HOLDING_ROWS, let_the_other_by, with_lock=True)):
        response = client.post(address, data)
    assert response.status_code == 200
    return response.content.decode()


def sign_in(client, role: str, language: str = "en"):
    user = UserFactory(staff=True, groups=[role], language=language)
    client.force_login(user)
    return user


def test_settings_of_a_call_decided_meanwhile_are_refused_in_the_readers_language(client):
    sign_in(client, "desk_officer", language="fr")
    call = CallFactory(closed=True, places=10)
    data = call_data(
        places="3", outcome_fr="Fini.", outcome_nl="Klaar.", **band_rows({"label": "gender=F", "min": "1"})
    )

    page = post_while(client, lambda: Call.objects.update(decided_at=timezone.now()), row_address(call), data)

    assert "La sélection est approuvée" in page
    assert "Fini." in page  # the outcome may still be told
    call.refresh_from_db()
    assert (call.places, call.outcome_fr, call.quota_targets.count()) == (10, None, 0)
    assert not AuditEntry.objects.filter(object_ref=call.public_id).exists()


def test_a_round_called_meanwhile_is_not_half_saved(client):
    """Its own texts are saved first; then the service refuses that a line is taken out."""
    sign_in(client, "desk_officer")
    call = RoundCallFactory(unpublished=True)
    opening = JpoOpeningFactory(round=call.round)
    address = row_address(call.round)
    form = controls_of(client.get(address).content.decode())
    typed = form | {"terms_fr": "Deux ans.", "terms_nl": "Twee jaar.", "openings-0-DELETE": "on"}

    page = post_while(client, lambda: Call.objects.update(published_at=timezone.now()), address, typed)

    assert escape(str(AlreadyPublished.message)) in page
    assert "Deux ans." in page
    assert JpoOpening.objects.get() == opening
    assert not JpoRound.objects.get().terms_fr
    assert not AuditEntry.objects.filter(object_ref=call.round.public_id).exists()


def test_a_budget_taken_meanwhile_is_not_lowered_below(client):
    sign_in(client, "budget_officer")
    colleague, call = UserFactory(staff=True), CallFactory()
    budget = Budget.objects.create(year=2027, line="14-53-5", amount_cents=1_000_00)
    data = {"year": "2027", "line": "14-53-5", "amount_cents": "599,99"}

    def take() -> None:
        enter_commitment(call, budget, actor=colleague, kind="committed", cents=600_00)

    page = post_while(client, take, row_address(budget), data)

    assert page.count(escape(str(BelowTaken.message))) == 1  # beside the field, where the form now says it
    assert "599,99" in page
    budget.refresh_from_db()
    assert budget.amount_cents == 1_000_00
