"""The staff's pages of a closed call, below ``/admin/calls/``."""

from django.urls import path

from selection.assessment.views import board, candidacy, certificates, motivations

app_name = "assessment"

urlpatterns = [
    path("<str:call_ref>/after-closing/", board.AfterClosing.as_view(), name="after-closing"),
    path("<str:call_ref>/after-closing/confirm/", board.Preview.as_view(), name="screening-confirm"),
    path("<str:call_ref>/after-closing/points/", board.ComputePoints.as_view(), name="compute-points"),
    path("<str:call_ref>/certificates/", certificates.Certificates.as_view(), name="certificates"),
    path(
        "<str:call_ref>/certificates/<str:certificate_ref>/",
        certificates.CheckCertificate.as_view(),
        name="certificate",
    ),
    path(
        "<str:call_ref>/certificates/<str:certificate_ref>/pages/<int:page>/",
        certificates.CertificateImage.as_view(),
        name="certificate-image",
    ),
    path("<str:call_ref>/motivations/", motivations.Motivations.as_view(), name="motivations"),
    path(
        "<str:call_ref>/candidacies/<str:candidacy_ref>/", candidacy.ShowCandidacy.as_view(), name="candidacy"
    ),
    path("<str:call_ref>/candidacies/<str:candidacy_ref>/verify/", candidacy.Verify.as_view(), name="verify"),
    path(
        "<str:call_ref>/candidacies/<str:candidacy_ref>/conflict/",
        candidacy.DeclareConflict.as_view(),
        name="declare-conflict",
    ),
]
