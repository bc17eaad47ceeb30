"""Addresses: the staff's pages stand in the admin, before its own; the outcome is the candidate's."""

from django.urls import path, re_path

from selection.delegation.views import decisions, outcomes, overrides, runs

app_name = "delegation"
SELECTION = "admin/calls/<str:call>/selection/"
urlpatterns = [
    path(SELECTION, runs.RunPage.as_view(), name="run-latest"),
    path(SELECTION + "propose/", runs.ProposeView.as_view(), name="propose"),
    path(SELECTION + "runs/<str:run>/", runs.RunPage.as_view(), name="run"),
    path(SELECTION + "runs/<str:run>/submit/", runs.SubmitView.as_view(), name="submit"),
    path(SELECTION + "runs/<str:run>/decision/", decisions.DecisionView.as_view(), name="decision"),
    re_path(
        r"^admin/calls/(?P<call>[\w-]+)/selection/runs/(?P<run>[\w-]+)/(?P<name>problem|result)\.json$",
        runs.RunFileView.as_view(),
        name="run-file",
    ),
    path(
        SELECTION + "candidacies/<str:candidacy>/decide/", overrides.OverrideView.as_view(), name="override"
    ),
    path(SELECTION + "candidacies/<str:candidacy>/swap/", overrides.SwapView.as_view(), name="swap"),
    path(SELECTION + "overrides/<str:override>/lift/", overrides.LiftView.as_view(), name="lift"),
    path(
        SELECTION + "candidacies/<str:candidacy>/cannot-go/",
        decisions.CannotGoView.as_view(),
        name="cannot-go",
    ),
    path(SELECTION + "replacement/", decisions.ReplacementPage.as_view(), name="replacement"),
    path(
        SELECTION + "replacement/proposals/<str:succession>/",
        decisions.SuccessionView.as_view(),
        name="succession",
    ),
    path(SELECTION + "replacement/<str:candidacy>/", decisions.ReplaceView.as_view(), name="replace"),
    path("candidacies/<str:public_id>/outcome/", outcomes.OutcomeView.as_view(), name="outcome"),
]
