"""What sources of figures have in common: a footnote is the sentence, and where it can be read."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from whrin.documents.evidence.facts import Fact
from whrin.documents.evidence.wording import plain_reference


class Figures(ABC):
    """A source whose facts are no works."""

    name: str
    label: str | Promise

    @abstractmethod
    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return the fact as a sentence with its value, n and day."""

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:  # noqa: ARG002 -- no work
        """Return the sentence, the source and the address of its page."""
        with override(language):
            label = str(self.label)
        return plain_reference(self.sentence(key, fact, language), label, fact, language)

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:  # noqa: ARG002 -- as every source
        """Return nothing: a figure is no work."""
        return None
