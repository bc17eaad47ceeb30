"""Own subscriptions to new calls, and the link that ends one without signing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, View

from missions.following.forms import FollowForm
from missions.models import Call, Mission, Subscription
from missions.services.following import follow_calls, subscriptions_of, unfollow_calls


class FollowingView(LoginRequiredMixin, FormView):
    """What the account follows, and the form for more; ``?mission=`` follows one mission."""

    template_name = "missions/following.html"
    form_class = FollowForm

    @cached_property
    def mission(self) -> Mission | None:
        """The mission that is to be followed, if it is one."""
        public_id = self.request.POST.get("mission") or self.request.GET.get("mission")
        missions = Mission.objects.published().select_related("state")
        return get_object_or_404(missions, public_id=public_id) if public_id else None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A call that is open already is not told of again: its own page takes candidacies."""
        mission = self.mission if request.user.is_authenticated else None
        if mission is not None and Call.objects.open().filter(mission=mission).exists():
            messages.info(request, _("Candidacies are open."))
            return redirect(mission)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        mission = self.mission.public_id if self.mission else None
        return {"language": self.request.user.language, "mission": mission}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mission": self.mission}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Subscription.objects.filter(user=self.request.user).select_related("mission__state")
        return super().get_context_data(subscriptions=own, mission=self.mission, **kwargs)

    def form_valid(self, form: FollowForm) -> HttpResponse:
        follow_calls(self.request.user, **form.cleaned_data)
        messages.success(self.request, _("You will be told when such a call opens."))
        return redirect("following:list")


class UnfollowView(LoginRequiredMixin, View):
    """One button: ends one of the own subscriptions."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        if not unfollow_calls(
            Subscription.objects.filter(user=request.user, public_id=public_id), actor=request.user
        ):
            raise Http404
        messages.success(request, _("Ended: you get no more mails of this kind."))
        return redirect("following:list")


@method_decorator(csrf_exempt, name="dispatch")  # the signed address is the right to it (RFC 8058)
class UnsubscribeView(View):
    """The link of a mail: a page with one button; a mail program's own button posts here as well.

    Opening it ends nothing, as programs that look for harmful pages open every link.
    """

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.found = subscriptions_of(kwargs["token"])
        except BadSignature as error:
            raise Http404 from error
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        rows = list(self.found.select_related("mission__state"))
        return render(request, "missions/unsubscribe.html", {"subscriptions": rows, "is_done": not rows})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        unfollow_calls(self.found)
        return render(request, "missions/unsubscribe.html", {"is_done": True})
