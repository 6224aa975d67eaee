"""Figures at the desk: what the team sees, and what nobody can learn from it."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.surveys.figures.house import answer, from_country, open_house
from tests.surveys.test_keeping import ForNamedPeople
from whrin.people.models import Person
from whrin.surveys.figures import gathering
from whrin.surveys.figures.gathering import figures_of
from whrin.surveys.figures.shown import drawn_of
from whrin.surveys.models import Form
from whrin.surveys.sealing import register_sealer

FIGURES = "/desk/forms/house/figures/"
CROSSED = f"{FIGURES}crossed/?rows=/data/country&columns=/data/offers/tests"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin without figures of forms that other tests had under the same number."""
    cache.clear()


@pytest.fixture
def form(coordinator: Person) -> Form:
    """The form, answered by 45 from one country, 20 from another and 3 from the third."""
    form = open_house(coordinator)
    answer(
        form, from_country("ke", 30, needs="legal shelter", age="30", tests="yes", naloxone="no", care="yes")
    )
    answer(form, from_country("ke", 15, needs="legal", age="40", tests="no", naloxone="no", care=""))
    answer(
        form, from_country("ug", 10, needs="", age="50", tests="no", naloxone="partly", words="Her secret")
    )
    answer(form, from_country("ug", 10, needs="", age="50", tests="yes", naloxone="partly"))
    answer(form, from_country("tz", 3, needs="shelter", age="50", tests="yes", naloxone="no"))
    return form


@pytest.fixture
def desk(coordinator: Person, sign_in: object) -> Client:
    return sign_in(coordinator)  # type: ignore[operator, no-any-return]


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_a_coordinator_sees_what_many_said_and_not_what_few_said(form: Form, desk: Client) -> None:
    page = text_of(desk.get(FIGURES))
    assert "68 answers count" in page
    assert 'Kenya</span><br><svg width="100%" height="12"' in page
    assert 'Uganda</span></th> <td class="survey-number">hidden</td>' in page
    assert 'Tanzania</span></th> <td class="survey-number">hidden</td>' in page
    assert "What is missing?" in page
    assert "Her secret" not in page


@pytest.mark.django_db
def test_figures_are_counted_anew_when_an_answer_comes(form: Form, desk: Client) -> None:
    desk.get(FIGURES)
    answer(form, from_country("ke", 1))
    assert "69 answers count" in text_of(desk.get(FIGURES))


@pytest.mark.django_db
def test_what_is_kept_of_figures_holds_no_hidden_number(form: Form, coordinator: Person) -> None:
    found = figures_of(form, coordinator, "/data/country")
    assert found is not None
    assert [part.count for part in found.parts] == [45, None, None]
    assert (found.asked, found.answered) == (68, 68)
    assert drawn_of(form, coordinator, "/data/country", "English (en)") is not None
    assert figures_of(form, coordinator, "/data/nothing") is None


@pytest.mark.django_db
def test_a_coordinator_sees_two_questions_across_each_other(form: Form, desk: Client) -> None:
    page = text_of(desk.get(CROSSED))
    assert "Kenya" in page
    assert "<td>30 <small>(67%)</small></td>" in page
    table = desk.get(f"{CROSSED}&format=csv").content.decode()
    assert "ke,Kenya,yes,Yes,30,67,45" in table
    assert "ug,Uganda,,,hidden,hidden,hidden" in table
    turned = "?rows=/data/offers/tests&columns=/data/country&format=csv"
    assert "yes,Yes,ke,Kenya,30" in desk.get(f"{FIGURES}crossed/{turned}").content.decode()


@pytest.mark.django_db
def test_a_file_hides_what_the_page_hides(form: Form, desk: Client) -> None:
    response = desk.get(f"{FIGURES}?format=csv&figure=/data/country&language=English (en)")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "/data/country,Which country?,ke,Kenya,45,66,,68,68"
    assert lines[2] == "/data/country,Which country?,ug,Uganda,hidden,hidden,,68,68"
    assert len(lines) == 4
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.django_db
def test_a_group_is_shown_alone_and_a_small_one_is_not(form: Form, desk: Client) -> None:
    shown = text_of(desk.get(f"{FIGURES}?of=/data/country=ke"))
    assert "45 answers count" in shown
    small = text_of(desk.get(f"{FIGURES}?of=/data/country=tz"))
    assert "This group is too small" in small
    assert "survey-figure" not in small.partition("help-block")[2]
    assert "This group is too small" in text_of(desk.get(f"{FIGURES}?of=nonsense=x"))


@pytest.mark.django_db
def test_rejected_answers_do_not_count(form: Form, desk: Client) -> None:
    form.answers.filter(pk__in=form.answers.values("pk")[:8]).update(state="rejected")
    assert "60 answers count" in text_of(desk.get(FIGURES))


@pytest.mark.django_db
def test_a_form_with_few_answers_shows_no_figure(coordinator: Person, desk: Client) -> None:
    form = open_house(coordinator)
    answer(form, from_country("ke", 9))
    page = text_of(desk.get(FIGURES))
    assert "Fewer than 10 answered" in page
    assert "Kenya</span>" not in page


@pytest.mark.django_db
def test_labels_come_in_the_language_that_is_asked_for(form: Form, desk: Client) -> None:
    page = text_of(desk.get(f"{FIGURES}?language=العربية (ar)"))
    assert '<span lang="ar" dir="rtl">أي بلد؟</span></h2>' in page


@pytest.mark.django_db
def test_sensitive_forms_never_show_fewer_than_ten(form: Form) -> None:
    form.smallest_cell, form.is_sensitive = 3, True
    assert gathering.smallest_of(form) == 10


@pytest.mark.django_db
def test_a_sensitive_form_shows_no_figure_to_whoever_cannot_open_it(
    coordinator: Person, desk: Client
) -> None:
    people = ForNamedPeople()
    register_sealer(people)
    try:
        form = open_house(coordinator, is_sensitive=True)
        answer(form, from_country("ke", 12))
        for address in (FIGURES, CROSSED):
            assert "Only the people who are named for this form" in text_of(desk.get(address))
        assert gathering.gather(form).closed == 12
        opened = gathering.gather(form, bearer=people.private).figures["/data/country"]
        register_sealer(None)
        assert "Only the people who are named for this form" in text_of(desk.get(FIGURES))
    finally:
        register_sealer(None)
    assert opened.parts[0].count == 12


@pytest.mark.django_db
def test_an_editor_outside_the_team_is_told_that_there_is_nothing(
    form: Form, editor: Person, sign_in: object
) -> None:
    client = sign_in(editor)  # type: ignore[operator]
    for address in (FIGURES, CROSSED):
        assert client.get(address, follow=True).status_code == 404


@pytest.mark.django_db
def test_figures_that_are_kept_cost_few_questions(
    form: Form, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("forms:figures", args=["house"])
    desk.get(address)
    with django_assert_num_queries(18):
        desk.get(address)
    answer(form, from_country("ke", 2))
    desk.get(address)
    with django_assert_num_queries(18):
        desk.get(address)
