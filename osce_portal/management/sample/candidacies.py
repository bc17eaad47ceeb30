"""Candidacies on the sample calls, written in bulk.

The services would send a receipt to each of hundreds of invented addresses and write as many audit entries;
what they guarantee holds all the same: every row has its transition, dossier, certificate and receipt number,
and was received before its call's deadline. The log has one entry per call.
"""

import datetime as dt

from candidates.models import Candidate
from elearning.models import Certificate
from osce_portal.accounts.models import User
from osce_portal.files.models import StoredFile
from osce_portal.management.sample import words
from osce_portal.management.sample.certificates import make_certificates
from osce_portal.management.sample.papers import make_file
from osce_portal.management.sample.people import Draw
from selection.candidacies.dossier import describe, fingerprint
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.models import Candidacy, Dossier, LateAttempt, Transition
from selection.candidacies.services.submission import RECEIPT_ALPHABET

OTHERWISE = (Channel.EMAIL, Channel.PAPER, Channel.OSCE)


def make_received(
    source: Draw, call, people: list[Candidate], *, with_oddities: bool = False
) -> list[Candidacy]:
    """Candidacies handed in on the portal, all complete, each with its certificate."""
    times = [(person, _moment(source, call)) for person in people]
    certificates = make_certificates(source, call.mission, times, with_oddities=with_oddities)
    rows = [_received(source, call, person, at, certificates[person.pk]) for person, at in times]
    return _keep(source, rows, actors={row.candidate_id: row.candidate.user for row in rows})


def make_received_otherwise(source: Draw, call, people: list[Candidate], *, officer: User) -> list[Candidacy]:
    """Candidacies that staff typed in with their proof; every second one came without a certificate."""
    times = [(person, _moment(source, call)) for person in people]
    certificates = make_certificates(source, call.mission, times[::2], with_oddities=False)
    rows, proofs = [], []
    for person, at in times:
        row = _received(source, call, person, at, certificates.get(person.pk))
        row.channel = source.rng.choice(OTHERWISE)
        row.recorded_by, row.recorded_at = officer, min(at + dt.timedelta(hours=20), source.now)
        row.proof = make_file(
            source, "received.pdf", ["Message received", person.full_name, f"{at:%d.%m.%Y %H:%M}"]
        )
        row.proof.uploaded_by = officer
        proofs.append(row.proof)
        rows.append(row)
    StoredFile.objects.bulk_create(proofs)
    return _keep(source, rows, actors=dict.fromkeys((person.pk for person in people), officer))


def make_drafts(source: Draw, call, people: list[Candidate]) -> list[Candidacy]:
    """Begun and not handed in; after the deadline they have lapsed, as the night would have it."""
    is_over = call.closes_at <= source.now
    rows = [
        Candidacy(
            public_id=source.public_id(),
            candidate=person,
            call=call,
            status=CandidacyStatus.LAPSED if is_over else CandidacyStatus.DRAFT,
            motivation=_motivation(source, call, person) if source.rng.random() < 0.5 else "",
            available=source.rng.random() < 0.5,
        )
        for person in people
    ]
    Candidacy.objects.bulk_create(rows)
    if is_over:
        lapse = {"source": CandidacyStatus.DRAFT, "target": CandidacyStatus.LAPSED}
        Transition.objects.bulk_create(
            [Transition(candidacy=row, at=call.closes_at, **lapse) for row in rows]
        )
    return rows


def make_withdrawals(source: Draw, rows) -> None:
    """Some who handed in have thought better of it."""
    moves = []
    for row in rows:
        at = row.received_at + (min(row.closes_at, source.now) - row.received_at) * source.rng.random()
        moves.append(_move(row, CandidacyStatus.WITHDRAWN, at, row.candidate.user))
    Candidacy.objects.bulk_update([move.candidacy for move in moves], ["status"])
    Transition.objects.bulk_create(moves)


def make_late_attempts(source: Draw, call, people: list[Candidate]) -> None:
    """Those who tried after the deadline, refused and noted."""
    since = source.now - call.closes_at
    LateAttempt.objects.bulk_create(
        LateAttempt(
            public_id=source.public_id(),
            candidate=person,
            call=call,
            at=call.closes_at + since * source.rng.random(),
            closes_at=call.closes_at,
        )
        for person in people
    )


def _moment(source: Draw, call) -> dt.datetime:
    """Some time while the call was open, most often near its end, in whole seconds."""
    end = min(call.closes_at, source.now) - dt.timedelta(minutes=2)
    span = max(end - call.opens_at, dt.timedelta(minutes=1))
    return (end - span * source.rng.random() ** 2).replace(microsecond=0)


def _received(
    source: Draw, call, person: Candidate, at: dt.datetime, certificate: Certificate | None
) -> Candidacy:
    return Candidacy(
        public_id=source.public_id(),
        candidate=person,
        call=call,
        status=CandidacyStatus.SUBMITTED,
        certificate=certificate,
        available=True,
        motivation=_motivation(source, call, person),
        code_of_conduct=True,
        received_at=at,
        closes_at=call.closes_at,
        receipt_number=_receipt_number(source, call),
    )


def _receipt_number(source: Draw, call) -> str:
    """In the shape of ``new_receipt_number``, the same again for the same seed."""
    mission, lot = call.mission, "".join(source.rng.choices(RECEIPT_ALPHABET, k=6))
    return f"{call.role.upper()}-{mission.state.iso2}-{mission.election_day.year}-{lot}"


def _motivation(source: Draw, call, person: Candidate) -> str:
    language = person.correspondence_language
    country = getattr(call.mission.state, f"name_{language}")
    return source.rng.choice(words.MOTIVATIONS[language]).format(country=country)


def _keep(source: Draw, rows, *, actors: dict[int, User | None]) -> list[Candidacy]:
    Candidacy.objects.bulk_create(rows)
    for row in rows:
        row.started_at = row.received_at - dt.timedelta(minutes=25)
    Candidacy.objects.bulk_update(rows, ["started_at"])
    Dossier.objects.bulk_create(_dossier(source, row) for row in rows)
    Transition.objects.bulk_create(
        Transition(
            candidacy=row,
            at=row.received_at,
            actor=actors[row.candidate_id],
            source=CandidacyStatus.DRAFT,
            target=CandidacyStatus.SUBMITTED,
        )
        for row in rows
    )
    return rows


def _dossier(source: Draw, row) -> Dossier:
    """Frozen at reception; the person's lines were read along."""
    data = describe(row.candidate, row)
    sums = {"sha256": fingerprint(data), "frozen_at": row.received_at}
    return Dossier(public_id=source.public_id(), candidacy=row, data=data, **sums)


def _move(row, target: CandidacyStatus, at: dt.datetime, actor: User | None) -> Transition:
    move = Transition(candidacy=row, at=at, actor=actor, source=row.status, target=target)
    row.status = target
    return move
