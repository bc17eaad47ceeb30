"""Gender is asked for the balance alone: which role reads a person's on which page, and nowhere else."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.delegation import LevelFactory, approve_all, compared, selection_call
from tests.permissions.test_table import sign_in
from tests.permissions.world import ROLES

pytestmark = pytest.mark.django_db
FILES, BALANCES, NOBODY = {"desk"}, {"desk", "decider", "auditor"}, set()
PAGES = {
    "admin:candidates_candidate_change": FILES,
    "admin:candidates_candidate_changelist": FILES,  # offered as a facet
    "admin:candidacies_candidacy_change": FILES,
    "admin:candidacies_candidacy_changelist": NOBODY,
    "assessment:after-closing": NOBODY,
    "assessment:motivations": NOBODY,
    "assessment:candidacy": NOBODY,
    "delegation:run-latest": BALANCES,
    "delegation:replacement": NOBODY,
    "delegation:run-file problem": BALANCES,
    "delegation:run-file result": NOBODY,
    "nominations:list": NOBODY,
    "nominations:file xlsx": NOBODY,
}


@pytest.fixture
def chosen():
    """A woman who was chosen; her dossier, her candidacy and the run that chose her."""
    call = selection_call(places=1)
    candidacy = compared(call, 900, gender="F")
    candidacy.assessments.update(motivation_level=LevelFactory())
    approve_all(call)
    return candidacy


def address(page: str, candidacy) -> str:
    route, _space, name = page.partition(" ")
    call, person = candidacy.call.public_id, candidacy.candidate.public_id
    given = {
        "admin:candidates_candidate_change": [person],
        "admin:candidacies_candidacy_change": [candidacy.public_id],
        "assessment:candidacy": [call, candidacy.public_id],
        "delegation:run-file": [call, candidacy.call.selection_runs.get().public_id, name],
        "nominations:file": [call, name],
    }
    return reverse(
        route, args=given.get(route, [] if route.endswith("list") and "admin" in route else [call])
    )


def says_gender(response: HttpResponse) -> bool:
    if response.status_code != 200:
        return False
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        cells = [str(cell.value) for row in load_workbook(BytesIO(content)).active for cell in row]
        return "Woman" in cells or "F" in cells
    text = content.decode()
    return "Woman" in text or '"gender=F"' in text or '"gender": "F"' in text


@pytest.mark.parametrize("actor", ROLES)
def test_a_persons_gender_is_read_by_those_roles_alone_that_may(actor, chosen):
    client = sign_in(actor, None)

    found = {page for page in PAGES if says_gender(client.get(address(page, chosen)))}

    assert found == {page for page, actors in PAGES.items() if actor in actors}
