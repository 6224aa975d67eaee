"""Paint a picture anew: its pixels, upright, and nothing else. Run: `python -m … FROM TO`."""

import io
import sys
import warnings
from typing import Any

from whrin.documents.children.confine import RefusedInsideError, answer, confine

#: Formats we keep, with how they are written.
FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
}
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560


def paint_anew(source: str, target: str) -> dict[str, Any]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(source, formats=list(FORMATS)) as opened:
            kind = opened.format or ""
            if opened.width * opened.height > MOST_PIXELS:
                raise RefusedInsideError("too-many-pixels")
            if kind == "JPEG":
                # Decodes at a half or a quarter where that is enough; an eighth of the memory.
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(to_standard_colours(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedInsideError("too-many-pixels") from None
    except UnidentifiedImageError:
        raise RefusedInsideError("wrong-kind") from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new canvas: nothing that hung on the old picture comes along.
    canvas = Image.new(picture.mode, picture.size)
    canvas.paste(picture)
    canvas.save(target, format=kind, **FORMATS[kind])
    return {"format": kind, "width": canvas.width, "height": canvas.height}


def to_standard_colours(picture: Any) -> Any:
    """Return RGB, or RGBA where parts are transparent; colours as the profile meant them, in sRGB."""
    from PIL import ImageCms

    see_through = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    orientation = picture.getexif().get(0x0112)
    mode = "RGBA" if see_through and picture.format != "JPEG" else "RGB"
    if profile and picture.mode in {"RGB", "CMYK"} and mode == "RGB":
        try:
            picture = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            # A damaged profile: the numbers as they stand are the best guess.
            picture = picture.convert(mode)
    else:
        picture = picture.convert(mode)
    if orientation:
        picture.getexif()[0x0112] = orientation
    return picture


if __name__ == "__main__":
    confine(cpu_seconds=20)
    answer(lambda: paint_anew(sys.argv[1], sys.argv[2]))
