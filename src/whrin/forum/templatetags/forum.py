"""What a reader may do with a post, as one row. In Python: twenty of them cost a template half a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.forum.thread_page import ShownPost, Sign, ThreadPage

register = template.Library()


@register.simple_tag
def post_actions(page: ThreadPage, form: Any) -> dict[str, SafeString]:
    """Return the row of each post of a page, by uid. `form`: that of an answer, or None."""
    # Put together here: a look-up for each of a hundred links takes longer than all the rest of the row.
    root = reverse("forum:spaces") + "p/"
    words = {
        "quote": escape(_("Quote")),
        "keep": escape(_("Bookmark")),
        "unkeep": escape(_("Remove bookmark")),
        "report": escape(_("Report this post")),
        "poll": escape(_("Add a poll")),
        "edit": escape(_("Change")),
        "withdraw": escape(_("Take back")),
        "moderate": escape(_("Moderation")),
    }
    rows = {}
    for post in page.posts:
        parts = _parts(post, page, words, root, may_quote=form is not None)
        rows[post.uid] = mark_safe(" ".join(parts))  # noqa: S308 -- words are escaped, the rest is ours: uids, kinds
    return rows


@register.filter
def of_post(rows: dict[str, SafeString], uid: str) -> SafeString:
    """Return the row of one post."""
    return rows[uid]


@register.filter
def hue(name: str) -> str:
    """Return the colour of a name's sign, of three; a hidden name has none."""
    return f"hue-{sum(map(ord, name)) % 3 + 1}" if name else ""


def _parts(
    post: ShownPost, page: ThreadPage, words: Mapping[str, str], root: str, *, may_quote: bool
) -> Iterator[str]:
    own: tuple[str, ...] = ("edit", "withdraw") if post.is_own else ()
    if own and page.may_write and post.poll is None and post.state in {"published", "held"}:
        own = ("poll", *own)
    if post.state == "published":
        yield from (_sign(post, sign) for sign in post.signs)
        if may_quote:
            query = f"page={page.page}&amp;" if page.page > 1 else ""
            yield _link(f"?{query}quote={post.uid}#write", words["quote"])
        word = "unkeep" if post.is_kept else "keep"
        yield f'<button class="tag" form="act" name="do" value="{word}:{post.uid}">{words[word]}</button>'
        own = own or ("report",)
    for word in (*own, *(("moderate",) if page.moderates else ())):
        yield _link(f"{root}{post.uid}/{word}/", words[word])


def _sign(post: ShownPost, sign: Sign) -> str:
    label = f"{sign.label} · {number_in_words(sign.count)}" if sign.count else sign.label
    given, pressed = (" ok", "true") if sign.is_given else ("", "false")
    values = f'name="do" value="{sign.kind}:{post.uid}" aria-pressed="{pressed}"'
    return f'<button class="tag{given}" form="act" {values}>{escape(label)}</button>'


def _link(address: str, label: str) -> str:
    return f'<a class="tag" rel="nofollow" href="{address}">{label}</a>'
