"""The form above the staff's list of people: words, and a fieldset for each facet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.facets.facet import Facet, facets_for


class SearchForm(forms.Form):
    """Bound to the address of the page; what is wrong in one field narrows nothing and is said beside it."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_(
            "Name, e-mail address, telephone, reference, or any word of the CV. Quotes keep words together, "
            "a minus before a word leaves out."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.facets: list[tuple[Facet, list[str]]] = []
        for facet in facets_for(user):
            fields = facet.fields()
            self.fields |= fields
            self.facets.append((facet, list(fields)))

    def active_facets(self) -> list[tuple[Facet, dict[str, Any]]]:
        """Those of which something is filled in, and nothing wrongly, with their values."""
        self.full_clean()
        active = []
        for facet, names in self.facets:
            values = {name: self.cleaned_data.get(name) for name in names}
            if any(values.values()) and not any(name in self.errors for name in names):
                active.append((facet, values))
        return active

    def shown_facets(self) -> list[tuple[Facet, list[forms.BoundField]]]:
        """For the page: each facet with its fields."""
        return [(facet, [self[name] for name in names]) for facet, names in self.facets]
