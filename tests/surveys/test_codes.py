"""What is drawn is what a camera must see."""

import re

import pytest
import qrcode

from whrin.surveys.codes import code_picture


@pytest.mark.once
def test_a_picture_holds_each_dark_square_of_the_code_and_no_other() -> None:
    text = "https://forms.example/surveys/small/?seat=AAAAAAAAAAAAAAAAAAAAAA"
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=2, mask_pattern=2)
    code.add_data(text)
    wanted = {(x, y) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    runs = re.findall(r"M(\d+),(\d+)h(\d+)v1h-(\d+)z", code_picture(text))
    assert all(there == back for _x, _y, there, back in runs)
    drawn = {(int(x) + step, int(y)) for x, y, width, _back in runs for step in range(int(width))}
    assert drawn == wanted
