from django.urls import path

from elearning.views import serve_certificate

app_name = "elearning"
urlpatterns = [
    path("certificates/<str:public_id>/file/", serve_certificate, name="certificate-file"),
]
