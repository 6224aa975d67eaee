"""A small room with two lists, as any room could have them, that remembers what it was given."""

from dataclasses import dataclass, field

from whrin.mailing.lists import Fate, MailingList, Outcome, Said, Source, Wish
from whrin.people.models import Person

HERON = MailingList("circle:1", "heron", "en")
PLOVER = MailingList("circle:2", "plover", "es")


@dataclass
class Circle:
    """Who is in `heron`, what was said there, what was wished for."""

    inside: set[int] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    wishes: list[tuple[int, Wish, str]] = field(default_factory=list)
    outcome: Outcome | None = None

    def find(self, name: str) -> MailingList | None:
        return {"heron": HERON, "plover": PLOVER}.get(name)

    def receive(self, _its: MailingList, said: Said) -> Outcome:
        self.said.append(said)
        return self.outcome or Outcome(Fate.PUBLISHED, f"said-{len(self.said)}")

    def wish(self, _its: MailingList, person: Person, wish: Wish, word: str) -> str:
        self.wishes.append((person.pk, wish, word))
        return f"done: {wish.value}"

    def participates(self, _its: MailingList, person: Person) -> bool:
        return person.pk in self.inside

    def thread_of(self, _its: MailingList, key: str) -> str:
        return f"thread of {key}"

    def source(self) -> Source:
        return Source(self.find, self.receive, self.wish, self.participates, self.thread_of)
