"""A person's own pages about the own data, beside the file."""

from django.urls import path

from osce_portal.privacy.views import notice, own

app_name = "privacy"
urlpatterns = [
    path("", own.OverviewView.as_view(), name="overview"),
    path("looks/", own.LooksView.as_view(), name="looks"),
    path("notice/", notice.TakeNoteView.as_view(), name="notice"),
]
