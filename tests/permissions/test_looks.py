"""Every page that shows a person's file to staff leaves an entry in the audit log: who looked at whom."""

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from selection.delegation.services import cannot_go
from tests.factories.delegation import officer
from tests.permissions.test_table import read_to_the_end, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
LOOKS = {
    "admin:candidates_candidate_change": "candidate.seen",
    "admin:candidates_observationexperience_change": "candidate.seen",
    "admin:candidacies_candidacy_change": "candidacy.seen",
    "admin:candidacies_candidacy_proof": "candidacy.proof_seen",
    "assessment:after-closing": "candidacy.seen",
    "assessment:candidacy": "candidacy.seen",
    "assessment:motivations": "candidacy.seen",
    "assessment:certificate": "certificate.seen",
    "assessment:certificate-image": "certificate.seen",
    "elearning:certificate-file": "certificate.seen",
    "delegation:run-latest": "candidacy.seen",
    "delegation:run": "candidacy.seen",
    "nominations:list": "candidacy.seen",
    "nominations:file": "candidacy.exported",
    "admin:mail_queuedmail_change": "mail.seen",
}
ACTS = {
    "desk": ["delegation:override", "delegation:swap", "delegation:cannot-go"],
    "decider": ["delegation:decision"],
}


@pytest.mark.parametrize("actor", ["desk", "decider", "auditor"])
def test_every_look_at_a_persons_file_is_recorded(actor):
    world, names = make_world(), dict(walk_routes())
    client = sign_in(actor, world)
    for route, action in LOOKS.items() | {(route, "candidacy.seen") for route in ACTS.get(actor, ())}:
        last = AuditEntry.objects.order_by("-pk").first()
        response = client.get(reverse(route, kwargs=arguments(route, names[route], world)))
        read_to_the_end(response)
        looks = AuditEntry.objects.filter(pk__gt=last.pk, subject_ref=world.owner.public_id)
        assert response.status_code == 200, route
        assert [(look.action, look.actor_id) for look in looks] == [
            (action, int(client.session["_auth_user_id"]))
        ], route


def test_a_look_at_who_is_proposed_for_a_free_place_is_recorded():
    world = make_world()
    client = sign_in("decider", world)

    client.get(reverse("delegation:succession", args=[world.decided.public_id, world.succession.public_id]))

    looks = AuditEntry.objects.filter(action="candidacy.seen")
    assert world.succession.successor.public_id in set(looks.values_list("object_ref", flat=True))


def test_a_look_at_who_could_fill_a_free_place_is_recorded():
    world = make_world()
    cannot_go(world.outcome, note="Broke a leg.", actor=officer())
    client = sign_in("desk", world)

    client.get(reverse("delegation:replacement", args=[world.decided.public_id]))

    seen = set(AuditEntry.objects.filter(action="candidacy.seen").values_list("object_ref", flat=True))
    assert world.decided.candidacies.get(status="reserve").public_id in seen
