"""The tests' own tools can fail, too."""

import pytest
from django.template import Context, Engine, Origin, Template, engines

from tests.cast import SignedIn
from tests.undefined import PACKAGE, UndefinedVariableError
from whrin.people.models import Person


def rendered(source: str, name: str) -> str:
    engine: Engine = engines["django"].engine
    return Template(source, Origin(name), name, engine).render(Context())


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ missing|default:'there' }}",
        "{% load i18n %}{% blocktranslate %}{{ missing }}{% endblocktranslate %}",
    ],
)
def test_our_template_cannot_name_an_undefined_variable(source: str) -> None:
    with pytest.raises(UndefinedVariableError, match="missing"):
        rendered(source, str(PACKAGE / "library" / "templates" / "record.html"))


def test_our_template_can_ask_whether_a_variable_is_there() -> None:
    assert rendered("{% if missing %}a{% else %}b{% endif %}", str(PACKAGE / "a.html")) == "b"


def test_another_partys_template_can_rely_on_undefined_variables() -> None:
    assert rendered("[{{ missing }}{{ missing|default:'there' }}]", "/elsewhere/a.html") == "[there]"


@pytest.mark.parametrize("who", ["editor", "moderator", "coordinator"])
def test_each_of_the_cast_can_sign_in(who: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(who)
    assert person.check_password("only for tests, twelve or more")
    assert person.is_staff


def test_a_person_signed_in_by_the_cast_can_open_the_desk_and_only_with_her_second_factor(
    coordinator: Person,
) -> None:
    assert SignedIn(coordinator, second_factor=False).get("/desk/").status_code == 302
    assert SignedIn(coordinator).get("/desk/").status_code == 200
