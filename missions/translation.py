"""Which columns exist in four languages."""

from modeltranslation.translator import TranslationOptions, register

from missions.models import (
    Call,
    Change,
    CrisisMission,
    JpoOpening,
    JpoRound,
    Mission,
    ParticipatingState,
    SelorRound,
    Vacancy,
)


@register(ParticipatingState)
class ParticipatingStateTranslation(TranslationOptions):
    fields = ("name",)


@register(Mission)
class MissionTranslation(TranslationOptions):
    fields = ("note",)


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("text", "how_to_apply", "outcome")


@register(Vacancy)
class VacancyTranslation(TranslationOptions):
    fields = ("title", "department", "unit", "duty_station", "tasks", "qualifications", "belgium_pays")


@register(JpoRound)
class JpoRoundTranslation(TranslationOptions):
    fields = ("degree_asked", "terms")


@register(JpoOpening)
class JpoOpeningTranslation(TranslationOptions):
    fields = ("title", "department", "duty_station", "summary")


@register(SelorRound)
class SelorRoundTranslation(TranslationOptions):
    fields = ("text",)


@register(CrisisMission)
class CrisisMissionTranslation(TranslationOptions):
    fields = ("title", "duty_station", "tasks", "qualifications")


@register(Change)
class ChangeTranslation(TranslationOptions):
    fields = ("message",)
