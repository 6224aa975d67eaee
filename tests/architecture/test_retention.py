from django.apps import apps
from django.db import models

from tests.architecture.retention import silent_on_retention


def test_every_model_says_how_long_a_row_is_kept() -> None:
    ours = [
        model
        for model in apps.get_models(include_auto_created=False)
        if model.__module__.startswith("whrin.") and not model._meta.proxy
    ]
    assert ours
    assert silent_on_retention(ours) == []


def test_a_model_that_does_not_say_so_is_named() -> None:
    class Silent(models.Model):
        """A thing."""

        class Meta:
            app_label = "audit"
            abstract = True

    class Said(models.Model):
        """A thing. Kept one year."""

        class Meta:
            app_label = "audit"
            abstract = True

    assert silent_on_retention([Silent, Said]) == [
        "audit.Silent: its docstring does not say how long a row is kept"
    ]
