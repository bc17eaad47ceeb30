from django.urls import reverse


def test_health_is_ok_when_the_database_answers(client, db):
    response = client.get(reverse("health"))

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]
