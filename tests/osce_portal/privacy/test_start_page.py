"""What the start page of the staff says about personal data."""

import pytest
from django.urls import reverse

from osce_portal.privacy.services import ask_erasure
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "waits", "pages"),
    [
        ("auditor", True, {"requests", "holds", "retention", "data-map"}),
        ("desk_officer", False, {"requests", "holds"}),
        ("administrator", False, {"retention", "data-map"}),
        ("decider", False, set()),
    ],
)
def test_each_role_is_led_to_its_pages(client, role, waits, pages):
    asked = ask_erasure(CandidateFactory().user)
    client.force_login(UserFactory(staff=True, groups=[role]))
    text = client.get(reverse("admin:index")).content.decode()
    names = ("requests", "holds", "retention", "data-map")
    assert {name for name in names if reverse(f"privacy-staff:{name}") + '"' in text} == pages
    assert (asked.public_id in text) == waits
