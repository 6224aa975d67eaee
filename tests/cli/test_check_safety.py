"""`whrin check safety`: what the operator is told of what this machine writes down."""

import datetime
import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.architecture.tree import ROOT
from whrin.cli.backup import RECORD
from whrin.cli.findings import Finding
from whrin.cli.safety import copies, database, folders, holding, machine, proxy, web
from whrin.cli.safety_findings import safety_found
from whrin.server.quiet_database import QUIET

SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


def grades(found) -> list[str]:
    return [each.grade for each in found]


@pytest.mark.django_db
def test_everything_is_looked_at_and_each_sentence_ends(settings: Settings) -> None:
    settings.WHRIN_PORT = 18607
    found = list(safety_found())
    assert len(found) > 15
    assert {each.grade for each in found} <= {"well", "look", "wrong"}
    assert all(each.sentence.endswith((".", "`", ";")) for each in found)


def test_swap_in_clear_is_wrong_and_its_absence_is_well() -> None:
    assert grades(machine.swap_found(SWAPS)) == ["well"]
    told = list(machine.swap_found(SWAPS + "/swapfile file 100 0 -2\n"))
    assert grades(told) == ["wrong"]
    assert "/swapfile" in told[0].sentence
    assert grades(machine.swap_found(None)) == ["look"]


@pytest.mark.parametrize(
    ("limits", "pattern", "grade"),
    [
        ([], "core", "look"),
        (["0"], "core", "well"),
        (["0", "unlimited"], "core", "wrong"),
        (["0"], "|/usr/lib/systemd/systemd-coredump %P", "well"),
        (["0"], "|/opt/collect %P", "look"),
    ],
)
def test_core_files_are_told_of(limits: list[str], pattern: str, grade: str) -> None:
    assert machine.core_found(limits, pattern).grade == grade


def test_what_cannot_be_seen_is_never_well() -> None:
    unseen = [machine.clock_found(None), machine.disk_found(None), web.journal_found(None)]
    assert grades(unseen) == ["look"] * 3


def test_a_data_folder_that_others_enter_is_wrong(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert folders.folder_found(tmp_path).grade == "wrong"
    tmp_path.chmod(0o700)
    assert folders.folder_found(tmp_path).grade == ("look" if os.getuid() == 0 else "well")


def test_a_key_beside_the_data_is_looked_at_and_one_that_others_read_is_wrong(
    tmp_path: Path, settings: Settings
) -> None:
    key, written = tmp_path / "secret-key", tmp_path / "whrin.env"
    key.write_text("x")
    key.chmod(0o600)
    assert grades(folders.secret_found(tmp_path, written)) == ["look"]
    key.chmod(0o644)
    assert grades(folders.secret_found(tmp_path, written)) == ["wrong", "look"]
    settings.WHRIN_SECRET_KEY_IS_GIVEN = True
    assert grades(folders.secret_found(tmp_path, written)) == ["look", "look"]
    key.unlink()
    written.write_text("WHRIN_SECRET_KEY=y")
    written.chmod(0o600)
    assert grades(folders.secret_found(tmp_path, written)) == ["look"], "it is on the same disk"
    written.chmod(0o644)
    assert grades(folders.secret_found(tmp_path, written)) == ["wrong"]


def test_the_nearest_mount_says_whether_a_folder_is_in_memory() -> None:
    mounts = "/dev/a / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n/dev/b /run/disk ext4 rw 0 0\n"
    seen = {place: folders.mounted_as(Path(place), mounts) for place in ("/run/x", "/run/disk/x", "/runner")}
    assert seen == {"/run/x": "tmpfs", "/run/disk/x": "ext4", "/runner": "ext4"}


def test_postgresql_that_writes_statements_down_is_wrong() -> None:
    quiet = {**QUIET, "data_checksums": "on", "log_connections": "off"}
    assert grades(database.postgresql_found(quiet)) == ["well", "well"]
    for name in QUIET:
        loud = list(database.postgresql_found({**quiet, name: "-1" if name.endswith("length") else "all"}))
        assert grades(loud) == ["wrong", "well"], name
        assert f"SET {name} = " in loud[0].sentence
    times = {"log_connections": "on", "wal_recycle": "on", "shared_preload_libraries": "x, pgaudit"}
    assert grades(database.postgresql_found({**quiet, **times})) == ["well", "look", "wrong", "look"]


@pytest.mark.django_db
def test_our_own_database_is_found_quiet() -> None:
    wrong = [each for each in database.database_found() if each.grade == "wrong"]
    if connection.vendor == "sqlite":
        # Tests keep it in memory, where a journal of its own kind is used.
        wrong = [each for each in wrong if "journal_mode" not in each.sentence]
    assert [each for each in wrong if "fsync" not in each.sentence] == []


def said(tmp_path: Path, text: str) -> list[Finding]:
    (tmp_path / "nginx.conf").write_text(text)
    return list(proxy.nginx_found(proxy.read_nginx(tmp_path / "nginx.conf")))


def test_the_nginx_that_ships_names_nobody() -> None:
    found = proxy.nginx_found(proxy.read_nginx(ROOT / "deploy" / "nginx.conf"))
    assert [each.grade for each in found][:2] == ["well", "well"]


@pytest.mark.parametrize(
    "text",
    [
        "http { server { listen 80; } }",
        "error_log e; http { access_log a.log main; server { listen 80; } }",
        "http { server { access_log off; error_log e crit; } }",
        "http { # access_log off;\n server { listen 80; } }",
    ],
)
def test_an_nginx_that_writes_down_who_came_is_wrong(tmp_path: Path, text: str) -> None:
    assert grades(said(tmp_path, text))[:2] == ["wrong", "wrong"]


def test_what_nginx_includes_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "more.conf").write_text("server { access_log /var/log/a.log; }")
    found = said(
        tmp_path,
        "error_log e crit; http { access_log off; include *.conf.none more.conf; include more.conf; }",
    )
    assert "more.conf" in found[0].sentence
    assert grades(found)[:2] == ["wrong", "well"]


