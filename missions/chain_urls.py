"""The chains of dates, in the admin."""

from django.urls import path

from missions import chain_views

app_name = "chains"
urlpatterns = [
    path("", chain_views.ChainsView.as_view(), name="list"),
    path("<str:step>/", chain_views.StepView.as_view(), name="step"),
    path("<str:step>/done/", chain_views.StepDoneView.as_view(), name="done"),
]
