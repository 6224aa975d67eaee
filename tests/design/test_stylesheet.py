import brotli
import pytest

from tests.design.colours import contrast, schemes
from whrin.design.styles import STYLE_HASH, STYLESHEET, brand_sheet, hash_of, minified

TEXT = [
    ("ink", "paper"),
    ("ink", "sand"),
    ("ink", "line"),
    ("ink", "mark"),
    ("mute", "paper"),
    ("mute", "sand"),
    ("mute", "line"),
    ("sea", "paper"),
    ("sea", "sand"),
    ("sea", "mark"),
    ("plum", "paper"),
    ("plum", "sand"),
    ("paper", "plum"),
    ("coral", "paper"),
    ("coral", "sand"),
    ("on-coral", "coral"),
    ("on-ok", "ok"),
    ("on-mast", "mast"),
    ("on-gold", "gold"),
    ("on-low", "band-1"),
    ("on-low", "band-2"),
    ("on-high", "band-3"),
    ("on-high", "band-4"),
]
EDGES = [("edge", "paper"), ("focus", "paper"), ("focus", "sand"), ("gold", "mast"), ("plum", "paper")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_focus_can_be_seen_on_their_ground(scheme: str, edge: str, ground: str) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_sheet_keeps_its_budget() -> None:
    assert len(STYLESHEET) <= 14_500
    assert len(brotli.compress(STYLESHEET.encode(), quality=5)) <= 4_000


def test_the_sheet_declares_its_layers_first_and_each_once() -> None:
    assert STYLESHEET.startswith("@layer reset,tokens,base,layout,components,utilities;@layer reset{")
    assert STYLESHEET.count("@layer components{") == 1


def test_the_hash_is_that_of_the_sheet() -> None:
    assert hash_of(STYLESHEET) == STYLE_HASH
    of_nothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert hash_of("") == of_nothing


def test_minifying_keeps_meaning() -> None:
    rules = "/* why */ a , b > c {\n  color: red ;\n margin: calc(1rem + 2px);\n}\n"
    assert minified(rules) == "a,b>c{color:red;margin:calc(1rem + 2px)}"
    assert (
        minified("@media (min-width: 2rem) { a:hover { top: 0; } }")
        == "@media (min-width: 2rem){a:hover{top:0}}"
    )


def test_a_network_sets_brand_colours_and_nothing_else() -> None:
    assert brand_sheet({"mast": "#112233"}) == "@layer utilities{:root{--mast:#112233}}"
    assert brand_sheet({"ink": "#112233", "gold": "red;} body{display:none"}) == ""
