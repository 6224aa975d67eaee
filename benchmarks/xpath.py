"""How fast the logic of a form is: `python -m benchmarks.xpath [--quick]`.

The promise: a form of 30 expressions (relevance, constraints, calculations, choice filters, sums over
repeats) is calculated at least 1,000 times a second on one core; a form of 500 questions in five languages
is read and begun in under 300 ms. Beside it, for the expressions that plain XPath 1.0 can say too, lxml
(libxml2, in C) on the same document. `--quick` calculates for a shorter time.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from benchmarks.verdict import fails, word
from whrin.surveys.xform import Session, read_form
from whrin.surveys.xpath import Environment, Frame, Node, compile_expression
from whrin.surveys.xpath.documents import tree_of
from whrin.surveys.xpath.moments import moment_of

#: Calculations of the whole form in a second.
PROMISED = 1_000
#: Seconds until a form of 500 questions can be answered.
OPENED = 0.3

DOCUMENT = """<data><name>Nairobi drop-in</name><opened>2019-03-08</opened><visited>2026-10-05</visited>
<services>naloxone shelter legal other</services><other>childcare</other><women>37</women><men>120</men><fee/>
<country>ke</country><city>nbo</city><phone>+254700000000</phone><email>a@example.org</email><age>34</age><note/>
<site><women>12</women><staff>3</staff><open>1</open></site><site><women>20</women><staff/><open>0</open></site>
<site><women>5</women><staff>2</staff><open>1</open></site></data>"""
CITIES = "".join(
    f"<item><name>c{number}</name><country>{'ug' if number % 4 else 'ke'}</country><label>C</label></item>"
    for number in range(40)
)

#: Each with the question where it stands; those marked True mean the same in plain XPath 1.0.
EXPRESSIONS = [
    ("/data/name", "string-length(.) >= 3", True),
    ("/data/name", "normalize-space(.) != ''", True),
    ("/data/opened", ". <= today()", False),
    ("/data/visited", ". >= ../opened and . <= today()", False),
    ("/data/visited", "int(decimal-date-time(today()) - decimal-date-time(.)) < 400", False),
    ("/data/other", "selected(/data/services, 'other')", False),
    (
        "/data/services",
        "count-selected(.) <= 5 and not(selected(., 'none') and count-selected(.) > 1)",
        False,
    ),
    ("/data/fee", "../women > 0 and ../country = 'ke'", True),
    ("/data/women", ". >= 0 and . <= 100000", True),
    ("/data/women", "round(. div (. + ../men) * 100, 1)", False),
    ("/data/men", "if(../women > 0, round(../men div ../women, 2), 0)", False),
    ("/data/women", "sum(/data/site/women) = .", True),
    ("/data/women", "sum(/data/site/women)", True),
    ("/data/women", "count(/data/site)", True),
    ("/data/women", "count(/data/site[open = 1])", True),
    ("/data/women", "max(/data/site/women)", False),
    ("/data/women", "join(', ', /data/site/women)", False),
    ("/data/site[2]/staff", "position(..)", False),
    ("/data/site[2]/staff", "../open = 1", True),
    ("/data/site[2]/staff", "coalesce(., 0) + ../women", False),
    ("/data/site[2]/staff", "indexed-repeat(/data/site/women, /data/site, 1) < ../women", False),
    ("/data/phone", "regex(., '^\\+?[0-9 ]{6,15}$')", False),
    ("/data/email", "contains(., '@') and not(starts-with(., '@'))", True),
    ("/data/age", "format-date(../opened, '%Y') - 1900", False),
    ("/data/age", "concat(../name, ' (', ../country, ')')", True),
    ("/data/age", ". >= 18 or ../country = 'ug'", True),
    ("/data/city", "count(instance('city')/root/item[country = /data/country])", False),
    ("/data/note", "once(substr(/data/name, 0, 7))", False),
    ("/data/note", "checklist(1, 2, ../women > 0, ../men > 0, ../fee != '')", False),
    ("/data/note", "pow(../women, 2) + sqrt(../men) * pi() mod 7", False),
]


def tree() -> tuple[Node, Environment]:
    """Return the sample's root, its dates typed and its repeats marked, and its world."""
    root = tree_of(etree.fromstring(DOCUMENT))
    for node in root.children[0].children:
        node.instance_of_repeat = node.name == "site"
        if node.name in {"opened", "visited"}:
            node.value, node.children = moment_of(str(node.content()), UTC) or "", []
        for question in [node, *node.children]:
            if question.children and question.children[0].name == "":
                question.value, question.children = question.content(), []
    clock = datetime(2026, 11, 22, 12, tzinfo=UTC)
    cities = tree_of(etree.fromstring(f"<root>{CITIES}</root>"))
    return root, Environment(clock=lambda: clock, instances={"city": cities})


