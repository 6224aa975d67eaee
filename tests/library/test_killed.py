"""A process is killed in the midst of an import or an upload: what was acknowledged is there, the rest is
reported.
"""

import json
import sqlite3

import pytest

from tests.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a migrated data folder."""
    return House(tmp_path_factory.mktemp("killed"))


REPORT = """
    import json
    from pathlib import Path
    from whrin.library.models import *
    from whrin.library.queries import *
    from whrin.search.queries import find
    print(json.dumps({
        "works": Work.objects.exclude(slug="with-files").count(), "found": find(shelf="library").total,
        "runs": [[run.done, run.added, run.state] for run in ImportRun.objects.all()],
        "unfinished": [run.done for run in unfinished_runs()],
        "files": list(StoredFile.objects.values_list("name", flat=True)), "strays": stray_files(),
        "missing": len(missing_files()),
    }))
"""


def test_a_killed_import_is_reported_and_goes_on_where_it_was(house: House) -> None:
    total = 700
    records = [
        {"id": f"work-{number}", "type": "report", "title": f"Work {number}", "language": "en"}
        for number in range(total)
    ]
    path = house.var / "records.json"
    path.write_text(json.dumps(records))
    program = f"""
        from pathlib import Path
        from whrin.library.imports.taking_in import import_file
        def tell(done, total, text): print("done", done, flush=True)
        run = import_file(path=Path({str(path)!r}), publish=True, progress=tell)
        print(run.added)
    """
    house.kill_when(program, "done 400")
    cut = house.run(REPORT)
    # The next batch may have been committed before the signal came; half a batch never is.
    assert cut["works"] in {400, 600}
    assert cut["found"] == cut["works"]
    assert cut["runs"] == [[cut["works"], cut["works"], "running"]]
    assert cut["unfinished"] == [cut["works"]]
    assert house.run(program) == total
    whole = house.run(REPORT)
    assert (whole["works"], whole["found"], whole["unfinished"]) == (total, total, [])
    assert whole["runs"] == [[total, total, "finished"]]


UPLOAD = """
    import sys, time
    from django.core.files.uploadedfile import SimpleUploadedFile
    from whrin.library import actions
    from whrin.library.actions import files
    from whrin.library.models import Licence, Work
    work = Work.objects.filter(slug="with-files").first() or actions.add_work(
        title="With files", slug="with-files", language="en", kind="report",
        licence=Licence.objects.get(code="CC-BY-4.0"))
    def wait_before(name):
        original = getattr(files, name)
        def waiting(*args, **kwargs):
            print("before", name, flush=True)
            time.sleep(60)
            return original(*args, **kwargs)
        setattr(files, name, waiting)
    {pause}
    upload = SimpleUploadedFile({name!r}, {name!r}.encode())
    files.attach_file(version=work.versions.get(), upload=upload)
    print("acknowledged", flush=True)
    time.sleep({wait})
"""


def program(name: str, pause: str = "", wait: int = 0) -> str:
    return UPLOAD.format(name=name, pause=pause, wait=wait)


def test_a_killed_upload_leaves_nothing_or_a_whole_file(house: House) -> None:
    house.kill_when(program("first.txt", "wait_before('_store')"), "before _store")
    report = house.run(REPORT)
    assert (report["files"], report["strays"], report["missing"]) == ([], [], 0)

    house.kill_when(program("second.txt", "wait_before('_keep')"), "before _keep")
    report = house.run(REPORT)
    assert (report["files"], report["missing"]) == ([], 0)
    assert len(report["strays"]) == 1

    house.kill_when(program("third.txt", wait=60), "acknowledged")
    report = house.run(REPORT)
    assert (report["files"], report["missing"], len(report["strays"])) == (["third.txt"], 0, 1)
    with sqlite3.connect(house.var / "whrin.sqlite3") as database:
        waiting = database.execute("SELECT task_path FROM django_tasks_database_dbtaskresult").fetchall()
    database.close()
    assert waiting == [("whrin.library.tasks.read_stored_file",)]
