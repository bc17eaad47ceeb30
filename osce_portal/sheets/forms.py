"""The file that an officer chooses: what it holds is read by whoever receives it."""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """``rows``: how many of a sheet are taken over at most."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}))

    def __init__(self, *args: Any, rows: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext(
            "An Excel workbook (XLSX; the first sheet is read) or CSV, of %(rows)s rows and 10 MB at most. "
            "Nothing is taken over yet: first you see what would become of each row."
        ) % {"rows": number_format(rows, force_grouping=True)}
