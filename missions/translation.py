"""Which columns exist in four languages."""

from modeltranslation.translator import TranslationOptions, register

from missions.models import Call, Mission, ParticipatingState


@register(ParticipatingState)
class ParticipatingStateTranslation(TranslationOptions):
    fields = ("name",)


@register(Mission)
class MissionTranslation(TranslationOptions):
    fields = ("note",)


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("text",)
