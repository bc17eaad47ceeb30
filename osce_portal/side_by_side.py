"""Texts in four languages, edited beside each other: one line per text, one column per language.

Works without a script; on a narrow screen the columns stand below each other (static/css/side-by-side.css).
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltranslation.translator import translator


def translated(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """The columns of each text of ``model`` that exists in four languages, in the order of the portal."""
    return {
        name: tuple(f"{name}_{language}" for language in settings.LANGUAGES_OF_CONTENT)
        for name in translator.get_options_for_model(model).all_fields
    }


def beside(fields: Iterable[Any], texts: dict[str, tuple[str, ...]]) -> list[Any]:
    """``fields`` of a fieldset, with the columns of one text drawn together into one line."""
    name_of = {column: name for name, columns in texts.items() for column in columns}
    lines: dict[Any, Any] = {}
    for field in fields:
        name = name_of.get(field) if isinstance(field, str) else None
        lines[name or field] = texts[name] if name else field
    return list(lines.values())


class SideBySide:
    """Before TranslationAdmin or one of its inlines: languages as columns, those missing marked."""

    model: type[Model]

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["css/side-by-side.css"]})  # type: ignore[misc]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[Any, dict[str, Any]]]:
        texts = translated(self.model)
        return [
            (name, {**options, "fields": beside(options["fields"], texts)})
            for name, options in super().get_fieldsets(request, obj)  # type: ignore[misc]
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A column is headed by its text and its language, and read aloud in that language."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        language = getattr(db_field, "language", None)
        if field is not None and language is not None:
            text = self.model._meta.get_field(db_field.translated_field.name).verbose_name  # type: ignore[union-attr]
            own_name = get_language_info(language)["name_local"]
            field.label = f"{capfirst(text)} – {own_name}"
            field.widget.attrs["lang"] = language
        return field


class SideBySideAdmin(SideBySide):
    """The page itself: marks the languages in which a text is still missing, its inlines' too."""

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        forms_shown = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms_shown.extend(inline.formset.initial_forms)
        for form in forms_shown:
            mark_missing(form)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def mark_missing(form: forms.BaseForm) -> None:
    """Say below each empty column that its language is missing, where the text exists in another one."""
    if not isinstance(form, forms.ModelForm) or type(form.instance) not in translator.get_registered_models():
        return
    for columns in translated(type(form.instance)).values():
        shown = [form[column] for column in columns if column in form.fields]
        empty = [field for field in shown if not str(field.value() or "").strip()]
        for field in empty if len(empty) < len(shown) else ():
            mark = format_html('<span class="missing-language">{}</span>', _("Still missing"))
            field.help_text = format_html("{} {}", mark, field.help_text) if field.help_text else mark
