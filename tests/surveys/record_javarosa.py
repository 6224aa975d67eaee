"""Asks JavaRosa itself: `faketime -f '@2026-11-21 19:00:00' python -m tests.surveys.record_javarosa
ODK_Validate.jar`.

Not part of any run: it needs Java, JPype1 and the archive that pyxform carries (JavaRosa 5.1.0 inside ODK
Validate). It writes `recordings/javarosa.json.gz`: what JavaRosa answers to each recorded vector whose
document it can take for a form (in the zone where they were recorded, TZ=America/Phoenix), and to each line
of `recordings/javarosa_cases.txt` on `recordings/javarosa_form.xml`. `faketime` sets the clock to the day
of the recording. An answer is a kind and a text, an error the kind "error" and JavaRosa's words.
"""

import gzip
import json
import re
import sys
from typing import Any

import jpype  # type: ignore[import-not-found]
from lxml import etree

from tests.surveys.vectors import RECORDINGS, vectors

_XHTML = "http://www.w3.org/1999/xhtml"
_FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>{}</instance></model>'
    "</h:head><h:body/></h:html>"
)
_WANTED = {1: "toNumeric", 2: "toString", 3: "toBoolean"}


class _JavaRosa:
    def __init__(self, archive: str) -> None:
        jpype.startJVM("-Duser.timezone=America/Phoenix", "-Duser.language=en", classpath=[archive])
        name = jpype.JClass
        for module in ("core.util.JavaRosaCoreModule", "model.xform.XFormsModule"):
            name(f"org.javarosa.{module}")().registerModule()
        self._parser = name("org.javarosa.xform.parse.XFormParser")
        self._reader = name("java.io.StringReader")
        self._start = name("org.javarosa.core.model.instance.InstanceInitializationFactory")
        self._read = name("org.javarosa.xpath.XPathParseTool").parseXPath
        self._context = name("org.javarosa.core.model.condition.EvaluationContext")
        self._functions = name("org.javarosa.xpath.expr.XPathFuncExpr")
        self._reference = name("org.javarosa.core.model.instance.TreeReference")

    def form(self, source: str) -> Any:
        form = self._parser(self._reader(source)).parse()
        form.initialize(True, self._start())  # noqa: FBT003 (Java has no names of arguments)
        return form

    def reference(self, path: str) -> Any:
        reference = self._reference.rootRef()
        for step in re.findall(r"/([^/\[]+)(?:\[(\d+)\])?", path):
            reference.add(step[0], int(step[1] or 1) - 1)
        return reference

    def answer(self, form: Any, expression: str, path: str, wanted: int | None = None) -> list[str]:
        try:
            context = self._context(
                form.getEvaluationContext(), form.getFormInstances(), self.reference(path)
            )
            value = self._functions.unpack(self._read(expression).eval(form.getMainInstance(), context))
            if wanted in _WANTED:
                value = getattr(self._functions, _WANTED[wanted])(value)
        except jpype.JException as error:
            return ["error", str(error)[:200].replace("\n", " ")]
        if value is None:
            return ["String", ""]
        kind = type(value).__name__.rpartition(".")[2]
        return [kind, str(self._functions.toString(value)) if kind == "Date" else str(value)]


def _path(source: str, path: str) -> str:
    """Return a recorded place as names with positions; raise LookupError for what is no element."""
    node = etree.fromstring(source.encode(), etree.XMLParser(resolve_entities=False))
    steps = [step for step in path.split("/") if step]
    names = [f"/{etree.QName(node).localname}"] if steps else []
    for step in steps[1:]:
        if step.startswith("@"):
            raise LookupError(step)
        beside: list[Any] = [None] if node.text else []
        for child in node:
            beside.extend([child, None] if child.tail else [child])
        child = beside[int(step)]
        if child is None or not isinstance(child.tag, str):
            raise LookupError(step)
        alike = [other for other in node if other.tag == child.tag]
        names.append(f"/{etree.QName(child).localname}[{alike.index(child) + 1}]")
        node = child
    return "".join(names)


def _form_of(source: str) -> str:
    document = etree.fromstring(
        source.encode(), etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    )
    if document.find(f".//{{{_XHTML}}}parsererror") is not None:
        return _FORM.format("<data/>")
    return _FORM.format(etree.tostring(document, encoding="unicode", with_tail=False))


def main(archive: str) -> None:
    """Ask everything, and write the answers."""
    javarosa = _JavaRosa(archive)
    answers: dict[str, list[str]] = {}
    forms: dict[str, Any] = {}
    for number, vector in enumerate(vectors()):
        source = vector["doc"]
        if source is None or not isinstance(vector["expr"], str):
            continue
        try:
            if source not in forms:
                forms[source] = javarosa.form(_form_of(source))
            path = _path(source, vector["ctx"]) if "parsererror" not in source else ""
        except (LookupError, ValueError, jpype.JException):
            continue
        answers[str(number)] = javarosa.answer(forms[source], vector["expr"], path, vector.get("resultType"))
    form = javarosa.form((RECORDINGS / "javarosa_form.xml").read_text(encoding="utf-8"))
    cases = []
    for line in (RECORDINGS / "javarosa_cases.txt").read_text(encoding="utf-8").splitlines():
        path, _, expression = line.partition(" :: ")
        cases.append([path, expression, *javarosa.answer(form, expression, path)])
    text = json.dumps({"vectors": answers, "cases": cases}, ensure_ascii=False, indent=0)
    (RECORDINGS / "javarosa.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(answers)} vectors, {len(cases)} cases")


if __name__ == "__main__":
    main(sys.argv[1])
