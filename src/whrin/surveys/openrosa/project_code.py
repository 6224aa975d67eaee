"""The QR code that sets up a phone: addresses and settings for ODK Collect."""

import base64
import json
import zlib

import qrcode
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

#: What matters on a phone that others may take: answers go once they were sent, nothing is told to others.
_SAFE = {
    "delete_send": True,
    "analytics": False,
    "background_location": False,
    "image_size": "medium",
    "form_update_mode": "match_exactly",
}


def project_code(*, server: str, name: str = "", password: str = "") -> str:
    """Return what the code says: Base64 of deflated JSON. `server`: the whole address without a slash at the
    end, with the secret in it, or without one and then with name and password.
    """
    account = {"username": name, "password": password} if name else {}
    told = {
        "general": {"server_url": server, **account, **_SAFE},
        "admin": {},
        # Neutral, for whoever looks over her shoulder.
        "project": {"name": _("Forms"), "icon": "F", "color": "#5b5b5b"},
    }
    packed = zlib.compress(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return base64.b64encode(packed).decode()


def project_picture(code: str) -> str:
    """Return the code as SVG."""
    drawn = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, image_factory=SvgPathImage)
    drawn.add_data(code)
    return str(drawn.make_image().to_string(encoding="unicode"))
