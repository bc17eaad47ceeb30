"""Sample certificates: most in order, some odd in ways that staff meet."""

import datetime as dt
from enum import StrEnum

from candidates.models import Candidate
from elearning.models import Certificate
from missions.models import Mission
from osce_portal.files.models import StoredFile
from osce_portal.management.sample.papers import certificate_lines, make_file
from osce_portal.management.sample.people import Draw


class Oddity(StrEnum):
    """What can be wrong with a certificate."""

    OTHER_NAME = "other_name"
    YEARS_OLD = "years_old"
    OTHER_MISSION = "other_mission"
    SEEN_BEFORE = "seen_before"


def make_certificates(
    source: Draw, mission: Mission, people: list[tuple[Candidate, dt.datetime]], *, with_oddities: bool
) -> dict[int, Certificate]:
    """One certificate for each person, sent shortly before the instant beside the name; by the person's id.

    With oddities, each kind comes up once, as far as there are people. Written in bulk: the pipeline of
    uploads starts a process for every file.
    """
    oddities = dict(enumerate(Oddity)) if with_oddities else {}
    made = [
        _make(source, mission, person, sent_at, oddities.get(place))
        for place, (person, sent_at) in enumerate(people)
    ]
    _share_a_file(made, oddities)
    StoredFile.objects.bulk_create({id(row.file): row.file for row in made}.values())
    Certificate.objects.bulk_create(made)
    for certificate, (_person, sent_at) in zip(made, people, strict=True):
        certificate.uploaded_at = sent_at - dt.timedelta(minutes=5)
    Certificate.objects.bulk_update(made, ["uploaded_at"])
    return {certificate.candidate_id: certificate for certificate in made}


def _make(
    source: Draw, mission: Mission, person: Candidate, sent_at: dt.datetime, oddity: Oddity | None
) -> Certificate:
    age = 700 if oddity == Oddity.YEARS_OLD else source.rng.randint(1, 12)
    completed_on = sent_at.date() - dt.timedelta(days=age)
    name = "Robin Janssens" if oddity == Oddity.OTHER_NAME else person.full_name
    about = "another mission" if oddity == Oddity.OTHER_MISSION else mission.reference
    file = make_file(source, "certificate.pdf", certificate_lines(name, completed_on, about))
    file.uploaded_by = person.user
    return Certificate(
        public_id=source.public_id(),
        candidate=person,
        mission=mission,
        completed_on=completed_on,
        file=file,
        sha256=file.sha256,
    )


def _share_a_file(made: list[Certificate], oddities: dict[int, Oddity]) -> None:
    """Somebody sends the very file of the person before, with a reason."""
    for place, oddity in oddities.items():
        if oddity == Oddity.SEEN_BEFORE and 0 < place < len(made):
            twin = made[place]
            twin.file, twin.sha256 = made[place - 1].file, made[place - 1].sha256
            twin.is_reused, twin.reuse_reason = True, "Sent from the computer of a colleague."
