"""The process tree: starts again what was killed, stops cleanly, finishes what was begun."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.server.conftest import Site, is_running
from whrin.server.supervisor import Child


def child(site: Site, module: str) -> psutil.Process:
    """Return the process that runs a module."""
    return next(each for each in site.server.process.children() if module in each.cmdline())


def wait_for(condition, seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return True
        except (OSError, StopIteration, psutil.NoSuchProcess):
            pass
        time.sleep(0.2)
    return False


def test_each_process_that_is_killed_is_started_again(own_site: Site):
    worker = child(own_site, "whrin.server.worker").pid
    answering = child(own_site, "whrin.server.web").children()[0].pid
    os.kill(worker, signal.SIGKILL)
    os.kill(answering, signal.SIGKILL)
    assert wait_for(lambda: own_site.get("/-/health")[0] == 200)
    assert wait_for(lambda: child(own_site, "whrin.server.worker").pid != worker)
    holder = child(own_site, "whrin.server.web").pid
    answering = [each.pid for each in child(own_site, "whrin.server.web").children()]
    os.kill(holder, signal.SIGKILL)
    assert wait_for(lambda: child(own_site, "whrin.server.web").pid != holder)
    assert wait_for(lambda: own_site.get("/-/health")[0] == 200)
    assert wait_for(lambda: not any(is_running(pid) for pid in answering), 30), "no orphan answers on"


def test_ctrl_c_stops_every_process_and_reports_it(own_site: Site):
    everyone = [process.pid for process in own_site.server.tree()]
    own_site.server.process.send_signal(signal.SIGINT)
    assert own_site.server.process.wait(40) == 0
    assert wait_for(lambda: not any(is_running(pid) for pid in everyone), 10)
    assert "stopped" in own_site.log()


def test_killing_the_supervisor_leaves_no_process_behind(own_site: Site):
    everyone = [process.pid for process in own_site.server.tree()]
    own_site.server.process.kill()
    assert wait_for(lambda: not any(is_running(pid) for pid in everyone), 40)


def test_a_second_site_on_the_same_folder_is_refused(own_site: Site):
    import subprocess
    import sys

    again = subprocess.run(
        [sys.executable, "-m", "whrin.cli", "serve"],
        env=own_site.env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert again.returncode == 1
    assert "already" in again.stderr
    assert own_site.get("/-/health")[0] == 200


@pytest.mark.once
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")
def test_a_child_whose_parent_was_killed_before_it_was_ready_ends(tmp_path: Path) -> None:
    told = tmp_path / "told"
    subprocess.run([sys.executable, "-m", "tests.server.orphan", str(told)], check=True, timeout=20)
    for _moment in range(400):
        if told.exists() and told.read_text(encoding="utf-8"):
            break
        time.sleep(0.025)
    time.sleep(0.2)
    assert told.read_text(encoding="utf-8") == "alone"


@pytest.mark.once
def test_a_child_is_given_what_is_for_it_alone(tmp_path: Path) -> None:
    """The key in memory goes to web processes; the worker, its sibling, never has it."""
    command = [
        sys.executable,
        "-c",
        "import os, sys; open(sys.argv[1], 'w').write(os.environ.get('FOR_ONE', '-'))",
    ]
    given = {"web": {"FOR_ONE": "a key"}, "worker": {}}
    for name, surroundings in given.items():
        child = Child(name, [*command, str(tmp_path / name)], surroundings)
        child.start(0.0)
        assert child.process is not None
        child.process.wait(10)
        assert "a key" not in repr(child)
    assert [(tmp_path / name).read_text() for name in given] == ["a key", "-"]
