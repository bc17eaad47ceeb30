"""The staff's pages of what moves; they lie in the admin's frame."""

from django.urls import path

from selection.candidacies.changes import exception_views, views

app_name = "changes"
urlpatterns = [
    path("missions/<str:public_id>/", views.OverviewView.as_view(), name="mission"),
    path("missions/<str:public_id>/<str:change_kind>/", views.ProposeView.as_view(), name="propose-mission"),
    path("calls/<str:public_id>/", views.OverviewView.as_view(of_mission=False), name="call"),
    path(
        "calls/<str:public_id>/<str:change_kind>/",
        views.ProposeView.as_view(of_mission=False),
        name="propose-call",
    ),
    path("exceptions/calls/<str:call_ref>/", exception_views.OverviewView.as_view(), name="exceptions"),
    path(
        "exceptions/calls/<str:call_ref>/<str:person>/",
        exception_views.ProposeView.as_view(),
        name="exception-propose",
    ),
    path("exceptions/<str:exception>/", exception_views.ExceptionView.as_view(), name="exception"),
    path(
        "exceptions/<str:exception>/take-back/",
        exception_views.TakeBackView.as_view(),
        name="exception-take-back",
    ),
    path("<str:change>/", views.ChangeView.as_view(), name="change"),
    path("<str:change>/take-back/", views.TakeBackView.as_view(), name="take-back"),
]
