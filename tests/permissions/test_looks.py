"""Every page that shows a person's file to staff leaves an entry in the audit log: who looked at whom."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from missions.models import Call
from osce_portal.audit.acts import act_label
from osce_portal.audit.enums import Function
from osce_portal.audit.models import AuditEntry, Look
from selection.delegation.services import cannot_go
from tests.factories.delegation import officer
from tests.permissions.test_table import read_to_the_end, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
LOOKS = {
    "admin:candidates_candidate_change": "candidate.seen",
    "admin:candidates_candidate_cv": "candidate.cv_exported",
    "admin:candidates_candidate_document": "document.seen",
    "admin:candidates_observationexperience_change": "candidate.seen",
    "admin:candidates_poolmembership_change": "candidate.seen",
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
    "changes:exception": "deadlineexception.seen",
}
ACTS = {
    "desk": {
        "delegation:override": "candidacy.seen",
        "delegation:swap": "candidacy.seen",
        "delegation:cannot-go": "candidacy.seen",
        "admin:candidates_candidate_merge": "candidate.seen",
        "admin:candidates_candidate_export": "candidate.exported",
        "nominations:travel-of": "traveldetails.seen",
    },
    "decider": {"delegation:decision": "candidacy.seen"},
    "auditor": {},
}


@pytest.mark.parametrize("actor", ["desk", "decider", "auditor"])
def test_every_look_at_a_persons_file_is_recorded(actor):
    world, names = make_world(), dict(walk_routes())
    client = sign_in(actor, world)
    for route, action in (LOOKS | ACTS[actor]).items():
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


@pytest.mark.parametrize(
    ("actor", "function"),
    [
        ("desk", Function.DESK_OFFICER),
        ("decider", Function.DECIDER),
        ("auditor", Function.AUDITOR),
    ],
)
def test_the_person_reads_of_every_look_in_words(actor, function):
    world, names = make_world(), dict(walk_routes())
    client = sign_in(actor, world)
    before = AuditEntry.objects.latest("pk").pk
    for route in LOOKS:
        read_to_the_end(client.get(reverse(route, kwargs=arguments(route, names[route], world))))
    Call.objects.update(decided_at=timezone.now())
    world.owner.user.language = "en"
    world.owner.user.save()

    page = sign_in("owner", world).get(reverse("privacy:looks")).content.decode()

    written = AuditEntry.objects.filter(pk__gt=before, subject_ref=world.owner.public_id)
    assert Look.objects.filter(entry__in=written, functions=function).count() == written.count() == len(LOOKS)
    assert page.count(str(function.label)) == len(LOOKS)
    assert [action for action in LOOKS.values() if escape(str(act_label(action))) not in page] == []
