"""Where uploaded files are kept: in the var folder, or in a bucket."""

from typing import Any

from whrin.settings.environment import declare

WHRIN_S3_BUCKET = declare(
    "WHRIN_S3_BUCKET", "", "Keep uploaded files in this S3-compatible bucket. Empty: in the var folder."
)
WHRIN_S3_ENDPOINT = declare("WHRIN_S3_ENDPOINT", "", "Address of the S3-compatible service.")
WHRIN_S3_REGION = declare("WHRIN_S3_REGION", "", "Region of the bucket, where the service wants one.")
WHRIN_S3_KEY = declare("WHRIN_S3_KEY", "", "Key id for the bucket.")
WHRIN_S3_SECRET = declare("WHRIN_S3_SECRET", "", "Secret that belongs to the key id.")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whrin.server.storage.HashedFiles"},
}
if WHRIN_S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "whrin.server.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": WHRIN_S3_BUCKET,
            "endpoint_url": WHRIN_S3_ENDPOINT or None,
            "region_name": WHRIN_S3_REGION or None,
            "access_key": WHRIN_S3_KEY or None,
            "secret_key": WHRIN_S3_SECRET or None,
            "file_overwrite": False,
        },
    }
