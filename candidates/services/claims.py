"""Files without an account: their people are told, and take them over by a signed link.

The link holds the file's reference and a signature, no more. It works for a number of days, for the address
it went to, once; a newer link takes its place.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.db.models import F

from candidates import errors
from candidates.completeness import identity_is_complete
from candidates.models import Candidate
from candidates.querysets import CandidateQuerySet
from candidates.services.changes import assign
from candidates.services.identity import lock_openings
from candidates.services.locking import lock_file
from candidates.services.search import refresh_search
from osce_portal.accounts.models import User
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.models import database_now
from osce_portal.mail.services import Letter, queue_each
from osce_portal.walls import keep_away, refuse_behind_wall

SALT = "candidates.claim"


def _signer(candidate: Candidate) -> TimestampSigner:
    """A signature for this address and this sending: another address or a newer link makes it void."""
    sent = candidate.claim_sent_at.isoformat() if candidate.claim_sent_at else ""
    return TimestampSigner(salt=f"{SALT}:{candidate.email.lower()}:{sent}")


def make_claim(candidate: Candidate) -> str:
    """What stands in the link that was sent last."""
    return _signer(candidate).sign(candidate.public_id)


def read_claim(claim: str) -> Candidate:
    """The file that a link opens. Raises LinkInvalid, LinkExpired, AlreadyClaimed."""
    reference = claim.partition(":")[0]
    candidate = Candidate.objects.filter(public_id=reference, claim_sent_at__isnull=False).first()
    if candidate is None:
        raise errors.LinkInvalid
    try:
        _signer(candidate).unsign(claim, max_age=dt.timedelta(days=settings.CLAIM_LINK_DAYS))
    except SignatureExpired as error:
        raise errors.LinkExpired from error
    except BadSignature as error:
        raise errors.LinkInvalid from error
    if candidate.user_id is not None:
        raise errors.AlreadyClaimed
    return candidate


@transaction.atomic
def send_claim_link(candidate: Candidate, *, actor: Any) -> Candidate:
    """Tell somebody without an account of the file, and send the link to it; an earlier link is void.

    Raises AlreadyClaimed, FileGone, OwnFile, ConflictDeclared.
    """
    candidate = lock_file(candidate.pk)
    refuse_behind_wall(actor, candidate)
    if candidate.user_id is not None:
        raise errors.AlreadyClaimed
    tell_people([candidate], actor=actor)
    return candidate


@transaction.atomic
def tell_waiting(people: CandidateQuerySet, *, actor: Any, before: dt.datetime) -> int:
    """Send the link to those of ``people`` who have no account; returns to how many.

    Whoever got one at the instant ``before`` or later is left out, so that the same act twice tells once, and
    so is whom the actor keeps away from. One call tells ``PEOPLE_COUNTED``, first those never told.
    """
    waiting = (
        people.filter(user=None, anonymised_at=None).exclude(email="").exclude(claim_sent_at__gte=before)
    )
    order = F("claim_sent_at").asc(nulls_first=True)
    keys = keep_away(waiting, actor, person="pk").order_by(order, "pk").values_list("pk", flat=True)
    chosen = list(keys[: settings.PEOPLE_COUNTED])
    files = Candidate.objects.filter(pk__in=chosen, user=None, anonymised_at=None)
    held = files.exclude(email="").exclude(claim_sent_at__gte=before).order_by("pk")
    told = list(held.select_for_update(no_key=True))
    tell_people(told, actor=actor)
    return len(told)


def tell_people(people: list[Candidate], *, actor: Any) -> None:
    """Queue the privacy notice with the link for each; the caller holds the rows."""
    if not people:
        return
    now = database_now()
    for candidate in people:
        candidate.claim_sent_at = now
    Candidate.objects.bulk_update(people, ["claim_sent_at"], batch_size=500)
    last_day = now + dt.timedelta(days=settings.CLAIM_LINK_DAYS)
    letters = [
        Letter(
            f"claim:{candidate.public_id}:{now.isoformat()}",
            candidate,
            {"claim": make_claim(candidate), "last_day": last_day},
        )
        for candidate in people
    ]
    queue_each("candidates/claim", letters, not_after=last_day)
    record_each("candidate.told", [Act(candidate, candidate) for candidate in people], actor=actor)


def refuse_claimant(candidate: Candidate, user: Any) -> None:
    """Raise OtherAddress or OwnFileBeside for an account that cannot take this file over."""
    if user.email.lower() != candidate.email.lower():
        raise errors.OtherAddress
    if Candidate.objects.filter(user=user).exists():
        raise errors.OwnFileBeside


@transaction.atomic
def claim_file(claim: str, *, actor: User) -> Candidate:
    """Make the file of a link the file of the account at the link's address.

    Raises LinkInvalid, LinkExpired, AlreadyClaimed, OtherAddress, OwnFileBeside, FileGone.
    """
    lock_openings()
    user = User.objects.select_for_update().get(pk=actor.pk)
    candidate = lock_file(read_claim(claim).pk)
    if candidate.user_id is not None:
        raise errors.AlreadyClaimed
    refuse_claimant(candidate, user)
    candidate.user = user
    changes = assign(candidate, {"email": user.email})
    if candidate.registered_at is None and identity_is_complete(candidate):
        candidate.registered_at = database_now()
    candidate.save(update_fields=["user", "email", "registered_at", "updated_at"])
    refresh_search([candidate])
    record("candidate.claimed", candidate, actor=user, subject=candidate, values=changes)
    return candidate
