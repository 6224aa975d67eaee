"""What a reader may do with a post, as one row. In Python: twenty of them cost a template half a page."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
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
        "quote": _("Quote"),
        "keep": _("Bookmark"),
        "unkeep": _("Remove bookmark"),
        "report": _("Report"),
        "poll": _("Add a poll"),
        "edit": _("Change"),
        "withdraw": _("Take back"),
        "moderate": _("Moderation"),
    }
    rows = {}
    for post in page.posts:
        parts = _parts(post, page, words, root, may_quote=form is not None)
        rows[post.uid] = mark_safe(" ".join(parts))  # noqa: S308 -- made of `format_html` alone
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
    post: ShownPost, page: ThreadPage, words: dict[str, str], root: str, *, may_quote: bool
) -> Iterator[SafeString]:
    own: tuple[str, ...] = ("edit", "withdraw") if post.is_own else ()
    if own and page.may_write and post.poll is None and post.state in {"published", "held"}:
        own = ("poll", *own)
    if post.state == "published":
        yield from (_sign(post, sign) for sign in post.signs)
        if may_quote:
            query = f"page={page.page}&" if page.page > 1 else ""
            yield _link(f"?{query}quote={post.uid}#write", words["quote"])
        word = "unkeep" if post.is_kept else "keep"
        yield format_html(
            '<button class="tag" form="act" name="do" value="{}:{}">{}</button>', word, post.uid, words[word]
        )
        own = own or ("report",)
    for word in (*own, *(("moderate",) if page.moderates else ())):
        yield _link(f"{root}{post.uid}/{word}/", words[word])


def _sign(post: ShownPost, sign: Sign) -> SafeString:
    label = f"{sign.label} · {number_in_words(sign.count)}" if sign.count else sign.label
    return format_html(
        '<button class="tag{}" form="act" name="do" value="{}:{}" aria-pressed="{}">{}</button>',
        " ok" if sign.is_given else "",
        sign.kind,
        post.uid,
        "true" if sign.is_given else "false",
        label,
    )


def _link(address: str, label: str) -> SafeString:
    return format_html('<a class="tag" rel="nofollow" href="{}">{}</a>', address, label)
