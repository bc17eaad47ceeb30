import pytest

from missions import errors
from missions.enums import MOVED, STAGES, MissionStage
from missions.services import finish_missions, move_stage
from osce_portal.audit.models import AuditEntry
from tests.factories.missions import MissionFactory, days_from_today

pytestmark = pytest.mark.django_db


def test_a_mission_comes_to_each_stage_of_the_table_and_to_no_other():
    for stage in MissionStage:
        mission = MissionFactory(stage=stage)
        for target in set(MissionStage) - {stage}:
            mission.stage = stage
            mission.save()
            if target in STAGES[stage] - MOVED:
                assert move_stage(mission, target, actor=None).stage == target
                continue
            refusal = errors.StageByChange if target in STAGES[stage] else errors.IllegalStage
            with pytest.raises(refusal):
                move_stage(mission, target, actor=None)


def test_the_night_finishes_missions_whose_last_day_is_over():
    over = days_from_today(-5)
    done = [MissionFactory(election_day=over, stage=stage) for stage in ("expected", "open", "postponed")]
    kept = [
        MissionFactory(election_day=over, stage="downgraded"),
        MissionFactory(election_day=over, stage="cancelled"),
        MissionFactory(election_day=over, stage="open", second_round_on=days_from_today(9)),
        MissionFactory(election_day=days_from_today(-4), stage="open"),
    ]
    before = [mission.stage for mission in kept]

    assert finish_missions() == len(done) and finish_missions() == 0

    for mission in done + kept:
        mission.refresh_from_db()
    assert {mission.stage for mission in done} == {MissionStage.DONE}
    assert [mission.stage for mission in kept] == before
    assert AuditEntry.objects.filter(action="mission.stage", actor=None).count() == len(done)
