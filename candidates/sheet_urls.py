"""Sheets of people, in the admin."""

from django.urls import path, re_path

from candidates.staff_views import sheets
from candidates.staff_views.claims import ClaimLinkView

app_name = "sheets"
urlpatterns = [
    re_path(r"^(?P<kind>people|pool)/$", sheets.UploadView.as_view(), name="upload"),
    re_path(r"^(?P<kind>people|pool)/example\.csv$", sheets.ExampleView.as_view(), name="example"),
    path("link/<str:person>/", ClaimLinkView.as_view(), name="claim-link"),
    path("<str:sheet>/", sheets.SheetView.as_view(), name="sheet"),
    path("<str:sheet>/rows/<int:row>/", sheets.RowView.as_view(), name="row"),
]
