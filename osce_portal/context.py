"""What every template may print."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation

from osce_portal.accounts.second_step import trial_code


def portal(request: HttpRequest) -> dict[str, Any]:
    """Links of the frame; ``alternates`` holds the same public page in each language, as (code, address)."""
    is_public = bool(translation.get_language_from_path(request.path_info)) and request.method == "GET"
    return {
        "osce_calendar_url": settings.OSCE_CALENDAR_URL,
        "odihr_course_url": settings.ODIHR_COURSE_URL,
        "dev_mail_page": settings.DEV_MAIL_PAGE,
        "trial_code": trial_code,
        "sign_in_services": bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]),
        "alternates": [
            (code, settings.BASE_URL + translate_url(request.path, code))
            for code, _name in settings.LANGUAGES
            if is_public
        ],
    }
