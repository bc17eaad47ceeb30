"""How many files a person may send, and how much is read at all."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from osce_portal.files.errors import TooManyUploads, WrongFileType
from osce_portal.files.models import StoredFile
from osce_portal.files.receiving import receive_upload
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db
TOO_MANY = "You have sent many files in a short time."


@pytest.fixture(autouse=True)
def two_in_ten_minutes(settings):
    settings.ACCOUNT_RATE_LIMITS = {"upload": "2/10m/user", "staff_upload": "3/10m/user"}
    yield
    cache.clear()


def send(user, data: bytes):
    request = RequestFactory().post("/")
    request.user = user
    return receive_upload(request, SimpleUploadedFile("certificate.jpg", data))


def pictures(count: int) -> list[bytes]:
    return [samples.picture(size=(20 + number, 20)) for number in range(count)]


def test_the_next_file_after_too_many_is_refused_for_this_person_alone():
    user, first, second, third = UserFactory(), *pictures(3)
    send(user, first)
    send(user, second)
    with pytest.raises(TooManyUploads):
        send(user, third)
    assert StoredFile.objects.count() == 2
    assert send(UserFactory(), third)


def test_refused_files_count_too():
    user = UserFactory()
    for _time in range(2):
        with pytest.raises(WrongFileType):
            send(user, b"not a picture")
    with pytest.raises(TooManyUploads):
        send(user, *pictures(1))


def test_staff_who_record_what_came_on_paper_may_send_more():
    officer = UserFactory(staff=True)
    assert [send(officer, data) for data in pictures(3)]


def test_the_message_stands_at_the_field_and_what_was_typed_is_kept(client):
    draft = CandidacyFactory(candidate__user__language="en")
    client.force_login(draft.candidate.user)
    page = None
    for data in pictures(3):
        file = SimpleUploadedFile("certificate.jpg", data)
        page = client.post(
            reverse("candidacies:edit", args=[draft.public_id]),
            {"certificate_file": file, "motivation": "I know the country."},
            headers={"accept-language": "en"},
        )
    assert TOO_MANY in str(page.context["form"].errors["certificate_file"])
    draft.refresh_from_db()
    assert draft.motivation == "I know the country."


def test_a_request_that_is_far_too_large_is_not_read(client, settings):
    settings.BODY_MAX_BYTES = 1000
    draft = CandidacyFactory()
    client.force_login(draft.candidate.user)
    file = SimpleUploadedFile("certificate.jpg", b"x" * 2000)
    response = client.post(reverse("candidacies:edit", args=[draft.public_id]), {"certificate_file": file})
    assert response.status_code == 400
    assert not StoredFile.objects.exists()
