"""The calendar of a story: a real mission whose election lies ahead, and its deadline let pass."""

import datetime as dt
import io

from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from missions.deadlines import end_of_day, last_day
from missions.enums import MissionStage
from missions.models import Call, Mission
from selection.candidacies.models import Candidacy, Dossier

KYRGYZSTAN = {"state__iso2": "KG", "election_day": dt.date(2025, 11, 30)}


def real_mission_ahead() -> Mission:
    """ODIHR's sourced mission to Kyrgyzstan, as loaded, moved to an election day in a hundred days."""
    call_command("load_reference_data", stdout=io.StringIO())
    mission = Mission.objects.get(**KYRGYZSTAN)
    mission.calls.all().delete()
    mission.election_day = timezone.localdate() + dt.timedelta(days=100)
    mission.stage = MissionStage.EXPECTED
    mission.save()
    return mission


def let_the_deadline_pass(call: Call) -> None:
    """Move every date of the call's story back by as many days as it takes; the clock stays alone."""
    days = (call.closes_on - timezone.localdate()).days + 1
    back = dt.timedelta(days=days)
    mission = call.mission
    mission.election_day -= back
    mission.save()
    call.closes_on = last_day(mission.election_day)
    call.closes_at = end_of_day(call.closes_on)
    call.published_at, call.opens_at = call.published_at - back, call.opens_at - back
    call.save()
    received = Candidacy.objects.filter(call=call, received_at__isnull=False)
    received.update(received_at=F("received_at") - back, closes_at=call.closes_at)
    Dossier.objects.filter(candidacy__in=received).update(frozen_at=F("frozen_at") - back)
