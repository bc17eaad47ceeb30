"""What staff do after a deadline, by the services they use: check, screen, assess, mark, select, approve."""

from typing import Any

from elearning.services import accept_certificate
from missions.models import Call
from osce_portal.accounts.models import User
from osce_portal.management.sample import words
from osce_portal.management.sample.people import Draw
from selection.assessment.rubrics import choose_rubric
from selection.assessment.services import assess_call, mark_motivation
from selection.candidacies.models import Candidacy
from selection.candidacies.services import screen_candidacy
from selection.delegation.services import approve_run, propose_delegation, submit_run

LEVELS = ("general", "mission_specific", "full")  # of the three motivations in ``words``, in their order


def screen_everybody(source: Draw, call: Call, *, officer: User) -> None:
    """Certificates accepted and people found eligible, but for those who sent none or one in twenty."""
    waiting = Candidacy.objects.awaiting_screening().filter(call=call)
    for candidacy in waiting.select_related("candidate", "certificate").order_by("pk"):
        if candidacy.certificate and source.rng.random() < 0.95:
            accept_certificate(candidacy.certificate, actor=officer)
            screen_candidacy(candidacy, eligible=True, actor=officer)
        else:
            reason = words.WITHOUT_CERTIFICATE[candidacy.candidate.correspondence_language]
            screen_candidacy(candidacy, eligible=False, actor=officer, reason=reason)


def assess_everybody(call: Call, *, officer: User) -> None:
    """Points for everybody, then a mark for each motivation: the text decides which."""
    assess_call(call, actor=officer)
    rubric: Any = choose_rubric(call, actor=officer)
    levels = {level.code: level for level in rubric.criteria.get(by_person=True).levels.all()}
    for candidacy in Candidacy.objects.in_selection().filter(call=call).select_related("candidate", "call"):
        code = LEVELS[_quality(candidacy)]
        mark_motivation(candidacy, level=levels[code], comment="", actor=officer)


def _quality(candidacy: Candidacy) -> int:
    texts = words.MOTIVATIONS[candidacy.candidate.correspondence_language]
    return next(place for place, text in enumerate(texts) if candidacy.motivation.startswith(text[:12]))


def decide(call: Call, *, officer: User, decider: User) -> None:
    """One person proposes the computed team, another approves; each candidate is told by mail.

    Of a handful of sample people nobody may be eligible: then there is nothing to decide.
    """
    if not Candidacy.objects.in_selection().filter(call=call).exists():
        return
    run = submit_run(propose_delegation(call, actor=officer), actor=officer)
    approve_run(
        run,
        actor=decider,
        reason="Sample: best team within the budget.",
        despite="Sample: nobody verifies invented lines.",
    )
