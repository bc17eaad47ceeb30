"""What happens on each sample call: open, just closed, ready for the selection, decided."""

from dataclasses import asdict, dataclass
from itertools import islice

from django.db import transaction

from candidates.completeness import missing_for_observation
from candidates.models import Candidate
from candidates.services import rebuild_search
from elearning.services import add_certificate
from missions.models import Call
from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.files.models import StoredFile
from osce_portal.management.sample import candidacies, decisions, words
from osce_portal.management.sample.calls import DECIDED, OPEN, TO_SCREEN, TO_SELECT, make_calls
from osce_portal.management.sample.examples import make_examples
from osce_portal.management.sample.logins import hashed_password, make_staff
from osce_portal.management.sample.papers import certificate_lines, make_file
from osce_portal.management.sample.people import Draw, make_people
from osce_portal.management.sample.posts import make_posts
from osce_portal.management.sample.register import make_register
from selection.assessment.rubric_loading import load_sto_rubric
from selection.candidacies.models import Candidacy
from selection.candidacies.services import (
    attach_certificate,
    save_draft,
    start_candidacy,
    submit_candidacy,
)

FULL_SIZE = 300  # from this many people on the calls have all their candidacies


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who takes part in one call; numbers for the full size."""

    portal: int
    otherwise: int = 0
    drafts: int = 0
    withdrawn: int = 0
    late: int = 0

    def scaled(self, share: float) -> "Crowd":
        """The same crowd at ``share`` of its size, at least one of each kind it has."""
        return Crowd(
            **{kind: max(1, round(size * share)) if size else 0 for kind, size in asdict(self).items()}
        )


CROWDS = {
    OPEN.code: Crowd(portal=45, drafts=15, withdrawn=3),
    TO_SCREEN.code: Crowd(portal=72, otherwise=8, drafts=12, late=4),
    TO_SELECT.code: Crowd(portal=78, otherwise=6, drafts=8, withdrawn=3, late=2),
    DECIDED.code: Crowd(portal=24),
}


@transaction.atomic
def load_sample(*, count: int, seed: int, now) -> dict[str, int]:
    """Make everybody and everything; returns how many of what, for the command's answer."""
    source, password = Draw.of(seed, now), hashed_password()
    load_sto_rubric()
    staff = make_staff(password)
    officer, administrator = staff["desk.nl@example.be"], staff["administrator@example.be"]
    people = make_people(source, count)
    calls = make_calls(source, actor=officer)
    values = {"people": len(people), "seed": seed}
    record("sample.made", administrator, actor=None, values=values)
    ready = [person for person in _sample_people() if not missing_for_observation(person)]
    for code, crowd in CROWDS.items():
        sizes = crowd.scaled(min(1.0, count / FULL_SIZE))
        fill_call(source, calls[code], ready, sizes, officer=officer)
    for code in (TO_SELECT.code, DECIDED.code):
        decisions.screen_everybody(source, calls[code], officer=officer)
        decisions.assess_everybody(calls[code], officer=officer)
    decisions.decide(calls[DECIDED.code], officer=officer, decider=staff["decider@example.be"])
    examples = make_examples(source, password)
    hand_in(source, examples["de"], calls[OPEN.code])
    make_register(source, examples["nl"], officer=officer)
    posts = make_posts(source, actor=officer)
    rebuild_search()  # people written in bulk went past what keeps it
    return {
        "people": len(people) + len(examples),
        "staff": len(staff),
        "calls": len(calls) + len(posts),
        "candidacies": Candidacy.objects.filter(call__is_sample=True).count(),
    }


def fill_call(source: Draw, call: Call, ready: list[Candidate], sizes: Crowd, *, officer: User) -> None:
    """Bring a crowd to a call from those whose files are ready; nobody comes twice to the same call."""
    drawn = iter(source.rng.sample(ready, len(ready)))
    on_portal = iter([person for person in drawn if person.user_id])
    without = [person for person in ready if not person.user_id]

    def take(number: int) -> list[Candidate]:
        return list(islice(on_portal, number))

    received = candidacies.make_received(source, call, take(sizes.portal), with_oddities=bool(sizes.late))
    candidacies.make_withdrawals(source, received[: sizes.withdrawn])
    candidacies.make_drafts(source, call, take(sizes.drafts))
    candidacies.make_late_attempts(source, call, take(sizes.late))
    others = source.rng.sample(without, min(len(without), sizes.otherwise))
    candidacies.make_received_otherwise(source, call, others, officer=officer)
    record("call.sample_filled", call, actor=None, values=asdict(sizes))


def _sample_people():
    return Candidate.objects.filter(is_sample=True).with_cv().select_related("user").order_by("pk")


def hand_in(source: Draw, candidate: Candidate, call) -> Candidacy:
    """A candidacy as its person would make it, receipt by mail included."""
    user, day = candidate.user, source.today
    file = make_file(
        source, "Zertifikat.pdf", certificate_lines(candidate.full_name, day, call.mission.reference)
    )
    file.uploaded_by = user
    StoredFile.objects.bulk_create([file])
    certificate = add_certificate(candidate, call.mission, file=file, completed_on=day, actor=user)
    candidacy = start_candidacy(candidate, call, actor=user)
    attach_certificate(candidacy, certificate, actor=user)
    motivation = words.MOTIVATIONS["de"][2].format(country=call.mission.state.name_de)
    save_draft(candidacy, motivation=motivation, available=True, code_of_conduct=True, actor=user)
    return submit_candidacy(candidacy, actor=user)
