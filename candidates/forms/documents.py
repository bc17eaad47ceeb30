"""A person's papers: what one is, and its file."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Document
from osce_portal.files.limits import ACCEPT, upload_advice


class DocumentForm(forms.ModelForm):
    """The file is looked at and stored by the view, so that a mistake in another field does not lose it.

    One that was kept so need not be sent again: ``file_waits``.
    """

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Please choose the file.")},
        allow_empty_file=True,  # the upload pipeline says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    class Meta:
        model = Document
        fields = ["kind", "title"]
        help_texts = {"title": _("For example: Master of Laws, Ghent University, 2014")}

    def __init__(self, *args, file_waits: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not file_waits
        self.fields["file"].help_text = upload_advice()
        self.helper = FormHelper()
        self.helper.form_tag = False


class ReplacementForm(DocumentForm):
    """A newer paper of the same kind."""

    class Meta(DocumentForm.Meta):
        fields = ["title"]
