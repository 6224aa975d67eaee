"""News of a campaign. The room that writes news stands above and says so."""

import datetime
from collections.abc import Callable, Sequence
from typing import Protocol

from whrin.campaigns.models import Campaign


class Story(Protocol):
    """A piece of news: a title in a language (BCP 47) with its direction, an address, a day."""

    @property
    def title(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def date(self) -> datetime.date: ...


#: Gives the newest news of a campaign for a reader's language, so many at most.
Source = Callable[[Campaign, str, int], Sequence[Story]]

_sources: list[Source] = []


def register_news(source: Source) -> None:
    """Let a room say what news of campaigns there is. The last registration wins."""
    _sources[:] = [source]


def news_about(campaign: Campaign, language: str, most: int) -> list[Story]:
    """Return the newest news of a campaign."""
    return [story for source in _sources for story in source(campaign, language, most)]
