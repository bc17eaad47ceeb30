"""The pages of the data-protection officer, in the admin's frame."""

from django.urls import path

from osce_portal.privacy.views import keeping, staff

app_name = "privacy-staff"
urlpatterns = [
    path("requests/", staff.RequestsView.as_view(), name="requests"),
    path("requests/record/<str:candidate>/", staff.RecordView.as_view(), name="record"),
    path("requests/<str:public_id>/", staff.AnswerView.as_view(), name="answer"),
    path("holds/", keeping.HoldsView.as_view(), name="holds"),
    path("holds/<str:public_id>/lift/", keeping.LiftHoldView.as_view(), name="hold-lift"),
    path("retention/", keeping.RetentionView.as_view(), name="retention"),
    path("data-map/", staff.DataMapView.as_view(), name="data-map"),
]
