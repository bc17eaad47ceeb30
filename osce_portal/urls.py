"""Composition of the house's addresses."""

from django.contrib import admin
from django.urls import include, path

from osce_portal.health import show_health

urlpatterns = [
    path("health/", show_health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
