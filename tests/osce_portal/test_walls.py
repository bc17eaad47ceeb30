"""A wall holds in every room: whoever is close to a person finds nothing of that person's file."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from osce_portal import walls
from osce_portal.accounts.models import User
from osce_portal.common.errors import OwnFile
from selection.assessment.errors import ConflictDeclared
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.permissions.test_looks import ACTS, LOOKS
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
ABOUT_SEVERAL = {  # such a page stays, and says nothing of the one person
    "assessment:after-closing", "assessment:motivations", "delegation:run-latest", "delegation:run",
    "delegation:decision", "nominations:list", "nominations:file", "admin:candidates_candidate_export",
}  # fmt: skip
LISTS = [
    "admin:candidates_candidate_changelist",
    "admin:candidates_observationexperience_changelist",
    "admin:candidacies_candidacy_changelist",
    "admin:candidacies_lateattempt_changelist",
    "admin:mail_queuedmail_changelist",
]


def close_officer(actor, world):
    """Somebody of staff who has declared a conflict of interest with the owner."""
    client = sign_in(actor, world)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    declare_conflict(world.owner, officer=user, reason="We are cousins.")
    return client


@pytest.mark.parametrize("actor", ["desk", "decider", "auditor"])
def test_no_page_shows_the_file_of_somebody_close(actor):
    world, names = make_world(), dict(walk_routes())
    client = close_officer(actor, world)
    for route in {*LOOKS, *ACTS[actor]} - ABOUT_SEVERAL:
        address = reverse(route, kwargs=arguments(route, names[route], world))
        assert ask(client, "GET", address).status_code == 404, route


@pytest.mark.parametrize("actor", ["desk", "auditor"])
def test_no_list_names_somebody_close(actor):
    world = make_world()
    world.owner.last_name = "Vandenbroucke"
    world.owner.save()
    client = close_officer(actor, world)
    for name in LISTS:
        page = ask(client, "GET", reverse(name)).content.decode()
        assert "Vandenbroucke" not in page, name
        assert world.owner.email not in page, name


def test_somebody_close_is_not_found_when_a_candidacy_is_recorded():
    world = make_world()
    client = close_officer("desk", world)
    search = reverse("admin:candidacies_candidacy_record") + f"?q={world.owner.email}"
    assert world.owner.public_id not in ask(client, "GET", search).content.decode()


def test_a_selection_page_says_of_somebody_close_only_the_name():
    world = make_world()
    client = close_officer("desk", world)
    page = ask(client, "GET", reverse("delegation:run-latest", args=[world.decided.public_id]))
    html = page.content.decode()
    assert "Not for you: you have declared a conflict of interest." in html
    assert (
        reverse("delegation:cannot-go", args=[world.decided.public_id, world.outcome.public_id]) not in html
    )
    assert reverse("delegation:run-file", args=[world.decided.public_id, world.run.public_id, "result"])


def test_the_first_wall_says_why():
    user = UserFactory(staff=True)
    own, close, stranger = CandidateFactory(user=user), CandidateFactory(), CandidateFactory()
    declare_conflict(close, officer=user, reason="We are cousins.")

    with pytest.raises(OwnFile):
        walls.refuse_behind_wall(user, own)
    with pytest.raises(ConflictDeclared):
        walls.refuse_behind_wall(user, close)
    walls.refuse_behind_wall(user, stranger)
    assert walls.kept_from(user) == {own.pk, close.pk}


def test_a_visitor_is_behind_no_wall():
    CandidateFactory(user=None)

    assert walls.kept_from(AnonymousUser()) == frozenset()
