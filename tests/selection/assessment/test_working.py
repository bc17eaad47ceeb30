"""The working in words: every level and line told, in the reader's language, without the dossier."""

import pytest
from django.utils import translation

from selection.assessment.models import Assessment
from selection.assessment.services import assess_candidacy, verify_assessment
from selection.assessment.working import points, points_in_words, tell_working
from selection.candidacies.models import Dossier
from tests.factories.assessment import closed_call, officer, received
from tests.factories.candidates import CandidateFactory, CountryExperienceFactory, TrainingFactory


@pytest.fixture
def assessment(db):
    person = CandidateFactory(registered=True, belgian=True, with_cv=True)
    CountryExperienceFactory(candidate=person, country="KG", months=7)
    TrainingFactory(candidate=person, kind="heat", title="")
    found = assess_candidacy(received(closed_call(), candidate=person), actor=None)
    Dossier.objects.all().delete()
    return Assessment.objects.for_page().get(pk=found.pk)


def test_every_line_that_counted_is_told_in_english(assessment):
    with translation.override("en"):
        told = {part.name: part for part in tell_working(assessment)}

    lines = [line.text for part in told.values() for line in part.lines]
    assert lines == [
        "Short-term observer, OSCE/ODIHR, Moldova 2021",
        "STO course, 05/2019",
        "Kyrgyzstan, Work, 7 months",
        "English C1",
        "Hostile environment awareness training (HEAT), 05/2019",
        "Juriste, Université de Liège, Belgium, 09/2015 – ongoing",
    ]
    assert told["Experience of the country and the region"].levels == [
        "At least six months in the country itself"
    ]
    assert told["Motivation for this mission"].is_pending
    assert told["Electoral experience"].lines[0].is_unevaluated
    assert sum(part.tenths for part in told.values()) == assessment.total_tenths


@pytest.mark.parametrize(
    ("language", "name", "level", "english"),
    [
        ("fr", "Connaissances linguistiques", "Anglais C1", "anglais C1"),
        ("nl", "Talenkennis", "Engels C1", "Engels C1"),
        ("de", "Sprachkenntnisse", "Englisch C1", "Englisch C1"),
    ],
)
def test_the_working_speaks_the_readers_language(assessment, language, name, level, english):
    with translation.override(language):
        part = next(part for part in tell_working(assessment) if part.name == name)

    assert (part.levels, [line.text for line in part.lines]) == ([level], [english])


def test_lines_are_declared_until_verified(assessment):
    assert not any(line.is_verified for part in tell_working(assessment) for line in part.lines)

    verify_assessment(assessment, actor=officer())

    assert all(line.is_verified for part in tell_working(assessment) for line in part.lines)


@pytest.mark.parametrize(
    ("tenths", "language", "text"),
    [(0, "en", "0"), (370, "fr", "37"), (375, "fr", "37,5"), (375, "en", "37.5"), (None, "fr", "")],
)
def test_points_are_told_in_the_readers_notation(tenths, language, text):
    with translation.override(language):
        assert points(tenths) == text


@pytest.mark.parametrize(
    ("language", "tenths", "text"),
    [
        ("fr", 10, "1 point"),
        ("fr", 15, "1,5 point"),
        ("fr", 20, "2 points"),
        ("nl", 10, "1 punt"),
        ("nl", 15, "1,5 punten"),
        ("de", 10, "1 Punkt"),
        ("de", 15, "1,5 Punkte"),
        ("en", 15, "1.5 points"),
    ],
)
def test_points_in_words_are_counted_as_the_language_counts(language, tenths, text):
    with translation.override(language):
        assert points_in_words(tenths) == text
