"""What must hold of records, whoever asks."""

#: First parts of addresses under `/services/` that are pages of their own: no record may stand on one.
RESERVED_SLUGS = frozenset({
    "add", "answers", "api", "card", "cards", "check", "confirm", "correct", "csv", "data",
    "desk", "download", "export", "feed", "find", "finding", "geojson", "help", "history",
    "hsds", "keep", "keeper", "leaflet", "list", "map", "maps", "need", "new", "now", "outline",
    "places", "print", "receipt", "report", "reports", "review", "reviews", "rounds", "rss",
    "search", "sheet", "suggest", "table", "terms", "tiles", "told", "types", "world"
})  # fmt: skip


def is_reserved(slug: str) -> bool:
    """Say whether a record at this short name would hide a page, or be hidden by one."""
    return slug in RESERVED_SLUGS
