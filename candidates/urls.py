"""A person's own pages: no language in the address, they speak the account's language."""

from django.urls import path

from candidates import document_views, preview_views, views
from candidates.takeover import views as takeover

app_name = "candidates"
urlpatterns = [
    path("", views.OverviewView.as_view(), name="overview"),
    path("confirm/", views.ConfirmView.as_view(), name="confirm"),
    path("identity/", views.IdentityView.as_view(), name="identity"),
    path("europass/", takeover.UploadView.as_view(), name="europass"),
    path("europass/proposal/", takeover.ProposalView.as_view(), name="europass-proposal"),
    path("europass/discard/", takeover.DiscardView.as_view(), name="europass-discard"),
    path("cv/<slug:section>/", views.SectionView.as_view(), name="section"),
    path("cv/<slug:section>/add/", views.EntryEditView.as_view(), name="entry-add"),
    path("cv/<slug:section>/<str:entry>/", views.EntryEditView.as_view(), name="entry-edit"),
    path("cv/<slug:section>/<str:entry>/delete/", views.EntryDeleteView.as_view(), name="entry-delete"),
    path("preview/", preview_views.PreviewView.as_view(), name="preview"),
    path("preview/pdf/", preview_views.CvPdfView.as_view(), name="cv-pdf"),
    path("documents/", document_views.DocumentListView.as_view(), name="documents"),
    path("documents/add/", document_views.DocumentAddView.as_view(), name="document-add"),
    path(
        "documents/<str:document>/replace/",
        document_views.DocumentReplaceView.as_view(),
        name="document-replace",
    ),
    path(
        "documents/<str:document>/delete/",
        document_views.DocumentDeleteView.as_view(),
        name="document-delete",
    ),
    path("documents/<str:document>/file/", document_views.DocumentFileView.as_view(), name="document-file"),
]