def test_a_site_is_asked_for_what_it_says_of_https_and_of_its_onion(settings: Settings) -> None:
    onion = f"http://{'a' * 56}.onion"
    settings.HTTPS, settings.WHRIN_ONION = True, ""
    assert grades([*web.https_found(None), *web.onion_found(None)]) == ["look", "look"]
    assert grades(web.https_found({"set-cookie": "a=b"})) == ["wrong", "wrong"]
    settings.WHRIN_ONION = onion
    headers = {"strict-transport-security": "max-age=1", "onion-location": f"{onion}/en/"}
    assert grades([*web.https_found(headers), *web.onion_found(headers)]) == ["well", "well"]
    assert grades(web.onion_found({})) == ["wrong"]
    assert grades(web.pow_found("HiddenServicePoWDefensesEnabled 1 # yes")) == ["well"]
    assert grades(web.pow_found("# HiddenServicePoWDefensesEnabled 1")) == ["look"]


def test_a_log_that_keeps_an_address_is_wrong() -> None:
    assert web.logs_found([], web._probed()).grade == "well"
    assert web.logs_found([], web._PROBE).grade == "wrong"
    assert web.logs_found(["<StreamHandler>"], "").grade == "wrong"


def test_a_backup_that_lies_in_clear_is_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    assert grades(copies.copies_found()) == ["wrong"]
    file, made = tmp_path / "today.tar", timezone.now() - datetime.timedelta(hours=2)
    (tmp_path / RECORD).write_text(json.dumps({"made": made.isoformat(), "file": str(file)}))
    file.write_bytes(b"x")
    assert grades(copies.copies_found()) == ["well", "wrong"]
    file.unlink()
    assert grades(copies.copies_found()) == ["well", "look"], "nobody sees from here what became of it"


def test_reports_that_few_can_open_are_told_of() -> None:
    assert grades(holding.caseworkers_found({"north": 0, "south": 0})) == ["look"]
    assert grades(holding.caseworkers_found({"north": 1, "south": 3})) == ["look"]
    assert grades(holding.caseworkers_found({"south": 2})) == ["well"]
    assert grades([*holding.analysts_found(None), *holding.analysts_found(1)]) == ["look", "look"]
    assert grades([*holding.analysts_found(2), *holding.roles_found([])]) == ["well", "well"]
    assert grades(holding.roles_found([2])) == ["look"]
    assert {holding.recovery_found(is_set).grade for is_set in (True, False)} == {"look"}


@pytest.mark.django_db
def test_a_full_disk_is_told_of(settings: Settings) -> None:
    settings.WHRIN_ROOM_LEFT_MB = 10**9
    assert "wrong" in grades(holding.room_found())


def test_counters_beside_the_data_are_told_and_those_in_memory_are_well() -> None:
    memory = Path("/dev/shm")
    if folders.mounted_as(memory, Path("/proc/mounts").read_text()) != "tmpfs":
        pytest.skip("this machine has no disk in memory")
    grades = [
        next(folders.counters_found({"LOCATION": place})).grade
        for place in (memory / "whrin", Path("/proc/1/none"), "redis://localhost")
    ]
    assert grades == ["well", "look", "look"]
