"""Mutated files through the pages: every answer is a page or a way on, never an error of the server."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.candidates.europass.mutations import mutated_bytes, mutated_json, mutated_xml
from tests.candidates.europass.own_files import own_file
from tests.candidates.takeover.test_views import as_sent
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
TURNS = [(number * 5, number * 7919, number * 104_729 % 65_521) for number in range(12)]


@pytest.mark.parametrize(
    ("name", "mutate"),
    [
        ("legacy.xml", mutated_xml),
        ("current.xml", mutated_xml),
        ("eures.xml", mutated_xml),
        ("current.xml", mutated_bytes),
        ("legacy.json", mutated_json),
        ("legacy.json", mutated_bytes),
    ],
)
def test_a_mutated_file_is_proposed_and_taken_over_or_refused(client, name, mutate):
    candidate = CandidateFactory(registered=True, belgian=True, user__language="fr")
    client.force_login(candidate.user)
    answers = set()
    for data in mutate(own_file(name), TURNS):
        sent = client.post(reverse("candidates:europass"), {"file": SimpleUploadedFile("cv.xml", data)})
        answers.add(sent.status_code)
        page = client.get(reverse("candidates:europass-proposal"))
        if page.status_code == 200:
            everything = as_sent(page) | {
                f"{row.prefix}-take": "on" for group in page.context["page"].groups for row in group.rows
            }
            taken = client.post(reverse("candidates:europass-proposal"), everything)
            answers.add(taken.status_code)
    assert answers <= {200, 302}
