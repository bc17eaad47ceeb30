"""Grids in the admin: read once a call uses them, copied to be changed, never above 100 points."""

import pytest
from django.urls import reverse

from osce_portal.staff_admin import row_address
from selection.assessment.models import Criterion, Rubric
from selection.assessment.rubric_loading import load_sto_rubric
from selection.assessment.rubrics import choose_rubric, engine_rubric, make_new_version
from selection.assessment.services import declare_conflict
from tests.factories.assessment import closed_call, officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    actor = officer()
    client.force_login(actor)
    return actor


def change(criterion):
    return row_address(criterion)


def filled(criterion, **changed):
    sent = {f"name_{code}": getattr(criterion, f"name_{code}") for code in ("fr", "nl", "de", "en")}
    sent |= {"position": criterion.position, "max_tenths": criterion.max_tenths}
    levels = list(criterion.levels.all())
    sent |= {"levels-TOTAL_FORMS": len(levels), "levels-INITIAL_FORMS": len(levels)}
    for place, level in enumerate(levels):
        sent |= {f"levels-{place}-id": level.pk, f"levels-{place}-criterion": criterion.pk}
        sent |= {f"levels-{place}-tenths": level.tenths}
        sent |= {f"levels-{place}-text_{code}": level.text for code in ("fr", "nl", "de", "en")}
    return sent | changed


def test_a_grid_may_be_changed_until_a_call_uses_it(client, desk):
    criterion = load_sto_rubric().criteria.get(code="motivation")

    client.post(change(criterion), filled(criterion, max_tenths=90))
    assert Criterion.objects.get(pk=criterion.pk).max_tenths == 90

    choose_rubric(closed_call())
    assert client.post(change(criterion), filled(criterion, max_tenths=80)).status_code == 404
    assert Criterion.objects.get(pk=criterion.pk).max_tenths == 90


def test_a_grid_gives_100_points_at_most(client, desk):
    criterion = load_sto_rubric().criteria.get(code="motivation")

    page = client.post(change(criterion), filled(criterion, max_tenths=101)).content.decode()

    assert "100 points at most" in page
    assert Criterion.objects.get(pk=criterion.pk).max_tenths == 100


def test_a_new_version_is_a_full_copy_that_may_be_changed(client, desk):
    rubric = load_sto_rubric()
    choose_rubric(closed_call())

    sent = {"action": "copy_rubrics", "_selected_action": [rubric.pk]}
    client.post(reverse("admin:assessment_rubric_changelist"), sent)

    copy = Rubric.objects.get(version=2)
    assert copy.frozen_at is None
    assert engine_rubric(copy).criteria == engine_rubric(rubric).criteria
    assert copy.name_de == rubric.name_de
    assert make_new_version(rubric, actor=desk).version == 3


def test_conflicts_are_read_here_and_never_taken_back(client, desk):
    conflict = declare_conflict(received(closed_call()).candidate, officer=desk, reason="cousin")
    address = row_address(conflict)

    assert "cousin" in client.get(address).content.decode()
    assert client.post(address, {"reason": "none"}).status_code == 404
