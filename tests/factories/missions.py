"""Missions, posts, rounds and calls: a call is open unless a trait says otherwise."""

import datetime as dt

import factory
from django.utils import timezone

from missions.calendar.version import calendar_changed
from missions.deadlines import end_of_day, last_day
from missions.enums import (
    ChangeKind,
    DatePrecision,
    ElectionKind,
    MissionFormat,
    MissionStage,
    Organisation,
    Structure,
)
from missions.models import (
    Call,
    Change,
    CrisisMission,
    FieldOperation,
    JpoOpening,
    JpoRound,
    Mission,
    ParticipatingState,
    SelorRound,
    Vacancy,
)
from osce_portal.common.enums import Role, Scheme

NAMES = {
    "KG": ("Kirghizstan", "Kirgizië", "Kirgisistan", "Kyrgyzstan"),
    "MD": ("Moldavie", "Moldavië", "Republik Moldau", "Moldova"),
    "GE": ("Géorgie", "Georgië", "Georgien", "Georgia"),
}


def days_from_today(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


class CalendarFactory(factory.django.DjangoModelFactory):
    """A row of the calendar, announced as the services announce what they do."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = super()._create(model_class, *args, **kwargs)
        calendar_changed()
        return row


class ParticipatingStateFactory(CalendarFactory):
    class Meta:
        model = ParticipatingState
        django_get_or_create = ["iso2"]

    iso2 = "KG"
    name_fr = factory.LazyAttribute(lambda state: NAMES.get(state.iso2, (state.iso2,) * 4)[0])
    name_nl = factory.LazyAttribute(lambda state: NAMES.get(state.iso2, (state.iso2,) * 4)[1])
    name_de = factory.LazyAttribute(lambda state: NAMES.get(state.iso2, (state.iso2,) * 4)[2])
    name_en = factory.LazyAttribute(lambda state: NAMES.get(state.iso2, (state.iso2,) * 4)[3])
    region = "Central Asia"
    languages = "ky ru"


class MissionFactory(CalendarFactory):
    """A confirmed EOM, published, with its election in 100 days: its deadline in 58."""

    class Meta:
        model = Mission

    reference = factory.Sequence(lambda n: f"KG-2027-01-presidential-{n}")
    state = factory.SubFactory(ParticipatingStateFactory)
    election = ElectionKind.PRESIDENTIAL
    election_day = factory.LazyFunction(lambda: days_from_today(100))
    format = MissionFormat.EOM
    is_confirmed = True
    source = "https://www.osce.org/"
    published_at = factory.LazyFunction(lambda: days_ago(300))

    class Params:
        past = factory.Trait(
            election_day=factory.LazyFunction(lambda: days_from_today(-30)), stage=MissionStage.DONE
        )
        without_day = factory.Trait(election_day=None, date_precision=DatePrecision.UNKNOWN)
        in_a_month = factory.Trait(
            election_day=None,
            date_precision=DatePrecision.MONTH,
            period_ends_on=factory.LazyFunction(lambda: days_from_today(200)),
        )
        asks_for_nobody = factory.Trait(format=MissionFormat.EET)
        unconfirmed = factory.Trait(is_confirmed=False, source="")
        unpublished = factory.Trait(published_at=None)


class CallFactory(CalendarFactory):
    """A published STO call, open for 58 more days; places, budget and cost not set."""

    class Meta:
        model = Call

    mission = factory.SubFactory(
        MissionFactory,
        election_day=factory.LazyAttribute(
            lambda mission: days_from_today(mission.factory_parent.days_to_election)
        ),
    )
    closes_on = factory.LazyAttribute(
        lambda call: last_day(call.mission.election_day) if call.mission.day_is_known else None
    )
    closes_at = factory.LazyAttribute(lambda call: end_of_day(call.closes_on) if call.closes_on else None)
    published_at = factory.LazyFunction(lambda: days_ago(200))
    opens_at = factory.SelfAttribute("published_at")
    seed = factory.Sequence(lambda n: f"{n:064x}")

    class Params:
        days_to_election = 100
        open = factory.Trait(days_to_election=100)
        due = factory.Trait(days_to_election=30)
        closed = factory.Trait(days_to_election=30, closed_at=factory.SelfAttribute("closes_at"))
        awaited = factory.Trait(mission=factory.SubFactory(MissionFactory, without_day=True), opens_at=None)
        unpublished = factory.Trait(published_at=None, opens_at=None, seed="")
        sized = factory.Trait(places=10, unit_cost_cents=215_000, budget_cents=3_000_000)


class ChangeFactory(CalendarFactory):
    """An election that takes place later, proposed and not decided."""

    class Meta:
        model = Change

    mission = factory.SubFactory(MissionFactory)
    kind = ChangeKind.LATER
    note = "The president of the republic has moved the day."


class AnnouncedFactory(CalendarFactory):
    """Confirmed and published; ``unpublished``: as staff typed it in."""

    class Meta:
        abstract = True

    is_confirmed = True
    published_at = factory.LazyFunction(lambda: days_ago(300))

    class Params:
        unpublished = factory.Trait(published_at=None, is_confirmed=False, source="")


class VacancyFactory(AnnouncedFactory):
    """A confirmed notice for a post in Vienna, published; what the notice need not say it does not say."""

    class Meta:
        model = Vacancy

    reference = factory.Sequence(lambda n: f"VNSECS{n:05d}")
    title_fr = title_nl = title_de = title_en = "Police Adviser"
    structure = Structure.SECRETARIAT
    duty_station_fr = "Vienne"
    duty_station_nl = "Wenen"
    duty_station_de = "Wien"
    duty_station_en = "Vienna"
    source = "https://vacancies.osce.org/"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        country = model_class(**kwargs).country_stated
        return super()._create(model_class, *args, **{"country": country} | kwargs)


class FieldOperationFactory(CalendarFactory):
    class Meta:
        model = FieldOperation

    name = factory.Sequence(lambda n: f"OSCE Mission {n}")
    country = "MD"
    status = "active"


class JpoRoundFactory(AnnouncedFactory):
    """A confirmed round, published, without openings and placements."""

    class Meta:
        model = JpoRound

    reference = factory.Sequence(lambda n: f"JPO-{n + 100}")
    number = factory.Sequence(lambda n: n + 100)
    year = factory.LazyFunction(lambda: timezone.localdate().year)
    source = "https://www.osce.org/"


class JpoOpeningFactory(CalendarFactory):
    class Meta:
        model = JpoOpening

    round = factory.SubFactory(JpoRoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    code = factory.LazyAttribute(lambda opening: f"OSG/{opening.number}")
    title_fr = title_nl = title_de = title_en = "Gender Section"
    summary_fr = summary_nl = summary_de = summary_en = "Research on equality"


class CrisisMissionFactory(AnnouncedFactory):
    """A confirmed post in a civilian mission of the EU, published, open to pool and federal services."""

    class Meta:
        model = CrisisMission

    reference = factory.Sequence(lambda n: f"CM-{n:04d}")
    title_fr = title_nl = title_de = title_en = "Adviser on the rule of law"
    organisation = Organisation.EU
    country = "XK"
    source = "https://www.eeas.europa.eu/"


class SelorRoundFactory(AnnouncedFactory):
    """A confirmed selection by Selor, published, without days."""

    class Meta:
        model = SelorRound

    reference = factory.Sequence(lambda n: f"SELOR-{n:04d}")
    year = factory.LazyFunction(lambda: timezone.localdate().year)
    source = "https://www.selor.be/"


class PostCallFactory(CalendarFactory):
    """A published call of another scheme than elections, open for 30 more days."""

    class Meta:
        model = Call
        abstract = True

    closes_on = factory.LazyFunction(lambda: days_from_today(30))
    closes_at = factory.LazyAttribute(lambda call: end_of_day(call.closes_on))
    published_at = factory.LazyFunction(lambda: days_ago(200))
    opens_at = factory.SelfAttribute("published_at")
    seed = factory.Sequence(lambda n: f"{n:064x}")
    how_to_apply_fr = how_to_apply_nl = how_to_apply_de = how_to_apply_en = "osce@example.be"

    class Params:
        closed = factory.Trait(
            closes_on=factory.LazyFunction(lambda: days_from_today(-12)),
            closed_at=factory.SelfAttribute("closes_at"),
        )
        unpublished = factory.Trait(published_at=None, opens_at=None, seed="")


class VacancyCallFactory(PostCallFactory):
    scheme, role = Scheme.SECONDMENT, Role.SECONDEE
    vacancy = factory.SubFactory(VacancyFactory)


class RoundCallFactory(PostCallFactory):
    scheme, role = Scheme.JPO, Role.JPO
    round = factory.SubFactory(JpoRoundFactory)


class CrisisCallFactory(PostCallFactory):
    scheme, role = Scheme.CRISIS_MANAGEMENT, Role.CRISIS_EXPERT
    crisis_mission = factory.SubFactory(CrisisMissionFactory)
