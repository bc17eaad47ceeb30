"""Forms of the admin that write only what was typed: what others changed since the page was shown stays.

Each field is sent with the value that its page showed. One that was left alone follows what stands by now;
one that was typed and has been changed by somebody else is refused, beside the field, with what stands now.
"""

from typing import Any

from django.contrib.admin.utils import display_for_field
from django.forms import BoundField
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _


class ShownForm:
    """Before the class of a form for a row that is there. What is sent without shown values is all typed."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        shown = [name for name, field in self.fields.items() if not field.widget.is_hidden]  # type: ignore[attr-defined]
        says = not self.is_bound or any(self.add_initial_prefix(name) in self.data for name in shown)  # type: ignore[attr-defined]
        for name in shown:
            self.fields[name].show_hidden_initial = says and self.instance.pk is not None  # type: ignore[attr-defined]

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.changed_data}  # type: ignore[attr-defined]

    @property
    def read(self) -> dict[str, Any]:
        """What stood, when the form was checked, in the fields that were typed."""
        return {name: self.initial.get(name) for name in self.changed_data}  # type: ignore[attr-defined]

    def _clean_fields(self) -> None:
        overtaken = self._take_over_what_stands()
        super()._clean_fields()  # type: ignore[misc]
        for name in overtaken:
            text = _("Somebody else has changed this meanwhile. It now says: %(value)s")
            self.add_error(name, text % {"value": self._in_words(name)})  # type: ignore[attr-defined]

    def _take_over_what_stands(self) -> list[str]:
        """Put what stands now where nothing was typed, and everywhere as what is shown.

        The names of fields that were typed and have another value now than the one shown or typed.
        """
        overtaken = []
        self.data = self.data.copy()  # type: ignore[has-type]
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            bound: BoundField = self[name]  # type: ignore[index]
            if not field.show_hidden_initial:
                continue
            shown = field.hidden_widget().value_from_datadict(self.data, {}, bound.html_initial_name)
            if not field.has_changed(_plain(bound.initial), _plain(shown)):
                continue
            stands = field.prepare_value(bound.initial)
            if not bound._has_changed():  # type: ignore[attr-defined]
                self._put(bound.html_name, stands)
            elif field.has_changed(_plain(bound.initial), _plain(bound.data)):
                overtaken.append(name)
            self._put(bound.html_initial_name, stands)
        return overtaken

    def _put(self, name: str, value: Any) -> None:
        values = value if isinstance(value, list) else ["" if value is None else value]
        self.data.setlist(name, [str(each) for each in values])

    def _in_words(self, name: str) -> str:
        value, field = getattr(self.instance, name), self.instance._meta.get_field(name)  # type: ignore[attr-defined]
        typed = self.fields[name].prepare_value(value)  # type: ignore[attr-defined]
        if isinstance(value, bool):
            return str(yesno(value))
        if isinstance(value, int) and isinstance(typed, str):
            return typed  # cents as euros
        return str(display_for_field(value, field, "–"))


def _plain(value: Any) -> Any:
    """Lines as the database keeps them; a browser sends them ended in another way."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
