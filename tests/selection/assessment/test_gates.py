"""Each condition as a flag, and no flag as a decision."""

import datetime as dt

import pytest

from candidates.models import Candidate
from elearning.models import Certificate
from missions.models import Call, Mission, ParticipatingState
from selection.assessment.enums import Finding, FlagState, Gate
from selection.assessment.gates import Case, Flag, check_gates, reasons_for, worst_state
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.models import Candidacy

CLOSES = dt.datetime(2026, 9, 27, 22, tzinfo=dt.UTC)
F, S = Finding, FlagState


def english(level):
    return [{"language": "en", **dict.fromkeys(("listening", "reading", "speaking", "writing"), level)}]


def case(points=None, person=None, certificate=None, minimum=None, languages=None, **facts):
    """A candidacy with nothing wrong but what is said; no database."""
    mission = Mission(pk=1, state=ParticipatingState(iso2="KG"))
    held = (
        None
        if certificate is False
        else Certificate(**{"mission_id": 1, "status": "accepted"} | (certificate or {}))
    )
    candidacy = Candidacy(
        candidate=Candidate(**{"registered_at": CLOSES} | (person or {})),
        call=Call(mission=mission, minimum_score_tenths=minimum),
        certificate=held,
        **{
            "status": CandidacyStatus.SUBMITTED, "received_at": CLOSES - dt.timedelta(seconds=1),
            "closes_at": CLOSES, "available": True, "code_of_conduct": True,
        } | facts.pop("candidacy", {}),
    )  # fmt: skip
    data = {"person": {"nationalities": facts.pop("nationalities", ["BE"])}}
    return Case(candidacy, data | {"languages": english("B2") if languages is None else languages}, points)


def test_a_file_that_has_everything_is_complete():
    flags = check_gates(case())

    assert {flag.state for flag in flags} == {S.COMPLETE}
    assert [flag.gate for flag in flags] == [gate for gate in Gate if gate != Gate.MINIMUM]
    assert worst_state(flags) == S.COMPLETE


@pytest.mark.parametrize(
    ("facts", "gate", "state", "finding"),
    [
        ({"person": {"registered_at": None}}, Gate.REGISTERED, S.MISSING, F.NOT_REGISTERED),
        ({"certificate": False}, Gate.CERTIFICATE, S.MISSING, F.NO_CERTIFICATE),
        ({"certificate": {"mission_id": 2}}, Gate.CERTIFICATE, S.MISSING, F.CERTIFICATE_ELSEWHERE),
        ({"certificate": {"status": "received"}}, Gate.CERTIFICATE, S.ATTENTION, F.CERTIFICATE_TO_CHECK),
        (
            {"certificate": {"status": "received", "is_reused": True}},
            Gate.CERTIFICATE, S.ATTENTION, F.CERTIFICATE_SEEN_BEFORE,
        ),
        (
            {"certificate": {"status": "asked_again"}},
            Gate.CERTIFICATE, S.ATTENTION, F.CERTIFICATE_ASKED_AGAIN,
        ),
        ({"certificate": {"status": "refused"}}, Gate.CERTIFICATE, S.MISSING, F.CERTIFICATE_REFUSED),
        ({"candidacy": {"received_at": CLOSES}}, Gate.IN_TIME, S.MISSING, F.LATE),
        ({"candidacy": {"received_at": None}}, Gate.IN_TIME, S.MISSING, F.NOT_RECEIVED),
        ({"candidacy": {"channel": Channel.PAPER}}, Gate.IN_TIME, S.ATTENTION, F.NO_PROOF),
        ({"nationalities": ["FR"]}, Gate.NATIONALITY, S.MISSING, F.NOT_BELGIAN),
        ({"nationalities": ["BE", "KG"]}, Gate.NATIONALITY, S.MISSING, F.CITIZEN_OF_STATE),
        ({"nationalities": []}, Gate.NATIONALITY, S.ATTENTION, F.NO_NATIONALITY),
        ({"languages": english("B1")}, Gate.ENGLISH, S.MISSING, F.ENGLISH_BELOW),
        ({"languages": []}, Gate.ENGLISH, S.MISSING, F.NO_ENGLISH),
        ({"candidacy": {"available": False}}, Gate.AVAILABLE, S.MISSING, F.NOT_AVAILABLE),
        ({"candidacy": {"code_of_conduct": False}}, Gate.CODE_OF_CONDUCT, S.MISSING, F.NOT_ACCEPTED),
        ({"minimum": 400, "points": 399}, Gate.MINIMUM, S.ATTENTION, F.BELOW_MINIMUM),
    ],
)  # fmt: skip
def test_each_condition_alone_raises_its_own_flag(facts, gate, state, finding):
    raised = [flag for flag in check_gates(case(**facts)) if flag.is_open]

    assert raised == [Flag(gate, state, finding)]
    assert worst_state(raised) == state


@pytest.mark.parametrize(
    "facts",
    [
        {"languages": english("C2")},
        {"languages": [{"language": "en", "is_mother_tongue": True}]},
        {"nationalities": ["BE", "FR"]},
        {"candidacy": {"channel": Channel.PAPER, "proof_id": 1}},
        {"minimum": 400, "points": 400},
        {"minimum": 400, "points": None},
    ],
)
def test_what_fulfils_a_condition_raises_no_flag(facts):
    assert worst_state(check_gates(case(**facts))) == S.COMPLETE


def test_the_worst_condition_is_the_flag_of_the_file():
    flags = check_gates(case(certificate={"status": "received"}, languages=english("A2")))

    assert worst_state(flags) == S.MISSING
    assert [reason.value for reason in reasons_for(flags)] == ["english"]


def test_every_condition_a_candidate_may_fail_has_a_reason_to_read():
    flags = [Flag(gate, S.MISSING, F.FULFILLED) for gate in Gate if gate != Gate.MINIMUM]

    assert len(list(reasons_for(flags))) == len(flags)
