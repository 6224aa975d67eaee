"""What every answer tells the browser."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from whrin.design.styles import STYLE_HASH
from whrin.server.middleware import SafetyHeaders


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/library/", "/en/safety/", "/en/nowhere/", "/account/login/", "/topics.ttl"]
)
def test_every_page_carries_the_safety_headers(reader, path):
    response = reader.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert STYLE_HASH in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_a_reader_is_never_given_a_cookie(reader):
    for path in ("/en/", "/en/library/", "/es/library/?q=naloxona", "/en/places/", "/en/safety/"):
        response = reader.get(path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert response["Referrer-Policy"] == "no-referrer", path


@pytest.mark.django_db
def test_a_form_can_name_its_origin_to_us_alone(reader):
    response = reader.get("/account/login/")
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_hash_of_each_inline_sheet_is_in_the_policy(reader):
    import base64
    import hashlib

    response = reader.get("/en/library/")
    for sheet in re.findall(r"<style>(.*?)</style>", response.text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response["Content-Security-Policy"]


def answer(path: str = "/en/", **headers: str) -> HttpResponse:
    return SafetyHeaders(lambda _request: HttpResponse("x"))(RequestFactory().get(path, **headers))


def test_the_onion_is_named_on_the_web_and_not_on_itself(settings):
    settings.WHRIN_ONION = "http://abc.onion/"
    assert answer("/en/library/?q=a")["Onion-Location"] == "http://abc.onion/en/library/?q=a"
    assert "Onion-Location" not in answer(HTTP_HOST="abc.onion").headers


def test_without_an_onion_nothing_is_named():
    assert "Onion-Location" not in answer().headers


def test_a_view_that_knows_better_keeps_its_policy():
    def view(_request):
        return HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})

    response = SafetyHeaders(view)(RequestFactory().get("/en/"))
    assert response["Content-Security-Policy"] == "sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "language", "words"),
    [(413, "en", "too large"), (408, "en", "too slow"), (503, "en", "busy")],
)
def test_a_refusal_at_the_door_is_a_page(rf, status, language, words):
    from whrin.server.refusals import REFUSAL

    request = rf.get(f"/{language}/", **{REFUSAL: status})
    response = SafetyHeaders(lambda _request: HttpResponse("never"))(request)
    assert response.status_code == status
    assert words in response.text
    assert "Content-Security-Policy" in response.headers


def test_only_the_calendars_of_the_desk_may_start_inline():
    from whrin.server.policies import chooser_hashes

    good = b'<script>initDateChooser("id_day", {"format": "Y-m-d"});</script>'
    bad = [
        b"<script>alert(1)</script>",
        b'<script>initDateChooser("id", {}); alert(1);</script>',
        b"<script>initDateChooser(alert(1));</script>",
        b'<script>initDateChooser("a", (function(){return 1})());</script>',
    ]
    assert len(chooser_hashes(good)) == 1
    assert chooser_hashes(b"".join(bad)) == []


def test_a_preview_may_be_framed_by_the_desk_alone():
    def view(request):
        request.is_preview = True
        return HttpResponse("x")

    response = SafetyHeaders(view)(RequestFactory().get("/en/"))
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
