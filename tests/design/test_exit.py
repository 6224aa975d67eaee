from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from whrin import design
from whrin.people.models import Person

SCRIPT = Path(design.__file__).parent / "static/design/exit.js"


@pytest.mark.django_db
def test_a_visitor_leaves_for_a_neutral_site(client: Client) -> None:
    response = client.get("/exit/")
    assert response.status_code == 303
    assert response["Location"] == "https://www.wikipedia.org/"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
def test_a_signed_in_person_who_leaves_is_signed_out(client: Client, editor: Person) -> None:
    client.force_login(editor)
    response = client.get("/exit/")
    assert response.status_code == 303
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_leaving_cannot_be_posted_and_keeps_the_session(client: Client, editor: Person) -> None:
    client.force_login(editor)
    assert client.post("/exit/").status_code == 405
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_leaving_is_the_first_link_after_the_skip_link(client: Client) -> None:
    page = client.get("/ar/library/").content.decode()
    first, second, *_rest = page.split("<a ")[1:]
    assert 'href="#main"' in first
    assert 'href="/exit/"' in second
    assert 'data-to="https://www.wikipedia.org/"' in second


def test_the_script_is_small_and_but_one_more_goes_to_readers() -> None:
    scripts = list(Path(design.__file__).parent.parent.glob("*/static/**/*.js"))
    sizes = {path.name: path.stat().st_size for path in scripts if "desk" not in str(path)}
    assert sorted(sizes) == ["asking.js", "exit.js"], "asking.js comes with pages of forms alone"
    assert max(sizes.values()) <= 2_000
