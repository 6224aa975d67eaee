"""One page made ready for its template: what is asked, how, what was answered, what was refused."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from babel.dates import get_month_names
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.design.measures import reader_locale
from whrin.kit.languages import direction_of
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat, ValueKind, controls_of
from whrin.surveys.xform.growing import path_of, place_of
from whrin.surveys.xform.kinds import written_value
from whrin.surveys.xform.offers import Offer
from whrin.surveys.xlsform.languages import tag_of
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

from .answers import answer_of
from .choosing import offers_of
from .depending import conditions_on, is_changing_itself
from .fields import Option, Setting, Shown, ShownGroup, ShownPage, fields_in
from .lines import lines_of
from .naming import id_of, part_of
from .plan import Page, below
from .reading import A_PLACE
from .reviewing import heading_of
from .saying import NO_WORDS, Said, attributes_of, ours, plain, said
from .taken import Taken
from .widgets import (
    TEMPLATES,
    Widget,
    ends_of_range,
    is_secret,
    is_shown_only,
    looks_of,
    points_of_range,
    widget_of,
)

_ROWS = {"likert", "horizontal", "horizontal-compact", "columns-flex", "columns-pack"}
_KEYBOARDS = {
    ValueKind.INTEGER: "numeric",
    ValueKind.DECIMAL: "decimal",
}
_EXAMPLES = {
    ValueKind.TIME: "14:30",
    ValueKind.POINT: A_PLACE,
}


def shown(
    session: Session, page: Page, *, taken: Taken | None = None, setting: Setting | None = None
) -> ShownPage:
    """Return a page as it is to be shown now; `taken` if it was sent and is shown again."""
    maker = _Maker(session, page, taken, setting or Setting())
    parts = tuple(maker.parts(page.controls, page.within))
    headings = [maker.heading(control, node) for control, node in page.headings]
    titles = [title for title in headings if title]
    if page.repeat is not None:
        titles.append(maker.say(page.repeat.label, page.within) or ours(_("Entries")))
    fields = list(fields_in(parts))
    one_each = len(fields) == 1 and "pages" in session.form.style.split()
    return ShownPage(
        key=page.key,
        trail=tuple(titles[:-1]),
        title=titles[-1] if titles else None,
        parts=parts,
        around=attributes_of(session.language),
        ours=_ours(session.language),
        is_list=page.repeat is not None,
        one_each=one_each,
        lines=tuple(lines_of(session, page.repeat, page.within)) if page.repeat else (),
        has_files=any(shown.widget is Widget.FILE for shown in fields),
        has_update=is_changing_itself(session, page),
        has_script=any(shown.condition for shown in fields),
        taken=taken,
        months=_months() if any(shown.parts for shown in fields) else (),
        may_be_removed=bool(page.instances) and page.repeat is None,
        asked_for=maker.asked_for(),
    )


class _Maker:
    """Makes the parts of one page."""

    def __init__(self, session: Session, page: Page, taken: Taken | None, setting: Setting) -> None:
        self._session = session
        self._taken = taken
        self._setting = setting
        self._conditions = conditions_on(session, page)

    def parts(self, controls: tuple[Control, ...], within: Node) -> "Iterator[Shown | ShownGroup]":
        path = path_of(within)
        for control in controls:
            if isinstance(control, Question):
                node = below(within, path, control.path)
                condition = self._conditions.get(control.path, "")
                if node is not None and (node.relevant or (condition and _is_above_relevant(node))):
                    yield self._field(control, node, condition)
            elif isinstance(control, Group):
                node = below(within, path, control.path) if control.path else within
                inside = tuple(self.parts(control.children, node)) if node is not None else ()
                if node is not None and not all(field.is_hidden for field in fields_in(inside)):
                    yield ShownGroup(self.say(control.label, node), inside)
                else:
                    yield from inside

    def heading(self, control: Group | Repeat, node: Node) -> Said | None:
        label = self.say(control.label, node)
        if not isinstance(control, Repeat):
            return label
        return heading_of(self._session, control, node, node.position())

    def asked_for(self) -> Said | None:
        """Return what the instance is called that is to be removed if she says so."""
        place = self._taken.asks if self._taken else ""
        if not place:
            return None
        node = self._session.at(place)
        repeat = next(
            one
            for one in controls_of(self._session.form.body)
            if isinstance(one, Repeat) and one.path == path_of(node)
        )
        return heading_of(self._session, repeat, node, node.position())

    def say(self, wording: object, node: Node) -> Said | None:
        spoken = self._session.say(wording, node)  # type: ignore[arg-type]  # a Wording, or None
        return said(spoken, self._session.language, self._setting.media_address)

    def _field(self, question: Question, node: Node, condition: str) -> Shown:
        session, place = self._session, place_of(node)
        offers = offers_of(session, question, node)
        widget = widget_of(session, question, node, len(offers))
        kind = session.bind(node).kind
        values = self._values(question, node, widget)
        options = tuple(self._options(question, place, widget, values, offers))
        asked = not is_shown_only(session, question, node)
        parts = _parts(question, kind) if widget in {Widget.DATE, Widget.MOMENT} else ()
        return Shown(
            widget=widget,
            template=TEMPLATES[widget],
            name=place,
            id=id_of(place),
            label=self.say(question.label, node) or _nameless(question, asked=asked),
            hint=self.say(question.hint, node),
            is_required=asked and session.is_required(node),
            faults=tuple(self._taken.faults.get(place, ())) if self._taken else (),
            values=values,
            options=options,
            answer=tuple(answer_of(session, question, node)) if not asked or widget is Widget.FILE else (),
            keyboard=_KEYBOARDS.get(kind, ""),
            accept=_accept(question),
            note=self._note(question, kind, offers),
            in_row=bool(looks_of(question) & _ROWS) or question.control == "range",
            parts=parts,
            condition=condition,
            is_hidden=not node.relevant,
            is_secret=is_secret(question),
        )

    def _values(self, question: Question, node: Node, widget: Widget) -> tuple[str, ...]:
        """Return what stands in a field: what was typed and refused, else what is kept."""
        place = place_of(node)
        typed = self._taken.typed if self._taken else {}
        if widget in {Widget.DATE, Widget.MOMENT}:
            if any(part_of(place, part) in typed for part in ("year", "month", "day", "time")):
                return tuple(
                    typed.get(part_of(place, part), [""])[0] for part in ("year", "month", "day", "time")
                )
            return _date_parts(node)
        if place in typed:
            return tuple(typed[place])
        text = to_text(node.value)
        if question.control in {"select", "rank"}:
            return tuple(text.split())
        if question.control == "select1":
            return (text,) if text else ()
        return (_in_field(node, self._session.bind(node).kind),)

    def _options(
        self,
        question: Question,
        place: str,
        widget: Widget,
        values: tuple[str, ...],
        offers: list[Offer],
    ) -> Iterator[Option]:
        typed = self._taken.typed if self._taken else {}
        if question.control == "range" and widget is Widget.ONE:
            for number in points_of_range(question):
                yield Option(number, Said(SafeString(number)), f"{id_of(place)}~{number}", number in values)
            return
        if widget is Widget.NOTE:
            return
        for count, offer in enumerate(offers, start=1):
            label = said(offer.label, self._session.language, self._setting.media_address)
            name = part_of(place, offer.value)
            ranked = str(values.index(offer.value) + 1) if offer.value in values else ""
            yield Option(
                offer.value,
                label if label and label.html else replace(label or NO_WORDS, html=plain(offer.value).html),
                id_of(place) if count == 1 else f"{id_of(place)}~{count}",
                offer.value in values,
                typed.get(name, [ranked])[0] if widget is Widget.RANK else "",
                name,
            )

    def _note(self, question: Question, kind: ValueKind, offers: list[Offer]) -> str:
        if question in self._session.changing and not offers:
            return _("Answer what comes before. Then press “Update this page” to see what you can choose.")
        if question.control == "rank":
            return _("Write 1 beside the first, 2 beside the next, and so on.")
        if question.control == "range":
            ends = ends_of_range(question)
            if ends and not points_of_range(question):
                return _("A number from %(first)s to %(last)s.") % {"first": ends[0], "last": ends[1]}
            return ""
        if kind in {ValueKind.POINT, ValueKind.TRACE, ValueKind.SHAPE} and not self._setting.keeps_place:
            return _(
                "This form does not keep exact places: what you write here is emptied before it is kept."
            )
        if kind in _EXAMPLES:
            return _("For example %(example)s") % {"example": _EXAMPLES[kind]}
        return ""


def _is_above_relevant(node: Node) -> bool:
    return node.parent is None or node.parent.relevant


def _ours(language: str) -> SafeString:
    """Return the attributes of texts of ours that stand among texts of the form."""
    mine = get_language() or "en"
    if tag_of(language) == mine:
        return SafeString()
    return SafeString(f' lang="{mine}" dir="{direction_of(mine)}"')


def _nameless(question: Question, *, asked: bool) -> Said | None:
    """Return what stands where the author wrote no label: a field must be called something."""
    return ours(question.path.rpartition("/")[2]) if asked else None


def _months() -> tuple[tuple[str, str], ...]:
    names = get_month_names("wide", context="stand-alone", locale=reader_locale())
    return tuple((str(number), name) for number, name in names.items())


def _parts(question: Question, kind: ValueKind) -> tuple[str, ...]:
    looks = looks_of(question)
    if kind is ValueKind.MOMENT:
        return ("day", "month", "year", "time")
    if "year" in looks:
        return ("year",)
    return ("month", "year") if "month-year" in looks else ("day", "month", "year")


def _date_parts(node: Node) -> tuple[str, ...]:
    value = node.value
    if not isinstance(value, datetime.datetime):
        return ("", "", "", "")
    return (str(value.year), str(value.month), str(value.day), value.strftime("%H:%M"))


def _in_field(node: Node, kind: ValueKind) -> str:
    value = node.value
    if isinstance(value, datetime.datetime) and kind is ValueKind.TIME:
        return value.strftime("%H:%M")
    return written_value(value, kind)


def _accept(question: Question) -> str:
    kind = question.details.get("mediatype", "")
    return kind if kind.startswith(("image/", "audio/", "video/")) else ""
