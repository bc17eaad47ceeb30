"""A person's own pages about the own data, beside the file."""

from django.urls import path

from osce_portal.privacy.views import erasure, export, notice, own

app_name = "privacy"
urlpatterns = [
    path("", own.OverviewView.as_view(), name="overview"),
    path("looks/", own.LooksView.as_view(), name="looks"),
    path("notice/", notice.TakeNoteView.as_view(), name="notice"),
    path("export/", export.ExportView.as_view(), name="export"),
    path("export/<str:public_id>/", export.download_export, name="export-file"),
    path("erasure/", erasure.ErasureView.as_view(), name="erasure"),
    path("erasure/<str:public_id>/withdraw/", erasure.WithdrawErasureView.as_view(), name="erasure-withdraw"),
]
