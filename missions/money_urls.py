"""The money of calls, in the admin."""

from django.urls import path

from missions import money_views

app_name = "money"
urlpatterns = [
    path("<str:public_id>/", money_views.CallMoneyView.as_view(), name="call"),
    path("amounts/<str:commitment>/", money_views.MoveView.as_view(), name="move"),
    path("amounts/<str:commitment>/release/", money_views.ReleaseView.as_view(), name="release"),
    path("amounts/<str:commitment>/sign/", money_views.SignView.as_view(), name="sign"),
]
