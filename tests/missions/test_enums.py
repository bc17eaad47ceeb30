"""Words of the calendar in the readers' languages."""

import pytest
from django.utils.translation import override

from missions.models import Call, Mission, ParticipatingState
from osce_portal.common.enums import Role


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Europe du Sud-Est"),
        ("nl", "Zuidoost-Europa"),
        ("de", "Südosteuropa"),
        ("en", "South-Eastern Europe"),
    ],
)
def test_a_region_is_read_in_the_readers_language(language, text):
    with override(language):
        assert ParticipatingState(region="South-Eastern Europe").get_region_display() == text


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("fr", "(observateur/observatrice à court terme)"),
        ("nl", "(kortetermijnwaarnemer)"),
        ("de", "(Kurzzeitbeobachter/in)"),
        ("en", "(short-term observer)"),
    ],
)
def test_a_role_in_brackets_has_the_small_letter_that_the_language_wants(language, ending):
    state = ParticipatingState(name_fr="Moldavie", name_nl="Moldavië", name_de="Moldau", name_en="Moldova")
    with override(language):
        assert Call(mission=Mission(state=state, election="presidential"), role=Role.STO).title.endswith(
            ending
        )
