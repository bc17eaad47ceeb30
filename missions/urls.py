from django.urls import path

from missions import post_views, views
from missions.following.views import UnsubscribeView

app_name = "missions"

urlpatterns = [
    path("calendar/", views.CalendarView.as_view(), name="calendar"),
    path("calendar/past/", views.PastCalendarView.as_view(), name="past"),
    path("calendar/month/", views.ThisMonthView.as_view(), name="this-month"),
    path("calendar/<int:year>/<int:month>/", views.MonthView.as_view(), name="month"),
    path("unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("missions/<str:public_id>/", views.MissionView.as_view(), name="mission"),
    path("vacancies/<str:public_id>/", post_views.VacancyView.as_view(), name="vacancy"),
    path("rounds/<str:public_id>/", post_views.RoundView.as_view(), name="round"),
    path("crisis-missions/<str:public_id>/", post_views.CrisisMissionView.as_view(), name="crisis"),
    path("selor/<str:public_id>/", post_views.SelorView.as_view(), name="selor"),
]
