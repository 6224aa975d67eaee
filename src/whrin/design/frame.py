"""The frame of a page: what stands around its words.

A room above says what is in it; this room says how it looks.

The room that keeps the network's own settings calls `register_frame_source`. Without one, the frame is a
plain default.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of, own_name_of


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu. `is_current` is worked out from the address when left alone."""

    label: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class Tongue:
    """The page at hand in one language of the interface."""

    code: str
    name: str
    direction: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """What a network sets for every page.

    `colours`: brand tokens (`design.styles.BRAND_TOKENS`) to `#rrggbb`. `alternates`: interface language to
    the address of this page in it, for pages whose addresses differ by more than the language at the start;
    others are worked out. `notice`: one sentence shown under the masthead of every page, such as the mark
    of a sample network.
    """

    brand: str = "WHRIN"
    name: str = ""
    menu: Sequence[MenuItem] = ()
    foot: Sequence[MenuItem] = ()
    logo: str = ""
    exit_address: str = ""
    notice: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    alternates: Mapping[str, str] = field(default_factory=dict)


FrameSource = Callable[[HttpRequest], Frame]
_sources: list[FrameSource] = []


def register_frame_source(source: FrameSource) -> None:
    """Let a room say what the frame holds. The last one registered wins."""
    _sources.append(source)


def default_frame(request: HttpRequest) -> Frame:
    """Return the frame of a site that nobody has set up."""
    home = f"/{language_of(request)}/"
    return Frame(
        name=_("Women and Harm Reduction International Network"),
        menu=[MenuItem(_("Library"), f"{home}library/"), MenuItem(_("Places"), f"{home}places/")],
        foot=[
            MenuItem(_("How we keep you safe"), f"{home}safety/"),
            MenuItem(_("Accessibility"), f"{home}accessibility/"),
        ],
    )


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame for this request."""
    return _sources[-1](request) if _sources else default_frame(request)


def language_of(request: HttpRequest) -> str:
    """Return the interface language of the request."""
    return str(getattr(request, "LANGUAGE_CODE", "") or settings.LANGUAGE_CODE)


def exit_address_of(frame: Frame) -> str:
    """Return the neutral site to leave for."""
    return frame.exit_address or str(settings.WHRIN_EXIT_ADDRESS)


def tongues(request: HttpRequest, alternates: Mapping[str, str]) -> list[Tongue]:
    """Return this page in every language of the interface, query string kept."""
    current = language_of(request)
    codes = [code for code, _label in settings.LANGUAGES]
    first, _slash, rest = request.path_info.removeprefix("/").partition("/")
    tail = rest if first in codes else ""
    query = request.META.get("QUERY_STRING", "")
    return [
        Tongue(
            code=code,
            name=own_name_of(code),
            direction=direction_of(code),
            address=alternates.get(code) or f"/{code}/{tail}" + (f"?{query}" if query and tail else ""),
            is_current=code == current,
        )
        for code in codes
    ]
