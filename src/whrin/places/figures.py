"""Figures by country, for the table of places and the tile map. A room above registers what it counts."""

from whrin.kit.figures import Figure, Figures

_figures = Figures()

register_figure = _figures.register


def figures() -> tuple[Figure, ...]:
    """Return every figure by country, in the order they were registered."""
    return _figures.all()
