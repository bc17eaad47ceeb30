"""Composition of the house's addresses.

Public pages and account pages carry their language (/fr/, /nl/, /de/, /en/); signed-in pages, the admin and
feeds do not: they speak the signed-in person's language.
"""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView, TemplateView

from candidates.claim_views import ClaimView
from missions.feeds import calendar_ics, calendar_json, calendar_schema, call_ics
from osce_portal.accounts.views import choose_language, end_session, show_service_error
from osce_portal.health import show_health
from osce_portal.privacy.views.notice import NoticeView
from osce_portal.security_contact import show_security_contact
from selection.candidacies.own_calendar.views import own_calendar_ics

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Administration")
# One door: the admin's own login has neither a limit of attempts nor a second step.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# What somebody may not see does not exist for them, the admin's pages included.
handler403 = "django.views.defaults.page_not_found"

urlpatterns = [
    path("health/", show_health, name="health"),
    path(".well-known/security.txt", show_security_contact, name="security-contact"),
    path("", RedirectView.as_view(pattern_name="home"), name="root"),
    path("language/", choose_language, name="set_language"),
    path("calendar.json", calendar_json, name="calendar-json"),
    path("calendar.ics", calendar_ics, name="calendar-ics"),
    path("calendar.schema.json", calendar_schema, name="calendar-schema"),
    path("calls/<str:public_id>.ics", call_ics, name="call-ics"),
    path("own-calendar/<str:token>.ics", own_calendar_ics, name="own-calendar"),
    path("", include("selection.delegation.urls")),
    path("", include("selection.nominations.urls")),
    path("admin/privacy/", include("osce_portal.privacy.staff_urls")),
    path("admin/calls/", include("selection.assessment.urls")),
    path("admin/changes/", include("selection.candidacies.changes.urls")),
    path("admin/sheets/", include("candidates.sheet_urls")),
    path("admin/calendar-sheets/", include("missions.sheet_urls")),
    path("admin/chains/", include("missions.chain_urls")),
    path("admin/money/", include("missions.money_urls")),
    path("admin/", admin.site.urls),
    path("my-file/privacy/", include("osce_portal.privacy.urls")),
    path("my-file/", include("candidates.urls")),
    path("my-candidacies/", include("selection.candidacies.urls")),
    path("my-calls/", include("missions.following.urls")),
    path("e-learning/", include("elearning.urls")),
]

urlpatterns += i18n_patterns(
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("accounts/sessions/<int:pk>/end/", end_session, name="account_end_session"),
    path("accounts/services/login/error/", show_service_error, name="socialaccount_login_error"),
    path("accounts/services/", include("allauth.socialaccount.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("privacy/", NoticeView.as_view(), name="privacy-notice"),
    path("privacy/<str:version>/", NoticeView.as_view(), name="privacy-notice-version"),
    path("claim/<str:claim>/", ClaimView.as_view(), name="claim"),
    path("", include("missions.urls")),
)

# Without a language: a sign-in service knows one address to come back to.
urlpatterns.append(path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")))

if settings.DEV_MAIL_PAGE:
    urlpatterns.append(path("dev/mails/", include("osce_portal.mail.dev_urls")))
