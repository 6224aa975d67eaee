"""The surveys' addresses. So far phones have some; pages come with the web's way of filling in."""

from whrin.surveys.openrosa.addresses import urlpatterns

__all__ = ["urlpatterns"]
