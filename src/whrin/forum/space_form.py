"""The form of a space on the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from whrin.forum.actions.spaces import NobodyOfThisName, change_space, make_space, name_moderator
from whrin.forum.forms import languages_with
from whrin.forum.models import Participant, Space
from whrin.forum.names import mark_in
from whrin.people.models import Person

#: First parts of the forum's own addresses.
RESERVED = frozenset({"mine", "p", "search", "t"})
_LIST_NAME = RegexValidator(r"^[a-z][a-z0-9]*\Z", _("Small letters and digits, a letter first."))


class SpaceForm(WagtailAdminModelForm):
    """A space; and who moderates it, by her name there: the coordinator does not learn who she is."""

    becomes = forms.CharField(
        label=_("Make this participant a moderator"),
        help_text=_("Her name in this space. You do not learn who she is."),
        required=False,
    )
    ends = forms.CharField(label=_("This participant is no longer a moderator"), required=False)

    class Meta:
        model = Space
        fields = [
            "name", "slug", "language", "access", "purpose", "rules",
            "list_name", "held_first", "slow_minutes", "months_kept",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget = forms.Select(choices=languages_with(self.instance.language))
        self.fields["list_name"].validators.append(_LIST_NAME)
        self.fields["list_name"].help_text = _("Neutral, such as “garden”. Empty: no mail.")
        if not self.instance.pk:
            del self.fields["becomes"], self.fields["ends"]

    def clean_slug(self) -> str:
        """Not the address of something else."""
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED:
            raise ValidationError(_("Choose another name."))
        return slug

    def save(self, commit: bool = True) -> Space:  # noqa: ARG002 -- Wagtail always commits here
        """Make or change the space through its actions."""
        by, space = self.for_user, self.instance
        assert isinstance(by, Person)  # noqa: S101 -- nobody else comes to the desk; tells mypy
        assert isinstance(space, Space)  # noqa: S101 -- as its Meta says; tells mypy
        if space.pk:
            change_space(by=by, space=space)
            self._name_moderators(by)
            return space
        made = make_space(by=by, **{name: self.cleaned_data[name] for name in self.Meta.fields})
        self.instance = made
        return made

    def clean(self) -> dict[str, Any]:
        """Somebody of that name is there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for field in ("becomes", "ends"):
            if data.get(field) and not _is_there(self.instance, data[field]):
                self.add_error(field, NobodyOfThisName.message)
        return data

    def _name_moderators(self, by: Person) -> None:
        for field, is_moderator in (("becomes", True), ("ends", False)):
            if self.cleaned_data.get(field):
                name_moderator(
                    by=by, space=self.instance, name=self.cleaned_data[field], is_moderator=is_moderator
                )


def _is_there(space: Space, name: str) -> bool:
    return Participant.objects.filter(space=space, mark=mark_in(space, name)).exists()
