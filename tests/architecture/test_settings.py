import re

from tests.architecture.settings_table import PAGE, page
from tests.architecture.tree import PACKAGE, files
from whrin.settings.environment import DECLARED, Setting

_READS = re.compile(r"os\.environ|os\.getenv|\bgetenv\(")
_HANDS_ON = re.compile(
    r"os\.environ\.setdefault\(|\*\*os\.environ|(dict|unknown)\(os\.environ\)|os\.environ\[[^]]+\] = "
    r"|os\.environ\.(update|copy)\("
)
#: Where the environment may be read: the declarations; where a child process is handed a part of it; and what
#: takes out of it a key that is no setting.
_MAY_READ = {"settings/environment.py", "wsgi.py", "kit/memory_key.py"}


def undeclared_reads(sources: dict[str, str]) -> list[str]:
    """Return the files that read the environment for themselves, other than to hand it on or to set it."""
    return [name for name, source in sources.items() if _READS.search(_HANDS_ON.sub("", source))]


def test_every_setting_is_on_the_operators_page_and_nothing_else() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(DECLARED.values()), (
        "run: python -m tests.architecture.settings_table"
    )


def test_a_setting_that_is_not_on_the_page_is_noticed() -> None:
    assert page([Setting("WHRIN_NEW", "", "New.")]) != page([])


def test_only_the_settings_read_the_environment() -> None:
    sources = {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in files(".py", under=PACKAGE)
    }
    assert undeclared_reads({name: text for name, text in sources.items() if name not in _MAY_READ}) == []


def test_code_that_reads_the_environment_for_itself_is_named() -> None:
    assert undeclared_reads({"a.py": 'x = os.environ.get("WHRIN_X")', "b.py": "import os"}) == ["a.py"]
    assert undeclared_reads({"c.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "x")'}) == []


def test_every_declared_setting_says_what_it_is_for() -> None:
    assert [setting.name for setting in DECLARED.values() if not setting.purpose.endswith(".")] == []
