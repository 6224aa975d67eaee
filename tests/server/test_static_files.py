"""Files are found by their whole, plain name and by no other way."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from whrin.server.static_files import PublicMedia, StaticFiles, picture_type

DIGEST = "0123456789ab"


@pytest.fixture
def statics(tmp_path: Path) -> StaticFiles:
    (tmp_path / "design").mkdir()
    (tmp_path / f"design/exit.{DIGEST}.js").write_text("go()")
    (tmp_path / f"design/exit.{DIGEST}.js.br").write_bytes(b"small")
    (tmp_path / "design/plain.js").write_text("go()")
    return StaticFiles(tmp_path, "/static/")


def test_the_smallest_form_is_chosen(statics: StaticFiles):
    address = f"/static/design/exit.{DIGEST}.js"
    assert statics.find(address, "br").path.name.endswith(".br")
    assert statics.find(address, "gzip").path.name.endswith(".js"), "there is no gzip form beside it"
    assert statics.find(address, "").path.name.endswith(".js")


def test_only_a_name_with_a_digest_is_kept_for_a_year(statics: StaticFiles):
    caching = [
        dict(statics.find(f"/static/design/{name}", "").headers)["cache-control"]
        for name in (f"exit.{DIGEST}.js", "plain.js")
    ]
    assert ["immutable" in each for each in caching] == [True, False]


@pytest.mark.parametrize(
    "address", ["/static/", "/static/design", "/static/design/../design/plain.js", "/other"]
)
def test_other_addresses_are_nothing(statics: StaticFiles, address: str):
    assert statics.find(address, "br") is None


@pytest.mark.parametrize("name", ["../a.jpg", "a/b.jpg", "..\\a.jpg", ".a.jpg", "a.svg", "a.html", "a", ""])
def test_a_name_that_is_no_picture_is_nothing(tmp_path: Path, name: str):
    assert picture_type(name) == ""
    assert PublicMedia(tmp_path, "/media/").find(f"/media/images/{name}") is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "images").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "images/a.jpg").symlink_to(tmp_path / "secret")
    assert PublicMedia(tmp_path, "/media/").find("/media/images/a.jpg") is None


@pytest.mark.django_db
def test_a_picture_that_lies_elsewhere_is_fetched_by_us(reader, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    default_storage.save("images/a.webp", ContentFile(b"picture"))
    default_storage.save("original_images/b.webp", ContentFile(b"original"))
    response = reader.get("/media/images/a.webp")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert b"".join(response.streaming_content) == b"picture"
    response.close()
    assert reader.get("/media/original_images/b.webp").status_code == 404
    assert reader.get("/media/images/none.webp").status_code == 404
