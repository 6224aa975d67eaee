"""A hasher that counts its work, so that a test need not trust a clock."""

from typing import ClassVar

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    worked: ClassVar[int] = 0

    def encode(self, password: str, salt: str | bytes) -> str:
        CountingHasher.worked += 1
        return super().encode(password, salt)  # type: ignore[arg-type]  # the stubs want one kind
