"""Visitors arrive at `/`."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("pt-BR,pt;q=0.9,en;q=0.5", "pt"),
        ("de,ar;q=0.8", "ar"),
        ("sw, *", "en"),
        ("ru;q=0.2, id;q=0.9", "id"),
        ("not a header;;;q=x", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_a_visitor_is_sent_to_the_language_she_asks_for(client: Client, header: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": header})
    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/"
    assert "Accept-Language" in answer["Vary"]
    assert not answer.cookies


def test_a_cookie_has_no_say_in_the_language(client: Client) -> None:
    client.cookies["django_language"] = "fr"
    assert client.get("/", headers={"Accept-Language": "es"})["Location"] == "/es/"


def test_a_visitor_cannot_post_to_the_front_door(client: Client) -> None:
    assert client.post("/").status_code == 405
