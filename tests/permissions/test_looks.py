"""Every page that shows a person's file to staff leaves an entry in the audit log: who looked at whom."""

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from tests.permissions.test_table import read_to_the_end, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
LOOKS = {
    "admin:candidates_candidate_change": "candidate.seen",
    "admin:candidates_observationexperience_change": "candidate.seen",
    "admin:candidacies_candidacy_change": "candidacy.seen",
    "admin:candidacies_candidacy_proof": "candidacy.proof_seen",
    "assessment:candidacy": "candidacy.seen",
    "assessment:motivations": "candidacy.seen",
    "assessment:certificate": "certificate.seen",
    "assessment:certificate-image": "certificate.seen",
    "elearning:certificate-file": "certificate.seen",
}


@pytest.mark.parametrize("actor", ["desk", "auditor"])
def test_every_look_at_a_persons_file_is_recorded(actor):
    world, names = make_world(), dict(walk_routes())
    client = sign_in(actor, world)
    for route, action in LOOKS.items():
        last = AuditEntry.objects.order_by("-pk").first()
        response = client.get(reverse(route, kwargs=arguments(route, names[route], world)))
        read_to_the_end(response)
        looks = AuditEntry.objects.filter(pk__gt=last.pk, subject_ref=world.owner.public_id)
        assert response.status_code == 200, route
        assert [(look.action, look.actor_id) for look in looks] == [
            (action, int(client.session["_auth_user_id"]))
        ], route
