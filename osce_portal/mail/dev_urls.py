"""The outbox on a page, where nobody runs a mail server; only with the setting DEV_MAIL_PAGE."""

from django.urls import path

from osce_portal.mail.dev_views import DevMailListView, DevMailView

app_name = "dev_mail"
urlpatterns = [
    path("", DevMailListView.as_view(), name="list"),
    path("<str:public_id>/", DevMailView.as_view(), name="detail"),
]
