"""Missions and calls: a call is open unless a trait says otherwise."""

import datetime as dt

import factory
from django.utils import timezone

from missions.deadlines import end_of_day, last_day
from missions.enums import DatePrecision, ElectionKind, MissionFormat, MissionStage
from missions.models import Call, Mission, ParticipatingState

NAMES = {
    "KG": ("Kirghizstan", "Kirgizië", "Kirgisistan", "Kyrgyzstan"),
    "MD": ("Moldavie", "Moldavië", "Republik Moldau", "Moldova"),
    "GE": ("Géorgie", "Georgië", "Georgien", "Georgia"),
}


def days_from_today(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


class ParticipatingStateFactory(factory.django.DjangoModelFactory):
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


class MissionFactory(factory.django.DjangoModelFactory):
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


class CallFactory(factory.django.DjangoModelFactory):
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
