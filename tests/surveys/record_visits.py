"""Lets JavaRosa fill in `visit.xml` anew.

`faketime -f '@2026-11-21 19:00:00' python -m tests.surveys.record_visits ODK_Validate.jar`

Not part of any run; what it needs is told in `record_javarosa`. The answers and the added instances of
`recordings/javarosa_visits.json.gz` stay; what JavaRosa refuses and would send is written anew (TZ=UTC).
"""

import gzip
import json
import re
import sys
from typing import Any

import jpype  # type: ignore[import-not-found]

from tests.surveys.vectors import RECORDINGS
from tests.surveys.visits import visits

REPEATS = ("/data/house", "/data/house/room")
# JavaRosa's numbers for what a question is asked with.
_ONE, _SEVERAL = 2, 3


class _Walk:
    def __init__(self, source: str) -> None:
        name = jpype.JClass
        self._name = name
        self._form = name("org.javarosa.xform.parse.XFormParser")(
            name("java.io.StringReader")(source)
        ).parse()
        start = name("org.javarosa.core.model.instance.InstanceInitializationFactory")()
        self._form.initialize(True, start)  # noqa: FBT003 (Java has no names of arguments)
        self._model = name("org.javarosa.form.api.FormEntryModel")(self._form)
        self._controller = name("org.javarosa.form.api.FormEntryController")(self._model)

    def through(self, answers: dict[str, str], added: dict[str, int]) -> list[str]:
        """Answer from beginning to end; return the places that were refused."""
        refused: list[str] = []
        left = dict(added)
        control = self._controller
        control.jumpToIndex(self._name("org.javarosa.core.model.FormIndex").createBeginningOfFormIndex())
        while (event := control.stepToNextEvent()) != control.EVENT_END_OF_FORM:
            place = _place(str(self._model.getFormIndex().getReference().toString(True)))  # noqa: FBT003 (Java)
            if event == control.EVENT_PROMPT_NEW_REPEAT:
                repeat = re.sub(r"\[\d+\]$", "", place)
                if left.get(repeat, 0) > 0:
                    left[repeat] -= 1
                    control.newRepeat()
            elif event == control.EVENT_QUESTION:
                question = self._model.getQuestionPrompt()
                # Asking for the choices is what fills them in.
                question.getSelectChoices()
                if place in answers and not question.isReadOnly():
                    data = self._data(question, answers[place])
                    if int(control.answerQuestion(self._model.getFormIndex(), data, True)) != 0:  # noqa: FBT003 (Java)
                        refused.append(place)
        return refused

    def _data(self, question: Any, text: str) -> Any:
        data = "org.javarosa.core.model.data"
        choice = self._name(f"{data}.helper.Selection")
        if text == "":
            return None
        if int(question.getControlType()) == _ONE:
            return self._name(f"{data}.SelectOneData")(choice(text))
        if int(question.getControlType()) == _SEVERAL:
            chosen = self._name("java.util.ArrayList")()
            for value in text.split():
                chosen.add(choice(value))
            return self._name(f"{data}.SelectMultiData")(chosen)
        kind = self._name(f"{data}.AnswerDataFactory").templateByDataType(question.getDataType())
        return kind.cast(self._name(f"{data}.UncastData")(text))

    def submission(self) -> str:
        """Return what would be sent, without its identifier, which is another each time."""
        writer = self._name("org.javarosa.model.xform.XFormSerializingVisitor")()
        text = bytes(writer.serializeInstance(self._form.getMainInstance())).decode()
        return re.sub(r"<instanceID>.*?</instanceID>", "<instanceID/>", text)


def _place(path: str) -> str:
    """Return a path of JavaRosa's, which counts everything, with the positions of instances alone."""
    place = bare = ""
    for name, number in re.findall(r"/([^/\[]+)(?:\[(\d+)\])?", path):
        bare += f"/{name}"
        place += f"/{name}[{number or 1}]" if bare in REPEATS else f"/{name}"
    return place


def main(archive: str) -> None:
    """Let every recorded visit be made again."""
    jpype.startJVM("-Duser.timezone=UTC", "-Duser.language=en", classpath=[archive])
    for module in ("core.util.JavaRosaCoreModule", "model.xform.XFormsModule"):
        jpype.JClass(f"org.javarosa.{module}")().registerModule()
    source = (RECORDINGS / "visit.xml").read_text(encoding="utf-8")
    made = []
    for visit in visits():
        walk = _Walk(source)
        refused = walk.through(visit["answers"], visit["added"])
        made.append({**visit, "refused": refused, "submission": walk.submission()})
    text = json.dumps(made, ensure_ascii=False, indent=0)
    (RECORDINGS / "javarosa_visits.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(made)} visits")


if __name__ == "__main__":
    main(sys.argv[1])
