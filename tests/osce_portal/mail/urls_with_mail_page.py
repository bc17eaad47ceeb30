"""The portal's addresses as in development, with the page of all mails."""

from django.urls import include, path

from osce_portal.urls import urlpatterns as portal_urls

urlpatterns = [*portal_urls, path("dev/mails/", include("osce_portal.mail.dev_urls"))]
