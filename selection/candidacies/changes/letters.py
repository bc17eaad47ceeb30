"""What people read about a change, in their own language."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from missions.enums import CallTurn
from missions.models import Call, Change
from missions.moves import is_over
from missions.templatetags.missions import text_in_some_language
from osce_portal.common.enums import PersonLanguage
from osce_portal.common.models import database_now
from osce_portal.mail.services import Anybody, render_text, write_mail
from selection.candidacies.changes.effects import Effect
from selection.candidacies.changes.planning import Line, days_asked
from selection.candidacies.enums import NEVER_RECEIVED, CandidacyStatus
from selection.candidacies.models import Candidacy

TEMPLATE = "candidacies/change"


def context_of(
    change: Change,
    call: Call,
    turn: CallTurn,
    effect: Effect,
    candidacy: Candidacy,
    *,
    frees: bool,
    now: dt.datetime,
) -> dict[str, Any]:
    """What the template asks; first and last day are those on which people must be available now.

    ``frees``: the person's certificate becomes free.
    """
    first_day, last_day = days_asked(change, call.role)
    return {
        "first_day": first_day,
        "last_day": last_day,
        "change": change,
        "call": call,
        "turn": str(turn),
        "effect": effect,
        "candidacy": candidacy,
        "was_received": candidacy.received_at is not None,
        "is_over": is_over(call, now),
        "frees": frees,
        "ends": effect.becomes == CandidacyStatus.MISSION_CHANGED,
        "revives": effect.becomes == CandidacyStatus.DRAFT,
    }


def reason_in_words(change: Change) -> str:
    """The reason for the candidates in the language of the moment, or in another that is then named."""
    return render_text("mail/_written.txt", text_in_some_language(change, "message"))


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it would go out, in one language."""

    code: str
    subject: str
    body: str

    @property
    def language(self) -> str:
        """The language by its own name."""
        return str(PersonLanguage(self.code).label)


def letters_shown(change: Change, line: Line, *, frees: bool) -> list[Letter]:
    """The letter to people of this status, in the four languages, with a name and a link left open."""
    stand_in = Candidacy(call=line.call, status=line.status, public_id="reference")
    stand_in.received_at = None if line.status in NEVER_RECEIVED else line.call.closes_at
    now = database_now()
    context = context_of(change, line.call, line.turn, line.effect, stand_in, frees=frees, now=now)
    return [Letter(code, *write_mail(TEMPLATE, Anybody(code), context)) for code in PersonLanguage.values]
