"""Return codes: 20 digits, typed by hand, guessed by nobody."""

import pytest

from tests.vault.making import Holder
from whrin.vault.actions import (
    TooManyTries,
    WrongCode,
    codes,
    make_code_with,
    new_code_number,
    new_shared_key,
    open_code,
    pair_for_code,
)
from whrin.vault.models import CodeKey
from whrin.vault.opened import NotGranted

pytestmark = pytest.mark.django_db
CODE, WRONG = "12340000111122223333", "12340000111122223334"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "1234 0000 1111 2222 3333",
        "1234–0000-1111‐2222 3333\n",
        "١٢٣٤ ٠٠٠٠ ١١١١ ٢٢٢٢ ٣٣٣٣",
        "１２３４" + CODE[4:],
    ],
)
def test_she_who_has_the_code_opens_it_however_she_types_it(typed: str) -> None:
    row, pair = make_code_with(CODE)
    assert open_code(typed) == (row, pair)


@pytest.mark.parametrize(
    "typed",
    [WRONG, "4321" + CODE[4:], CODE[:-1], CODE + "1", "", "word", "²" * 20, CODE[:-1] + "x"],
)
def test_nobody_opens_anything_with_a_wrong_code(typed: str) -> None:
    make_code_with(CODE)
    with pytest.raises(WrongCode):
        open_code(typed)


def test_a_code_opens_the_key_that_it_holds_and_no_other(heron: Holder) -> None:
    row, pair = make_code_with(CODE)
    shared, secret = new_shared_key(purpose="report", holders=[heron.personal], code=row)
    other, _pair = new_shared_key(purpose="report", holders=[heron.personal])
    assert pair_for_code(shared, row, pair) == secret
    with pytest.raises(NotGranted):
        pair_for_code(other, row, pair)


def test_two_codes_with_one_beginning_open_each_its_own() -> None:
    first, second = make_code_with(CODE), make_code_with(WRONG)
    assert (open_code(CODE), open_code(WRONG)) == (first, second)


def test_a_new_code_is_twenty_digits_and_its_beginning_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    CodeKey.objects.bulk_create(
        CodeKey(locator=f"{number:04}", public=b"", wrapped=b"") for number in range(0, 10_000, 2)
    )
    made = new_code_number()
    assert len(made) == 20
    assert made.isdigit()
    assert int(made[:4]) % 2  # thirty draws among as many taken as free


def test_guessing_at_one_code_ends_for_the_day_and_at_others_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "A_DAY", 3)
    other = make_code_with("5" * 20)
    make_code_with(CODE)
    for _try in range(3):
        with pytest.raises(WrongCode):
            open_code(WRONG)
    with pytest.raises(TooManyTries):
        open_code(WRONG)
    with pytest.raises(TooManyTries):
        open_code(CODE)
    assert open_code("5" * 20) == other


def test_a_flood_of_guesses_locks_nobody_out_whose_code_was_not_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(codes, "A_MINUTE", 2)
    own, tried = make_code_with(CODE), "8888" + CODE[4:]
    for guess in (tried, "7777" + CODE[4:]):
        with pytest.raises(WrongCode):
            open_code(guess)
    with pytest.raises(TooManyTries):
        open_code(tried)
    for _time in range(3):  # a right code uses nothing up
        assert open_code(CODE) == own