def large_form(questions: int = 500) -> bytes:
    """Return a form in which every second question has a condition and every fifth is calculated."""
    names = [f"q{number}" for number in range(questions)]
    binds = []
    for number, name in enumerate(names):
        logic = f'constraint="string-length(.) &lt; {number + 10}" '
        if number > 5 and number % 2:
            logic += f"relevant=\"/data/q{number - 1} != 'x' and selected(/data/q{number - 3}, 'a')\" "
        if number > 5 and number % 5 == 0:
            logic += f"calculate=\"concat(/data/q{number - 1}, '-', /data/q{number - 2})\" "
        binds.append(f'<bind nodeset="/data/{name}" type="string" {logic}/>')
    texts = "".join(
        f'<text id="{name}"><value>About <output value="/data/q1"/></value></text>' for name in names
    )
    languages = "".join(
        f'<translation lang="{name}">{texts}</translation>' for name in ("en", "es", "fr", "ru", "ar")
    )
    asked = "".join(
        f'<input ref="/data/{name}"><label ref="jr:itext(\'{name}\')"/></input>' for name in names
    )
    data = "".join(f"<{name}/>" for name in names)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><model>'
        f'<itext>{languages}</itext><instance><data id="large">'
        f"{data}</data></instance>{''.join(binds)}</model></h:head><h:body>{asked}</h:body></h:html>"
    ).encode()


def opening(source: bytes) -> float:
    """Return the seconds until a form that nobody has read yet can be answered."""
    compile_expression.cache_clear()
    began = time.process_time()
    session = Session(read_form(source), Environment())
    passed = time.process_time() - began
    session.answer(session.at("/data/q3"), "a")
    return passed


def rate(work: Callable[[], object], seconds: float) -> float:
    """Return how often something can be done in a second of one core."""
    work()
    # The time of this process alone: the machine may have other work.
    done, began = 0, time.process_time()
    while (passed := time.process_time() - began) < seconds:
        work()
        done += 1
    return done / passed


def main() -> int:
    """Measure, say what was found, and return whether the promise was broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    seconds = 0.5 if quick else 3.0
    root, environment = tree()
    ready = [
        (
            compile_expression(source),
            Frame(compile_expression(path).nodes(Frame(root, environment))[0], environment),
        )
        for path, source, _ in EXPRESSIONS
    ]
    ours = rate(lambda: [expression.scalar(frame) for expression, frame in ready], seconds)
    print(f"{len(ready)} expressions: {ours:,.0f} calculations a second {word(PROMISED / ours)}")

    document = etree.fromstring(DOCUMENT)
    shared = [number for number, (_, _, plain) in enumerate(EXPRESSIONS) if plain]
    theirs = [(etree.XPath(EXPRESSIONS[n][1]), document.xpath(EXPRESSIONS[n][0])[0]) for n in shared]
    half = rate(lambda: [ready[n][0].scalar(ready[n][1]) for n in shared], seconds)
    peer = rate(lambda: [expression(node) for expression, node in theirs], seconds)
    print(f"the {len(shared)} that plain XPath can say: {half:,.0f} a second; lxml {peer:,.0f}")
    compile_expression.cache_clear()
    reading = rate(lambda: [compile_expression.__wrapped__(source) for _, source, _ in EXPRESSIONS], seconds)
    print(f"reading all {len(ready)} anew: {reading:,.0f} a second")
    source = large_form()
    opened = min(opening(source) for _ in range(1 if quick else 5))
    print(f"a form of 500 questions opened in {opened * 1000:,.0f} ms {word(opened / OPENED)}")
    return fails(max(PROMISED / ours, opened / OPENED), quick=quick)


if __name__ == "__main__":
    sys.exit(main())
