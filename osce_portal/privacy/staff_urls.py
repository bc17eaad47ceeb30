"""The pages of the data-protection officer, in the admin's frame."""

from django.urls import path

from osce_portal.privacy.views import staff

app_name = "privacy-staff"
urlpatterns = [
    path("requests/", staff.RequestsView.as_view(), name="requests"),
    path("requests/<str:public_id>/", staff.AnswerView.as_view(), name="answer"),
    path("data-map/", staff.DataMapView.as_view(), name="data-map"),
]
