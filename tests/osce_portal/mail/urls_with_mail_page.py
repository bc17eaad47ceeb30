"""The portal's addresses as in development, with the page of all mails.

Imported by the tests before they change a setting: the portal's own addresses must not change with it.
"""

from django.urls import include, path

from osce_portal.urls import urlpatterns as portal_urls

urlpatterns = [*portal_urls, path("dev/mails/", include("osce_portal.mail.dev_urls"))]
