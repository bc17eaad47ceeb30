"""Following new calls: no language in the address, the pages speak the account's language."""

from django.urls import path

from missions.following import views

app_name = "following"
urlpatterns = [
    path("", views.FollowingView.as_view(), name="list"),
    path("<str:public_id>/end/", views.UnfollowView.as_view(), name="end"),
]
