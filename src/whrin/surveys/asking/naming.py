"""What pages and fields are called: in addresses, in what is sent, and on the page."""


def key_of(place: str) -> str:
    """Return `site~2~women` for `/data/site[2]/women`: fit for addresses and for `id`.

    Names in a form hold no `~` and do not begin with a digit, so two places never share a key.
    """
    steps = place.strip("/").split("/")[1:]
    return "~".join(steps).replace("[", "~").replace("]", "")


def id_of(place: str) -> str:
    """Return the `id` of the field of a place, which the summary of faults leads to."""
    return f"q~{key_of(place)}"


def part_of(place: str, part: str) -> str:
    """Return the name of one of several fields of a place, such as the day of a date."""
    return f"{place}~{part}"
