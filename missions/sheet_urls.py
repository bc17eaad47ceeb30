"""Sheets of the calendar, in the admin."""

from django.urls import path

from missions import sheet_views

app_name = "calendar-sheets"
urlpatterns = [
    path("", sheet_views.UploadView.as_view(), name="upload"),
    path("<str:table>.<str:file_format>", sheet_views.ExportView.as_view(), name="export"),
    path("<str:sheet>/", sheet_views.SheetView.as_view(), name="sheet"),
]
