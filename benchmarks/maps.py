"""How heavy maps are, and how long they take: `python -m benchmarks.maps [--quick]`.

The promise: a page with the outlines of the whole world is at most 45 kB compressed in every language, one
with tiles at most 13 kB, both with something counted in every country.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import brotli
import django
from tests.database import put_migrated

from benchmarks.verdict import word

OUTLINES, TILES = 45_000, 13_000
LANGUAGES = ["en", "es", "fr", "ru", "ar", "pt", "id"]
TILE_PAGE = '{% extends "design/base.html" %}{% block main %}{% include "design/tiles.html" %}{% endblock %}'
MAP_PAGE = (
    '{% extends "design/base.html" %}{% load maps %}{% block main %}{% outline_map o "Map." %}{% endblock %}'
)


def main() -> int:
    """Measure, say what was found, and return whether the promise was broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    languages = LANGUAGES[-3:-2] if parser.parse_args().quick else LANGUAGES
    with tempfile.TemporaryDirectory() as folder:
        put_migrated(Path(folder))
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(WHRIN_VAR=folder, DJANGO_SETTINGS_MODULE="whrin.settings")
        django.setup()
        return measure(languages)


def measure(languages: list[str]) -> int:
    """Print every weight; return whether the promise was broken."""
    from django.contrib.auth.models import AnonymousUser
    from django.template import engines
    from django.test import RequestFactory
    from django.utils import translation

    from whrin.places.models import Region
    from whrin.places.outlines import outline_of_country, outline_of_world
    from whrin.places.queries import names_of_countries, tiles

    counts = {code: 3 * at + 1 for at, code in enumerate(sorted(names_of_countries("en")))}

    def weight(language: str, source: str, **context: object) -> int:
        request = RequestFactory().get(f"/{language}/")
        request.user = AnonymousUser()
        page = engines["django"].from_string(source).render(context, request)
        return len(brotli.compress(page.encode(), quality=5))

    def address(code: str) -> str:
        return f"/en/services/?country={code}"

    heaviest = {"outlines": 0, "tiles": 0}
    for language in languages:
        with translation.override(language):
            world = outline_of_world(counts, language, address)
            shown = tiles(counts, language, address)
            outlines = weight(language, MAP_PAGE, o=world)
            tiled = weight(language, TILE_PAGE, tiles=shown, tiles_title="Map.")
        heaviest = {
            "outlines": max(heaviest["outlines"], outlines),
            "tiles": max(heaviest["tiles"], tiled),
        }
        print(f"{language}: outlines {outlines:,} bytes, tiles {tiled:,} bytes")
    for code in Region.objects.filter(scheme="network").values_list("code", flat=True):
        began = time.perf_counter()
        region = outline_of_world(counts, "en", address, region=code)
        took = time.perf_counter() - began
        print(f"{code}: {weight('en', MAP_PAGE, o=region):,} bytes, first drawn in {took * 1000:,.0f} ms")
    each = {code: outline_of_country(code, "en") for code in counts}
    weights = [(weight("en", MAP_PAGE, o=outline), code) for code, outline in each.items() if outline]
    print(f"one country: at most {max(weights)[0]:,} bytes ({max(weights)[1]})")
    missed = max(heaviest["outlines"] / OUTLINES, heaviest["tiles"] / TILES)
    print(f"heaviest: outlines {heaviest['outlines']:,}, tiles {heaviest['tiles']:,}: {word(missed)}")
    return missed > 1


if __name__ == "__main__":
    sys.exit(main())
