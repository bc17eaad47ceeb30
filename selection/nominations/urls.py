"""Addresses of the nomination list, in the admin."""

from django.urls import path, re_path

from selection.nominations.views import NominationPage, RosterFileView

app_name = "nominations"
urlpatterns = [
    path("admin/calls/<str:call>/nominations/", NominationPage.as_view(), name="list"),
    re_path(
        r"^admin/calls/(?P<call>[\w-]+)/nominations/list\.(?P<format>pdf|xlsx)$",
        RosterFileView.as_view(),
        name="file",
    ),
]
