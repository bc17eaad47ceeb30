"""Addresses of the nomination list, in the admin, and of travel details."""

from django.urls import path, re_path

from selection.nominations.travel_views import TravelDetailsView, TravelOfView
from selection.nominations.views import NominationPage, RosterFileView

app_name = "nominations"
urlpatterns = [
    path("my-candidacies/<str:public_id>/travel/", TravelDetailsView.as_view(), name="travel"),
    path("admin/nominations/<str:candidacy>/travel/", TravelOfView.as_view(), name="travel-of"),
    path("admin/calls/<str:call>/nominations/", NominationPage.as_view(), name="list"),
    re_path(
        r"^admin/calls/(?P<call>[\w-]+)/nominations/list\.(?P<format>pdf|xlsx)$",
        RosterFileView.as_view(),
        name="file",
    ),
]
