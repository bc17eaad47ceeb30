"""Sheets of people, in the admin."""

from django.urls import path, re_path

from candidates import sheet_views

app_name = "sheets"
urlpatterns = [
    re_path(r"^(?P<kind>people|pool)/$", sheet_views.UploadView.as_view(), name="upload"),
    re_path(r"^(?P<kind>people|pool)/example\.csv$", sheet_views.ExampleView.as_view(), name="example"),
    path("<str:sheet>/", sheet_views.SheetView.as_view(), name="sheet"),
    path("<str:sheet>/rows/<int:row>/", sheet_views.RowView.as_view(), name="row"),
]
