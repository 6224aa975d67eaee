"""What the forum holds of a person, for her own export."""

from whrin.forum.models import Draft, Participant, Post
from whrin.forum.polls import options_of, poll_of
from whrin.forum.sealing import name_in, read_draft, read_post
from whrin.forum.thread_page import shown_title
from whrin.people.models import Person


def export_of(person: Person) -> list[dict[str, object]]:
    """Return her place in each space, with what she said and began there, opened."""
    places = Participant.objects.filter(person=person).select_related("space").order_by("space__slug")
    return [_place(place, person) for place in places]


def _place(place: Participant, person: Person) -> dict[str, object]:
    place.person = person
    posts = Post.objects.filter(author=place)
    posts = posts.select_related("thread__space", "thread__author__person", "poll")
    drafts = Draft.objects.filter(by=place).select_related("thread")
    return {
        "space": place.space.name,
        "name": name_in(place),
        "delivery": place.delivery,
        "hour": place.hour,
        "letters_say_nothing": place.is_neutral,
        "decides_by_letter": place.moderates_by_mail,
        "paused_until": place.paused_until.isoformat() if place.paused_until else "",
        "posts": [_post(post, place) for post in posts.order_by("pk")],
        "drafts": [_draft(draft, place) for draft in drafts.order_by("pk")],
        "bookmarks": [kept.post.uid for kept in place.bookmarks.select_related("post")],
        "muted": [muted.thread.uid for muted in place.mutes.select_related("thread")],
    }


def _post(post: Post, place: Participant) -> dict[str, object]:
    post.author = place
    words = read_post(post)
    return {
        "thread": shown_title(post.thread),
        "day": post.day.isoformat(),
        "language": post.language,
        "state": post.state,
        "name_hidden": post.hides_name,
        "note": words.note,
        "words": words.body,
        "trimmed": words.trimmed,
        "poll": list(options_of(poll)) if (poll := poll_of(post)) is not None else [],
    }


def _draft(draft: Draft, place: Participant) -> dict[str, str]:
    draft.by = place
    begun = read_draft(draft)
    return {"title": begun.title, "words": begun.body, "note": begun.note, "poll": begun.poll}
