"""What a reader of the calendar asks for: by scheme, role, country, format and status."""

import datetime as dt
from dataclasses import asdict, dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from missions.calendar.kinds import WITH_CALLS, Kind, without_call_in
from missions.enums import ASKS_FOR_LTO, MAY_ASK_FOR_STO
from missions.models import Call, Mission
from missions.querysets import CallQuerySet
from osce_portal.common.enums import ROLES_OF_SCHEME, Role

# Which missions without a call may still ask for a role.
FORMATS_OF_ROLE = {Role.STO: MAY_ASK_FOR_STO, Role.LTO: ASKS_FOR_LTO}


@dataclass(frozen=True, slots=True)
class Wish:
    """The choices of one reader; empty means any."""

    scheme: str = ""
    role: str = ""
    country: str = ""
    format: str = ""
    status: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    @property
    def query(self) -> str:
        """The choices as the end of an address; empty where there are none."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def fits(self, kind: Kind) -> bool:
        """Whether a row of this kind can be what is asked for."""
        return (
            self.scheme in ("", kind.scheme)
            and (not self.role or self.role in ROLES_OF_SCHEME[kind.scheme])
            and (not self.country or bool(kind.country))
            and (not self.format or kind.model is Mission)
        )


def rows_for(kind: Kind, wish: Wish, today: dt.date) -> QuerySet:
    """The published rows of one kind that fit, in no order."""
    rows = kind.model._default_manager.filter(published_at__lte=Now()).order_by()
    if not wish.fits(kind):
        return rows.none()
    if wish.country:
        rows = rows.filter(**{kind.country: wish.country})
    if wish.format:
        rows = rows.filter(format=wish.format)
    if wish.role or wish.status:
        rows = rows.filter(_with_fitting_call(kind, wish) | _fitting_without_call(kind, wish, today))
    return rows


def _with_fitting_call(kind: Kind, wish: Wish) -> Q:
    if not kind.calls:
        return Q(pk__in=[])
    return Q(pk__in=_narrowed(_published_calls(kind), wish).values(kind.calls))


def _published_calls(kind: Kind) -> CallQuerySet:
    """Those of one kind, read once as a whole: not anew for each of ten thousand rows."""
    return Call.objects.published().filter(**{f"{kind.calls}__isnull": False}).order_by()


def _narrowed(calls: CallQuerySet, wish: Wish) -> CallQuerySet:
    """Calls of the role and in the status that are asked for."""
    if wish.role:
        calls = calls.filter(role=wish.role)
    return calls.in_status(wish.status) if wish.status else calls


def _fitting_without_call(kind: Kind, wish: Wish, today: dt.date) -> Q:
    condition = without_call_in(kind, wish.status, today) if wish.status else Q()
    if kind.calls:
        condition &= ~Q(pk__in=_published_calls(kind).values(kind.calls))
    if wish.role and kind.model is Mission:
        condition &= Q(format__in=FORMATS_OF_ROLE.get(Role(wish.role), ()))
    return condition


def calls_for(wish: Wish) -> CallQuerySet:
    """The published calls that fit, each with what it is made for."""
    kinds = [kind for kind in WITH_CALLS if wish.fits(kind)]
    if not kinds:
        return Call.objects.none()
    calls = _narrowed(Call.objects.published(), wish).filter(reduce(or_, (_made_for(k, wish) for k in kinds)))
    return calls.select_related(*_everything_along())


def _made_for(kind: Kind, wish: Wish) -> Q:
    """Made for a published row of this kind that fits."""
    condition = Q(scheme=kind.scheme, **{f"{kind.calls}__published_at__lte": Now()})
    if wish.country:
        condition &= Q(**{f"{kind.calls}__{kind.country}": wish.country})
    return condition & Q(mission__format=wish.format) if wish.format else condition


def _everything_along() -> list[str]:
    return ["__".join((kind.calls, *kind.along)) for kind in WITH_CALLS]
