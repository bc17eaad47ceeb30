from django.views.generic import DetailView, ListView

from osce_portal.mail.models import QueuedMail


class DevMailListView(ListView):
    """Every mail of this trial portal, newest first."""

    model = QueuedMail
    paginate_by = 50
    template_name = "mail/dev_list.html"


class DevMailView(DetailView):
    """One mail, with its links to click."""

    model = QueuedMail
    slug_field = slug_url_kwarg = "public_id"
    template_name = "mail/dev_detail.html"
