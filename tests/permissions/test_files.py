"""Files that people sent lie where no address leads but those that ask for permission."""

from pathlib import Path

import pytest

from osce_portal.files.models import StoredFile
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db
GUESSES = ("/{}", "/media/{}", "/static/{}", "/files/{}", "/private-files/{}", "/static/../private-files/{}")


@pytest.mark.parametrize("actor", ["anonymous", "owner", "desk", "admin"])
def test_no_address_leads_to_where_a_file_lies(actor, private_files: Path):
    client = sign_in(actor, make_world())
    places = {str(path.relative_to(private_files)) for path in private_files.rglob("*") if path.is_file()}
    assert len(places) >= StoredFile.objects.count() >= 3
    for place in places:
        answers = {ask(client, "GET", guess.format(place)).status_code for guess in GUESSES}
        assert answers <= {302, 404}, place
