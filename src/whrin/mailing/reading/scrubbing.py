"""What a letter would give away about others, taken out: addresses, tokens, quoted heads, times of day."""

import re
from collections.abc import Iterable

from whrin.mailing.reading.kinds import field_of, is_above

#: What stands where something was taken out: no word, so that it needs no language.
GAP = "[…]"
_SIGN = r"[^\s<>()\[\],;:\"'@]"
_ADDRESS = rf"{_SIGN}{{1,64}}@{_SIGN}{{1,255}}"
_QUOTE = re.compile(r"^[>|»\s]*")
_TIME = re.compile(
    r"(?:,?\s*(?:at|um|à|a las|às|alle|om|kl\.?|o|v|в|о|saat|في)?\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?"
    r"\s*(?:[ap]\.?\s?m\.?)?)"
    r"(?:\s*\(?(?:GMT|UTC|[A-Z]{2,5})?\s*[+\-−]\d{1,2}:?\d{0,2}\)?|\s+(?:GMT|UTC|[A-Z]{3,4})\b)?(?:\s*\([A-Z]{2,5}\))?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s*\(?\b(?:GMT|UTC)\b\s*(?:[+\-−]\d{1,2}:?\d{0,2})?\)?|\s*[+\-−]\d{4}\b(?:\s*\([A-Z]{2,5}\))?"
)
_STOPS = re.compile(
    r"https?://\S*(?:unsubscribe|opt[-_]?out|listinfo|/stop/|abmeld|desabonn|désabonn)\S*", re.IGNORECASE
)


def scrub(
    text: str,
    *,
    addresses: Iterable[str] = (),
    tokens: Iterable[str] = (),
    domain: str = "",
) -> str:
    """Return a text without what quoted letters would give away.

    Taken out wherever they stand: `addresses` (of members, and of her own), `tokens`, each address at
    `domain` (ours) that carries a token, and links that stop letters. Taken out of quoted lines and of
    lines "On … X wrote:": all addresses, the `To:` and `Cc:` of quoted heads, times of day and their zones.
    """
    text = _STOPS.sub(GAP, text)
    for exact in sorted({word for word in (*addresses, *tokens) if len(word) > 3}, key=len, reverse=True):
        text = re.sub(re.escape(exact), GAP, text, flags=re.IGNORECASE)
    if domain:
        text = re.sub(
            rf"{_SIGN}{{1,64}}\+{_SIGN}{{1,64}}@{re.escape(domain)}",
            GAP,
            text,
            flags=re.IGNORECASE,
        )
    lines: list[str] = []
    is_recipients = False  # the line before was a quoted To: or Cc:, which may go on
    for line in text.split("\n"):
        scrubbed, is_recipients = _scrub_line(line, continues=is_recipients)
        if scrubbed is not None:
            lines.append(scrubbed)
    return "\n".join(lines)


def _scrub_line(line: str, *, continues: bool) -> tuple[str | None, bool]:
    quote = _QUOTE.match(line)
    said = line[quote.end() :] if quote else line
    mark = line[: len(line) - len(said)]
    is_quoted = bool(mark.strip())
    field = field_of(said)
    if field in ("to", "copy") and re.search(r"@|<|" + re.escape(GAP), said):
        return None, True
    if continues and not field and (re.search(_ADDRESS, said) or GAP in said) and len(said.split()) < 40:
        return None, True
    if field == "date":
        return mark + _without_time(said), False
    if field == "from" or is_quoted or is_above(said):
        said = re.sub(rf"\s*<(?:mailto:)?{_ADDRESS}>|\[mailto:[^\[\]]*\]", "", said)
        said = re.sub(rf"(?:mailto:)?{_ADDRESS}", GAP, said)
        # The zone tells where a woman is; the time when she was awake.
        return mark + (_without_time(said) if is_above(line) or is_above(said + " 2000:") else said), False
    return line, False


def _without_time(said: str) -> str:
    return _ZONE.sub("", _TIME.sub("", said))
