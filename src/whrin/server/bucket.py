"""Uploaded files in an S3-compatible bucket. Readers never meet it: they ask us, and we fetch."""

from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):  # type: ignore[misc]  # the library has no types
    """A private bucket. Its own addresses would send readers to a third party."""

    def url(self, name: str, *_args: object, **_options: object) -> str:
        """Return our own address of the file."""
        return settings.MEDIA_URL + quote(name)
