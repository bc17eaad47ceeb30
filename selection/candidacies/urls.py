"""A person's own candidacies: no language in the address, they speak the account's language."""

from django.urls import path

from selection.candidacies import edit_views, views
from selection.candidacies.own_calendar.views import OwnCalendarEndView, OwnCalendarView

app_name = "candidacies"
urlpatterns = [
    path("", views.CandidacyListView.as_view(), name="list"),
    path("calendar/", OwnCalendarView.as_view(), name="own-calendar"),
    path("calendar/end/", OwnCalendarEndView.as_view(), name="own-calendar-end"),
    path("start/<str:call>/", views.CandidacyStartView.as_view(), name="start"),
    path("<str:public_id>/", views.CandidacyDetailView.as_view(), name="detail"),
    path("<str:public_id>/edit/", edit_views.CandidacyEditView.as_view(), name="edit"),
    path("<str:public_id>/certificate/", edit_views.CertificateAgainView.as_view(), name="certificate"),
    path("<str:public_id>/withdraw/", views.CandidacyWithdrawView.as_view(), name="withdraw"),
    path("<str:public_id>/availability/", views.AvailabilityView.as_view(), name="availability"),
    path("<str:public_id>/receipt/", views.ReceiptView.as_view(), name="receipt"),
]
