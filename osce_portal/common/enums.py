"""Words that every room shares: kinds of people, languages, schemes and roles."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    F = "F", _("Woman")
    M = "M", _("Man")
    X = "X", _("X (another gender)")
    NOT_SAID = "", _("I would rather not say")


class LanguageGroup(models.TextChoices):
    """Declared by the person for the French/Dutch balance; never derived from another language."""

    FR = "FR", _("French")
    NL = "NL", _("Dutch")
    NONE = "", _("Neither of the two")


class Affiliation(models.TextChoices):
    """Internal or external, derived from the employer (FPS FA procedure, point 4)."""

    INTERNAL = "internal", _("Internal")
    EXTERNAL = "external", _("External")


class CefrLevel(models.TextChoices):
    A1 = "A1", _("A1 – beginner")
    A2 = "A2", _("A2 – elementary")
    B1 = "B1", _("B1 – intermediate")
    B2 = "B2", _("B2 – upper intermediate")
    C1 = "C1", _("C1 – advanced")
    C2 = "C2", _("C2 – proficient")


class Scheme(models.TextChoices):
    ELECTION_OBSERVATION = "election_observation", _("Election observation")
    SECONDMENT = "secondment", _("Secondment")
    JPO = "jpo", _("Junior Professional Officer")
    CRISIS_MANAGEMENT = "crisis_management", _("Civilian crisis management")


class Role(models.TextChoices):
    STO = "sto", _("Short-term observer")
    LTO = "lto", _("Long-term observer")
    CORE_TEAM = "core_team", _("Core team")
    SECONDEE = "secondee", _("Seconded expert")
    JPO = "jpo", _("Junior Professional Officer")
    CRISIS_EXPERT = "crisis", _("Crisis-management expert")

    @property
    def within_a_sentence(self) -> str:
        """The role where it opens no line: with the small letter that the language wants there."""
        return ROLES_WITHIN_A_SENTENCE[self]


ROLES_WITHIN_A_SENTENCE: dict[str, Any] = {
    Role.STO: _("short-term observer"),
    Role.LTO: _("long-term observer"),
    Role.CORE_TEAM: _("core team"),
    Role.SECONDEE: _("seconded expert"),
    Role.JPO: _("Junior Professional Officer"),
    Role.CRISIS_EXPERT: _("crisis-management expert"),
}
ROLES_OF_SCHEME = {
    Scheme.ELECTION_OBSERVATION: (Role.STO, Role.LTO, Role.CORE_TEAM),
    Scheme.SECONDMENT: (Role.SECONDEE,),
    Scheme.JPO: (Role.JPO,),
    Scheme.CRISIS_MANAGEMENT: (Role.CRISIS_EXPERT,),
}


class PersonLanguage(models.TextChoices):
    """The languages in which the ministry serves a person (EN on request)."""

    FR = "fr", "Français"
    NL = "nl", "Nederlands"
    DE = "de", "Deutsch"
    EN = "en", "English"
