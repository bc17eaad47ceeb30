import io

import pytest
from django.core.management import CommandError, call_command

from candidates.models import Candidate
from missions.enums import MissionFormat
from osce_portal.management.sample.logins import PASSWORD
from tests.factories.missions import MissionFactory

pytestmark = pytest.mark.django_db


def load(**options) -> str:
    output = io.StringIO()
    call_command("load_sample_candidates", stdout=output, **options)
    return output.getvalue()


def test_sample_people_are_never_part_of_production(settings):
    settings.SAMPLE_PEOPLE_ALLOWED = False

    with pytest.raises(CommandError, match="production"):
        load(count=5)

    assert not Candidate.objects.exists()


def test_a_second_time_nothing_is_added_and_the_logins_are_printed_again(settings):
    for code in ("MD", "GE", "RS", "AM"):
        MissionFactory(format=MissionFormat.EOM, state__iso2=code)
    first = load(count=30, seed=3)
    made = Candidate.objects.count()

    second = load(count=30, seed=3)

    assert Candidate.objects.count() == made == 37  # three examples and four of the register beside them
    assert "exist already" in second
    for printed in (first, second):
        assert PASSWORD in printed
        assert settings.TRIAL_TOTP_SECRET in printed


def test_nobody_is_no_sample():
    with pytest.raises(CommandError):
        load(count=0)
