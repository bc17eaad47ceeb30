import pytest
from django.core.management import call_command
from django.db import connection

from candidates import services
from candidates.models import Candidate, Education, Employment, SearchText
from osce_portal.night import run_night
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ObservationExperienceFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    return {person.first_name for person in Candidate.objects.searched(typed)}


@pytest.fixture
def people():
    """Two people whose files the search knows."""
    noor = CandidateFactory(
        first_name="Noor", last_name="Van den Bergh", user__email="noor.vdb@example.org", phone="+32470123456"
    )
    emile = CandidateFactory(first_name="Émile", last_name="Lefèvre", user__email="e.lefevre@example.be")
    EmploymentFactory(
        candidate=noor, title="Juriste", organisation="Raad van State",
        description="Advies over verkiezingen en de rechtsstaat",
    )  # fmt: skip
    EmploymentFactory(
        candidate=emile, title="Observateur des droits humains", organisation="Ligue",
        description="Rapports électoraux, rule of law, observations in the field",
    )  # fmt: skip
    ObservationExperienceFactory(candidate=emile, country="MD")
    services.rebuild_search()
    return noor, emile


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lefevre", {"Émile"}),
        ("LEFÈV", {"Émile"}),
        ("vandenbergh", {"Noor"}),
        ("van den bergh noor", {"Noor"}),
        ("noor.vdb@example", {"Noor"}),
        ("fevre@example.be", {"Émile"}),
        ("0470 12 34 56", {"Noor"}),
        ("0470/12.34", {"Noor"}),
        ("+32470123456", {"Noor"}),
        ("example", {"Noor", "Émile"}),
        ("example -noor", {"Émile"}),
        ('"rule of law"', {"Émile"}),
        ('"law of rule"', set()),
        ("verkiezing", {"Noor"}),
        ("moldavie", {"Émile"}),
        ("moldova lefevre", {"Émile"}),
        ("moldova noor", set()),
        ("nobody", set()),
        ("'; & | ! ( <-> :* \\", {"Noor", "Émile"}),
    ],
)
def test_people_are_found_by(people, typed, names):
    assert found(typed) == names


@pytest.mark.skipif(connection.vendor != "postgresql", reason="stems are PostgreSQL's")
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Les élections régionales", "élection régional"),
        ("Rapporten over verkiezingen", "rapport verkiezing"),
        ("Beobachtung der Wahlen", "beobachtungen wahl"),
        ("Observing elections", "observed election"),
    ],
)
def test_words_of_the_cv_are_found_by_their_stem_in_four_languages(written, typed):
    EmploymentFactory(candidate=CandidateFactory(first_name="Kim"), description=written)
    services.rebuild_search()

    assert found(typed) == {"Kim"}


def test_a_reference_finds_its_file(people):
    assert found(people[0].public_id) == {"Noor"}


def test_what_a_person_writes_is_found_at_once_and_what_is_deleted_no_more():
    person = CandidateFactory(first_name="Kim")
    values = {
        "level": "master",
        "field": "law",
        "title": "Kremlinologie",
        "institution": "UGent",
        "country": "BE",
    }

    entry = services.add_entry(person, Education, actor=person.user, **values)
    assert found("kremlinologie") == {"Kim"}
    entry = services.update_entry(entry, actor=person.user, title="Astronomie")
    assert (found("kremlinologie"), found("astronomie")) == (set(), {"Kim"})
    services.delete_entry(entry, actor=person.user)
    assert found("astronomie") == set()


def test_a_new_name_and_a_new_address_are_found_at_once():
    officer = UserFactory(staff=True)
    person = services.add_candidate(
        actor=officer, email="ann@example.org", first_name="Ann", last_name="Maes", birth_date=None
    )

    assert found("maes") == {"Ann"}
    services.update_identity(person, actor=officer, last_name="Wouters", email="wouters@example.org")
    assert (found("maes"), found("wouters@example.org")) == (set(), {"Ann"})


def test_a_line_added_from_a_page_opened_earlier_does_not_bring_back_the_old_name():
    opened_earlier = CandidateFactory(first_name="Ann", last_name="Maes", without_account=True)
    services.update_identity(
        opened_earlier, actor=None, last_name="Wouters", email="wouters@example.org", phone="+32470123456"
    )

    said = {"level": "master", "field": "law", "title": "Astronomy", "institution": "UGent", "country": "BE"}
    entry = services.add_entry(opened_earlier, Education, actor=None, **said)

    assert entry.candidate.last_name == "Wouters"
    assert found("maes") == set()
    assert found("wouters@example.org") == found("0470 12 34 56") == found("astronomy") == {"Ann"}


def test_the_night_catches_up_what_was_written_past_the_services():
    CandidateFactory(first_name="Kim", last_name="Lemmens")
    assert found("lemmens") == set()

    run_night()

    assert found("lemmens") == {"Kim"}
    assert services.catch_up_search() == 0


def test_a_command_writes_everything_anew(people, capsys):
    Employment.objects.update(description="Dendrologie")
    assert found("dendrologie") == set()

    call_command("rebuild_search")

    assert found("dendrologie") == {"Noor", "Émile"}
    assert "2" in capsys.readouterr().out


def test_the_night_holds_no_more_files_than_it_may_and_goes_on_the_next_night(settings):
    CandidateFactory.create_batch(3)
    SearchText.objects.all().delete()
    settings.FILES_WRITTEN_A_NIGHT = 2

    assert [services.catch_up_search() for _night in range(3)] == [2, 1, 0]


def test_writing_many_files_takes_as_many_queries_as_one(django_assert_num_queries):
    people = [EducationFactory().candidate for _ in range(3)]
    services.rebuild_search()
    for some in (people[:1], people):
        with django_assert_num_queries(8 if connection.vendor == "postgresql" else 7):
            services.refresh_search(some)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="vectors are PostgreSQL's")
def test_facts_are_asked_along_with_the_words_and_typed_by_nobody(people):
    def keys(typed, facts=()):
        return set(SearchText.objects.searched(typed, facts).values_list("candidate__first_name", flat=True))

    assert keys("example", [["knowsmd", "knowsge"]]) == {"Émile"}
    assert keys("example", [["knowsmd"], ["knowsge"]]) == keys("noor", [["knowsmd"]]) == set()
    assert keys("-noor", [["knowsmd"]]) == {"Émile"}
    assert keys("knowsmd") == keys("=knowsmd") == keys('"~lefevr"') == set()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="vectors are PostgreSQL's")
def test_words_and_their_stems_are_one_question_of_one_index(people):
    with connection.cursor() as cursor:  # nothing is left but a bitmap of an index that fits the condition
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    plan = Candidate.objects.searched("lefevre").order_by().explain()
    assert plan.count("Bitmap Index Scan on search_by_words") == 1
    assert "''lefevre'':* | ''~lefevr''" in plan


@pytest.mark.parametrize("words", ["droit heat", "recht law", "russisch", "russe"])
def test_what_was_chosen_from_a_list_is_found_in_each_language(words):
    candidate = CandidateFactory(first_name="Zoé")
    EducationFactory(candidate=candidate, field="law")
    TrainingFactory(candidate=candidate, kind="heat")
    LanguageSkillFactory(candidate=candidate, language="ru")
    services.rebuild_search()

    assert found(words) == {"Zoé"}
