import pytest
from django.urls import reverse

from tests.factories.mail import QueuedMailFactory
from tests.osce_portal.mail import urls_with_mail_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(urls_with_mail_page.__name__)]


@pytest.fixture(autouse=True)
def as_in_development(settings):
    settings.DEV_MAIL_PAGE = True


def test_every_mail_is_listed_newest_first(client):
    first, second = QueuedMailFactory(subject="First"), QueuedMailFactory(subject="Second")
    page = client.get(reverse("dev_mail:list")).content.decode()
    assert page.index(second.public_id) < page.index(first.public_id)


def test_a_mails_links_can_be_clicked_and_its_text_is_no_markup(client):
    mail = QueuedMailFactory(body="Open http://testserver/fr/x/ <script>alert(1)</script>")
    page = client.get(reverse("dev_mail:detail", args=[mail.public_id])).content.decode()
    assert '<a href="http://testserver/fr/x/" rel="nofollow">' in page
    assert "<script>alert" not in page


def test_the_page_after_registering_says_where_the_mail_is(client):
    page = client.get(reverse("account_email_verification_sent")).content.decode()
    assert reverse("dev_mail:list") in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_mails(client, rows, django_assert_num_queries):
    QueuedMailFactory.create_batch(rows)
    with django_assert_num_queries(2):
        client.get(reverse("dev_mail:list"))
