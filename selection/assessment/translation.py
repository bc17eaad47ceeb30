"""Which columns exist in four languages."""

from modeltranslation.translator import TranslationOptions, register

from selection.assessment.models import Criterion, Level, Rubric


@register(Rubric)
class RubricTranslation(TranslationOptions):
    fields = ("name",)


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("name",)


@register(Level)
class LevelTranslation(TranslationOptions):
    fields = ("text",)
