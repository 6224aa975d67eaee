"""Takes a page that was sent: what is right goes into the session, what is not comes back with words."""

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from whrin.surveys.xform import FormError, Session
from whrin.surveys.xform.definition import Question
from whrin.surveys.xform.errors import AnswerFault
from whrin.surveys.xform.growing import leaves, place_of
from whrin.surveys.xform.session import Fault
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

from .choosing import Chosen, offers_of
from .listing import take_list
from .plan import Page, asked_on
from .posted import SILENT, Files, is_posted, read_answer, read_file, typed_for
from .reading import Refused
from .refusals import words_of
from .saying import Said, ours
from .taken import Taken, Upload
from .ways import leads
from .widgets import Widget, is_shown_only, widget_of

#: How often answers may make others asked that came with the same page.
_ROUNDS = 4
#: Buttons after which the same page is shown, whatever was sent.
_STAYING = frozenset({"update", "language", "remove"})


def take(session: Session, page: Page, data: QueryDict, files: "Files | None" = None) -> Taken:
    """Take what was sent of a page. It never raises for what somebody typed.

    `act` in the data is the button: `next` (also where none is named), `back`, `update`, `language:NAME`,
    `remove` (the instance that the page is about; asks first); on a page that lists instances `add` and
    `remove:PLACE`; on both `removed:PLACE`, when she has said so. Others are the caller's: what was typed is
    taken, and it leads to this page.
    """
    act, _colon, about = data.get("act", "").partition(":")
    act = act or "next"
    if page.repeat is not None or act == "removed":
        return take_list(session, page, act, about)
    taking = _Taking(session, page, data, files if files is not None else MultiValueDict())
    taking.take_all()
    return taking.came_to(act, about)


class _Taking:
    """One page being taken."""

    def __init__(self, session: Session, page: Page, data: QueryDict, files: Files) -> None:
        self._session = session
        self._page = page
        self._data = data
        self._files = files
        asked = [(question, node, place_of(node)) for question, node in asked_on(page)]
        self._asked = [one for one in asked if not is_shown_only(session, one[0], one[1])]
        # What the page showed: by itself, or because a script showed at once what an answer made asked.
        told = set(data.getlist("seen"))
        self._seen = {place for _question, node, place in self._asked if node.relevant or place in told}
        self._chosen = Chosen(session, self._asked)
        self._done: set[str] = set()
        self._faults: dict[str, list[Said]] = {}
        self._typed: dict[str, list[str]] = {}
        self._uploads: list[Upload] = []
        self._gone: list[str] = []

    def take_all(self) -> None:
        """Take every answer that is asked; what earlier ones make asked, too, until nothing is left."""
        for _round in range(_ROUNDS):
            done = len(self._done)
            for question, node, place in self._asked:
                if node.relevant and place not in self._done:
                    self._take(question, node, place)
            if len(self._done) == done:
                return

    def came_to(self, act: str, about: str) -> Taken:
        """Return what came of it, and where it leads."""
        told = self._chosen.lost(self._done)
        new = self._new()
        if act == "next":
            self._check()
            if new and not self._faults and not told:
                told.append(ours(_("Because of your answers there is more to ask here. Please look again.")))
        if act == "language" and about in self._session.form.languages:
            self._session.language = about
        is_again = act in _STAYING or bool(act in {"next", "back"} and (self._faults or told))
        return Taken(
            act=act,
            about=about,
            go=self._page.key if is_again else leads(self._session, self._page, act, about),
            is_again=is_again,
            faults={} if act == "language" else {place: tuple(said) for place, said in self._faults.items()},
            typed=self._typed,
            told=tuple(told),
            files=tuple(self._uploads),
            gone=tuple(self._gone),
            new=new if is_again else (),
            asks=place_of(self._page.instances[-1]) if act == "remove" and self._page.instances else "",
        )

    def _take(self, question: Question, node: Node, place: str) -> None:
        widget = widget_of(self._session, question, node, len(offers_of(self._session, question, node)))
        posted = is_posted(place, widget, self._data, self._files)
        if not posted and not (widget in SILENT and place in self._seen):
            return
        self._done.add(place)
        try:
            if widget is Widget.FILE:
                self._take_file(question, node, place)
            else:
                self._answer(node, place, read_answer(self._session, question, node, widget, self._data))
        except Refused as refusal:
            if self._chosen.is_stale(question, node, place, self._data.getlist(place)):
                self._answer(node, place, "")
            else:
                self._refuse(place, [ours(str(refusal))])

    def _take_file(self, question: Question, node: Node, place: str) -> None:
        old, file = to_text(node.value), self._files.get(place)
        if file is None:
            self._answer(node, place, "")
        else:
            others = {to_text(leaf.value) for leaf in leaves(self._session.root)}
            name = read_file(question, file, others)
            self._answer(node, place, name)
            if to_text(node.value) != name:
                return
            self._uploads.append(Upload(place, name, file))
        if old:
            self._gone.append(old)

    def _answer(self, node: Node, place: str, text: str) -> None:
        try:
            faults = self._session.answer(node, text)
        except FormError:
            faults = [Fault(node, AnswerFault.EXPRESSION)]
        # That an answer is missing is said at the end, when it is known which are asked.
        wrong = [fault for fault in faults if fault.fault is not AnswerFault.REQUIRED]
        if wrong:
            self._refuse(place, [words_of(self._session, fault) for fault in wrong])

    def _refuse(self, place: str, words: list[Said]) -> None:
        self._faults[place] = words
        self._typed |= typed_for(place, self._data)

    def _check(self) -> None:
        """Find what is missing, and what a later answer made wrong."""
        for question, node, place in self._asked:
            known = place in self._faults or place in self._chosen.withdrawn
            if known or not node.relevant or place not in self._seen:
                continue
            faults = self._session.faults([node])
            if faults and not self._chosen.is_offered_anew(question, node, place):
                self._faults[place] = [words_of(self._session, fault) for fault in faults]

    def _new(self) -> tuple[str, ...]:
        """Return the places that she has not seen: of questions, and of choices where she chose nothing."""
        return tuple(
            place
            for question, node, place in self._asked
            if node.relevant
            and (place not in self._seen or self._chosen.is_offered_anew(question, node, place))
        )
