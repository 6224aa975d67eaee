"""Actions: everything that changes the library. Each is atomic and audited, and shows at once in the
search.

`works.py`: add, review, publish, withdraw · `files.py`: attach, remove, read · `imports.py`: after an
import · `pages.py`: pages of the
site as works · `showing.py`: search and page cache.
"""

from whrin.library.actions.files import attach_file, remove_file, store_reading
from whrin.library.actions.imports import settle, take_over, undo_import, undoing_of
from whrin.library.actions.pages import save_page_as_work, withdraw_page
from whrin.library.actions.showing import refresh_search, show_anew
from whrin.library.actions.works import (
    add_work,
    keep_changes,
    mark_reviewed_by_peers,
    publish,
    send_to_review,
    take_back,
    withdraw,
)

__all__ = [
    "add_work",
    "attach_file",
    "keep_changes",
    "mark_reviewed_by_peers",
    "publish",
    "refresh_search",
    "remove_file",
    "save_page_as_work",
    "send_to_review",
    "settle",
    "show_anew",
    "store_reading",
    "take_back",
    "take_over",
    "undo_import",
    "undoing_of",
    "withdraw",
    "withdraw_page",
]
