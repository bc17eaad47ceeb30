from django.urls import path

from missions import views

app_name = "missions"

urlpatterns = [
    path("calendar/", views.CalendarView.as_view(), name="calendar"),
    path("calendar/past/", views.PastCalendarView.as_view(), name="past"),
    path("missions/<str:public_id>/", views.MissionView.as_view(), name="mission"),
]
