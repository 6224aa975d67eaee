"""The line above which an answer is written, known again in every language."""

#: Two invisible signs (word joiner, zero-width no-break space) at both ends of the line above which an answer
#: is written, so that the line is known again in every language.
SENTINEL_MARK = "\u2060\ufeff\u2060"


def sentinel(sentence: str) -> str:
    """Return the line above which an answer is written, so that `is_sentinel` knows it in any language."""
    return f"{SENTINEL_MARK}―― {sentence} ――{SENTINEL_MARK}"


def is_sentinel(line: str) -> bool:
    """Say whether a line is that line, also where a programme ate the invisible signs."""
    bare = line.strip().strip(SENTINEL_MARK).strip()
    return SENTINEL_MARK in line or (len(bare) < 300 and bare.startswith("――") and bare.endswith("――"))
