"""Actions of the room: each is atomic and audited.

`papers.py`: begin, delete · `versions.py`: keep as it is now.
"""

from whrin.campaigns.actions.papers import AlreadyPublic, begin_paper, delete_paper
from whrin.campaigns.actions.versions import content_of, digest_of, keep_version

__all__ = ["AlreadyPublic", "begin_paper", "content_of", "delete_paper", "digest_of", "keep_version"]
