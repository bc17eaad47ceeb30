"""What the settings choose of the deadline's rule, and that a wrong one stops the start."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from missions.deadlines import TODAYS_RULE
from missions.models import Mission
from missions.rule import last_day_of, rule_in_force

TWO_DAYS = {"election_day": dt.date(2027, 5, 9), "voting_ends_on": dt.date(2027, 5, 10)}


def test_the_settings_choose_todays_rule_unless_they_say_otherwise(settings):
    assert rule_in_force() == TODAYS_RULE
    assert last_day_of(Mission(**TWO_DAYS)) == dt.date(2027, 3, 28)
    assert last_day_of(Mission(election_day=None)) is None

    settings.DEADLINE_VOTING_DAY, settings.DEADLINE_DAY_OFF = "last", "next"

    assert last_day_of(Mission(**TWO_DAYS)) == dt.date(2027, 3, 30)  # Easter Monday is a holiday


@pytest.mark.parametrize("name", ["DEADLINE_SIXTH_WEEK", "DEADLINE_DAY_OFF", "DEADLINE_VOTING_DAY"])
def test_a_choice_that_there_is_not_is_refused_in_one_line(settings, name):
    setattr(settings, name, "noon")

    with pytest.raises(ImproperlyConfigured, match=f"{name} cannot be 'noon': choose one of .+") as refused:
        rule_in_force()
    assert "\n" not in str(refused.value)


def test_the_portal_does_not_start_with_a_wrong_choice():
    environment = {**os.environ, "DEADLINE_DAY_OFF": "friday"}
    start = [sys.executable, "-c", "import django; django.setup()"]

    run = subprocess.run(start, env=environment, capture_output=True, text=True, check=False)

    assert run.returncode != 0
    assert (
        run.stderr.strip()
        .splitlines()[-1]
        .endswith("DEADLINE_DAY_OFF cannot be 'friday': choose one of stays, next, previous")
    )
