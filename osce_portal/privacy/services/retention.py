"""The retention clock: who is told, whose file is anonymised; a dry run until an administrator arms it."""

import datetime as dt
import logging
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.erasure import must_stay, obstacles_of, obstacles_of_each
from osce_portal.mail.services import queue_mail
from osce_portal.people import Person, all_files, person_behind
from osce_portal.privacy.erasing import hold_still
from osce_portal.privacy.errors import ReasonMissing
from osce_portal.privacy.inactivity import activity, last_active_at, overdue_files
from osce_portal.privacy.models import PurgeSwitch, RetentionNotice
from osce_portal.privacy.services.erasures import erase_person

logger = logging.getLogger(__name__)


@transaction.atomic
def switch_purge(*, armed: bool, reason: str, actor: User) -> PurgeSwitch:
    """Arm or disarm the purge; only once the State Archives' list allows it. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    switch = PurgeSwitch.objects.create(
        armed=armed, reason=reason.strip(), set_by=actor, set_at=database_now()
    )
    record("purge.switched", switch, actor=actor, values={"armed": armed, "reason": switch.reason})
    return switch


def purge_is_armed() -> bool:
    """Off until somebody has said otherwise."""
    switch = PurgeSwitch.objects.in_force()
    return switch is not None and switch.armed


def anonymised_from(person: Person) -> dt.date | None:
    """The first day on which the file would be anonymised if nothing happens on it; None without a file."""
    if person.file is None:
        return None
    return years_after(timezone.localdate(last_active_at(person)), settings.RETENTION_YEARS)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 28 February for a 29th that is missing."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def tell_before_purge() -> int:
    """Nightly, where armed: who is within the notice of the end of the file is told. Returns how many.

    Files are held to the end of the step, in the order of their keys as everywhere: it waits for nobody in a
    circle.
    """
    if not purge_is_armed():
        logger.info("the purge is a dry run: %s", forecast())
        return 0
    keys = files_to_tell().values_list("pk", flat=True)[: settings.PURGED_A_NIGHT]
    return sum(_tell(key) for key in sorted(keys))


@transaction.atomic
def _tell(file_key: int) -> bool:
    file = (
        all_files()
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=file_key, anonymised_at=None)
        .first()
    )
    if file is None:
        return False  # erased meanwhile
    person = person_behind(file)
    active = last_active_at(person)
    end = _end_after(timezone.localdate(active))
    _notice, is_new = RetentionNotice.objects.get_or_create(
        candidate=file, last_active_at=active, defaults={"told_at": database_now(), "due_on": end}
    )
    if is_new and file.email:
        key = f"retention:{file.public_id}:{active.isoformat()}"
        queue_mail("privacy/retention", key=key, to=file, context={"due_on": end})
    if is_new:
        record("retention.told", file, subject=file)
    return is_new


def purge_inactive() -> int:
    """Nightly, where armed: files whose notice ran out without any activity. Returns how many.

    Whoever did anything since has another last activity, and is told anew in years to come. What still needs
    the file keeps it. A file whose erasure fails is logged, and holds up no other.
    """
    if not purge_is_armed():
        return 0
    # Numbers alone: no cursor is left open. By account and file, as these are held everywhere.
    due = list(due_notices().order_by("candidate__user_id", "candidate_id").values_list("pk", flat=True))
    return len(list(islice(filter(_try_purge, due), settings.PURGED_A_NIGHT)))


class Forecast(NamedTuple):
    """What the purge would do tonight, armed or not; ``at_end`` of those to tell have no time left.

    ``held_back`` of those to tell and to anonymise would be kept all the same: see ``osce_portal.erasure``.
    """

    to_tell: int
    at_end: int
    to_anonymise: int
    held_back: int


def forecast() -> Forecast:
    """How many would be told tonight, how many of them past their end, how many files anonymised."""
    at_end = overdue_files(before=_quiet_since(notice=0)).count()
    to_tell, due = files_to_tell(), due_notices()
    held = to_tell.filter(must_stay("pk")).count() + due.filter(must_stay("candidate")).count()
    return Forecast(to_tell.count(), at_end, due.count(), held)


def files_to_tell() -> QuerySet[Any]:
    """Files whose people would be told tonight, the longest unchanged first."""
    return overdue_files(before=_quiet_since())


class Outlook(NamedTuple):
    """A file to tell of: when it was last active, the first day on which it could be anonymised, and what
    would keep it for now.
    """

    reference: str
    last_active_on: dt.date
    anonymised_from: dt.date
    obstacles: list[str]


def outlook(files: QuerySet[Any]) -> list[Outlook]:
    """What each of some files to tell of would come to, were the purge armed today; one question for all,
    and one for each kind of obstacle.
    """
    acted = activity().filter(subject_ref=OuterRef("public_id")).order_by("-id").values("at")[:1]
    rows = list(files.select_related("user").annotate(acted_at=Subquery(acted)))
    obstacles = obstacles_of_each([file.pk for file in rows])
    return [_outlook_of(file, obstacles.get(file.pk, [])) for file in rows]


def _outlook_of(file: Any, obstacles: list[str]) -> Outlook:
    instants = [file.updated_at, file.acted_at, file.user and file.user.last_login]
    active_on = timezone.localdate(max(instant for instant in instants if instant is not None))
    return Outlook(file.public_id, active_on, _end_after(active_on), obstacles)


def _end_after(active_on: dt.date) -> dt.date:
    """When a file may be anonymised whose person is told today: never before the notice has run out."""
    told = timezone.localdate() + dt.timedelta(days=settings.RETENTION_NOTICE_DAYS)
    return max(years_after(active_on, settings.RETENTION_YEARS), told)


def _quiet_since(notice: int | None = None) -> dt.datetime:
    """Who was active before would be told tonight; ``notice`` in days before the end, as set if None."""
    near = years_after(timezone.localdate(), -settings.RETENTION_YEARS)
    near += dt.timedelta(days=settings.RETENTION_NOTICE_DAYS if notice is None else notice)
    return timezone.make_aware(dt.datetime.combine(near, dt.time()))


def due_notices() -> Any:
    """Notices whose day has come, of files that are still there and on which nothing has happened since."""
    due = RetentionNotice.objects.filter(due_on__lte=timezone.localdate(), candidate__anonymised_at=None)
    since = F("last_active_at")
    acted = activity().filter(subject_ref=OuterRef("candidate__public_id"), at__gt=OuterRef("last_active_at"))
    due = due.exclude(Exists(acted)).filter(candidate__updated_at__lte=since)
    due = due.exclude(candidate__user__last_login__gt=since)
    return due.select_related("candidate__user").order_by("due_on", "pk")


def _try_purge(key: int) -> bool:
    notice = due_notices().filter(pk=key).first()
    if notice is None:
        return False  # something has happened since
    try:
        return _purge(notice)
    except Exception as error:  # its text may tell data
        logger.error("file %s was not anonymised: %s", notice.candidate.public_id, type(error).__name__)
        return False


@transaction.atomic
def _purge(notice: RetentionNotice) -> bool:
    person = hold_still(person_behind(notice.candidate))
    if last_active_at(person) != notice.last_active_at or obstacles_of(person):
        return False
    erase_person(person, key=f"purged:{person.file.public_id}", actor=None)
    return True
