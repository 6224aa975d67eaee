"""What is counted, and what of it may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whrin.surveys.figures.counting import Asks, Question, Tally, count
from whrin.surveys.figures.crossing import cross, part_of, said_to
from whrin.surveys.figures.shaping import Figure, Groups, Why, figure, figure_in, without_telling

Values = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    values: Values
    repeats: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    version: str = "1"


def asking(path: str, asks: Asks, *codes: str, repeat: str = "") -> Question:
    return Question(path, asks, codes, repeat, frozenset({"1"}))


COUNTRY = asking("/d/country", Asks.ONE, "ke", "ug", "tz")
NEEDS = asking("/d/needs", Asks.SEVERAL, "legal", "shelter", "care")
AGE = asking("/d/age", Asks.NUMBER)
DAY = asking("/d/day", Asks.DAY)
ORDER = asking("/d/order", Asks.RANK, "a", "b")
WORDS = asking("/d/words", Asks.WORDS)


def many(**times: int) -> list[Answer]:
    """Return so many answers from each country."""
    return [Answer({"/d/country": code}) for code, number in times.items() for _ in range(number)]


def tally(answers: Sequence[Answer], question: Question) -> Tally:
    return count(answers, [question], lambda row: "").tallies[question.path]


def shown(answers: Sequence[Answer], question: Question, smallest: int = 10) -> Figure:
    return figure(tally(answers, question), smallest)


def counts(found: Figure) -> dict[str, int | None]:
    return {part.code: part.count for part in found.parts}


def test_shares_are_of_those_who_answered() -> None:
    answers = [*many(ke=30, ug=10), *(Answer({"/d/country": ""}) for _ in range(3))]
    found = shown(answers, COUNTRY)
    assert (found.counted, found.asked, found.answered) == (43, 43, 40)
    assert [(part.code, part.count, part.share) for part in found.parts] == [
        ("ke", 30, 75),
        ("ug", 10, 25),
        ("tz", 0, 0),
    ]


def test_one_small_figure_takes_the_next_smallest_with_it() -> None:
    found = shown(many(ke=30, ug=12, tz=3), COUNTRY)
    assert counts(found) == {"ke": 30, "ug": None, "tz": None}
    assert [part.share for part in found.parts] == [67, None, None]


def test_of_several_choices_shares_may_add_to_more_than_a_hundred() -> None:
    answers = [Answer({"/d/needs": "legal shelter"})] * 20 + [Answer({"/d/needs": "legal care"})] * 20
    found = shown(answers, NEEDS)
    assert [(part.count, part.share) for part in found.parts] == [(40, 100), (20, 50), (20, 50)]
    few = [*answers, *[Answer({"/d/needs": "care"})] * 3]
    assert counts(shown(few, NEEDS)) == {"legal": None, "shelter": 20, "care": 23}  # all but 3 chose it


def test_a_number_is_described_without_anybodys_own() -> None:
    found = shown([Answer({"/d/age": str(20 + number)}) for number in range(41)], AGE).numbers
    assert found is not None
    assert (found.mean, found.lower, found.median, found.upper) == (40, 30, 40, 50)
    assert (found.least, found.most) == (None, None)
    few = shown([Answer({"/d/age": "30"})] * 12 + [Answer({"/d/age": "9000"})], AGE).numbers
    assert few is not None
    assert (few.mean, few.median, few.least, few.most) == (None, None, 30, None)
    assert shown([Answer({"/d/age": "soon"})] * 20, AGE).why is Why.FEW_ANSWERS


def test_days_are_counted_by_month_with_the_empty_ones_between() -> None:
    answers = [Answer({"/d/day": "2025-12-31"})] * 10 + [Answer({"/d/day": "2026-02-01"})] * 12
    assert counts(shown(answers, DAY)) == {"2025-12": 10, "2026-01": 0, "2026-02": 12}


def test_a_ranking_tells_who_was_first_and_the_mean_place() -> None:
    answers = [Answer({"/d/order": "a b"})] * 30 + [Answer({"/d/order": "b a"})] * 10
    parts = shown(answers, ORDER).parts
    assert [(part.count, part.place) for part in parts] == [(30, 1.2), (10, 1.8)]


def test_words_are_never_shown() -> None:
    found = shown([Answer({"/d/words": "her own words"})] * 12, WORDS)
    assert (found.answered, found.parts, found.numbers) == (12, (), None)
    assert "her own words" not in repr(found)


def test_a_question_that_all_but_a_few_were_asked_tells_of_those_few() -> None:
    answers = [*many(ke=30, ug=12), *(Answer({}) for _ in range(3))]
    found = shown(answers, COUNTRY)
    assert (found.why, found.asked, found.answered, found.parts) == (Why.FEW_NOT_ASKED, None, None, ())
    old = [*many(ke=30, ug=12), *(Answer({}, version="0") for _ in range(3))]
    assert shown(old, COUNTRY).asked == 42  # their version did not ask it: that tells nothing of them


def test_rounds_of_one_answer_count_once() -> None:
    beds = asking("/d/room/kind", Asks.ONE, "x", "y", repeat="/d/room")
    rounds = {"/d/room": [{"/d/room/kind": "x"}, {"/d/room/kind": "x"}, {"/d/room/kind": "y"}]}
    found = shown([Answer({}, rounds)] * 12, beds)
    assert (found.answered, counts(found)) == (12, {"x": 12, "y": 12})


def both(country: str, needs: str, times: int) -> list[Answer]:
    return [Answer({"/d/country": country, "/d/needs": needs, "/d/care": needs})] * times


CARE = asking("/d/care", Asks.ONE, "yes", "no")
TABLE = [
    *both("ke", "yes", 30),
    *both("ke", "no", 20),
    *both("ug", "yes", 13),
    *both("ug", "no", 4),
    *both("tz", "yes", 15),
    *both("tz", "no", 25),
]


def crossed(rows: Question, columns: Question, *, turned: bool = False) -> list[dict[str, int | None]]:
    counting = count(TABLE, [rows, columns], lambda row: said_to(rows, row))
    table = cross(counting, counting.tallies[rows.path], columns, turned=turned, smallest=10)
    return [counts(one) for one in table.figures]


def test_a_small_cell_of_two_questions_is_hidden_in_its_row_and_its_column() -> None:
    hidden = [[count is None for count in line.values()] for line in crossed(COUNTRY, CARE)]
    assert hidden[1] == [True, True]
    assert sum(sum(line) for line in hidden) == 4


def test_both_ways_round_hide_the_same() -> None:
    across, down = crossed(COUNTRY, CARE), crossed(CARE, COUNTRY, turned=True)
    for country, line in zip(("ke", "ug", "tz"), across, strict=True):
        for care, other in zip(("yes", "no"), down, strict=True):
            assert line[care] == other[country]


def test_a_group_shows_no_more_than_the_table_does() -> None:
    counting = count(TABLE, [COUNTRY, CARE], lambda row: said_to(COUNTRY, row))
    rows, across = counting.tallies["/d/country"], counting.tallies["/d/care"]
    assert counts(part_of(across, rows, "ug", turned=False, smallest=10)) == {"yes": None, "no": None}


def test_a_group_that_is_too_small_shows_nothing() -> None:
    answers = [*many(ke=30, ug=25, tz=3)]
    months = {0: "2026-01", 1: "2026-02"}
    counting = count(answers, [COUNTRY], lambda row: months[row.values["/d/country"] == "tz"])
    groups = Groups(("2026-01", "2026-02"), frozenset({"2026-01", "2026-02"}))
    found = figure_in(counting.tallies["/d/country"], "2026-02", groups, 10)
    assert (found.why, found.counted, found.parts) == (Why.GROUP, 0, ())


def test_of_several_choices_each_is_a_group_of_its_own() -> None:
    answers = [
        *[Answer({"/d/needs": "legal shelter", "/d/care": "yes"})] * 15,
        *[Answer({"/d/needs": "legal", "/d/care": "no"})] * 14,
        *[Answer({"/d/needs": "shelter", "/d/care": "no"})] * 12,
        *[Answer({"/d/needs": "care", "/d/care": "yes"})] * 20,
    ]
    counting = count(answers, [NEEDS, CARE], lambda row: said_to(NEEDS, row))
    rows, across = counting.tallies["/d/needs"], counting.tallies["/d/care"]
    assert counts(part_of(across, rows, "legal", turned=False, smallest=10)) == {"yes": 15, "no": 14}
    assert counts(part_of(across, rows, "shelter", turned=False, smallest=10)) == {"yes": 15, "no": 12}


def test_what_only_those_of_a_hidden_number_were_asked_is_not_shown() -> None:
    more = asking("/d/care", Asks.ONE, "yes", "no")
    answers = [
        *many(ke=30),
        *[Answer({"/d/country": "ug", "/d/care": "yes"})] * 12,
        *many(tz=3),
    ]
    counting = count(answers, [COUNTRY, more], lambda row: "")
    counted = {path: one.all() for path, one in counting.tallies.items()}
    figures = {path: figure(one, 10) for path, one in counting.tallies.items()}
    assert (figures["/d/care"].asked, counts(figures["/d/country"])["ug"]) == (12, None)
    found = without_telling(figures, counted, counting.who[""])
    assert (found["/d/care"].why, found["/d/care"].asked) == (Why.TELLING, None)
    assert found["/d/country"] == figures["/d/country"]


def test_no_day_tells_that_it_is_the_first_or_the_last() -> None:
    days = [*["2026-01-05"], *["2026-03-05"] * 12, *["2026-04-01"] * 15, *["2026-09-30"] * 2]
    found = shown([Answer({"/d/day": day}) for day in days], DAY)
    assert counts(found) == {"2026-04": 15}


def test_days_far_apart_are_counted_by_year_and_slips_not_at_all() -> None:
    days = [*["1990-01-05"] * 12, *["2020-03-05"] * 12, *["0001-01-01", "9999-12-31", "yesterday"]]
    found = shown([Answer({"/d/day": day}) for day in days], DAY)
    assert (found.answered, found.parts[0].code, found.parts[-1].code) == (24, "1990", "2020")
    assert len(found.parts) == 31
