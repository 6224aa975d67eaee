"""Forms that cannot be used are refused when they are read, and say where they are wrong."""

from itertools import pairwise

import pytest

from whrin.surveys.xform import FormError, FormFault, read_form

pytestmark = pytest.mark.once
_FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance><data id="d"><a/><b/><g><c/></g>'
    '<r jr:template=""><x/><y/></r></data></instance>{}</model></h:head><h:body>'
    '<input ref="/data/a"/><group ref="/data/r"><repeat nodeset="/data/r"{}><input ref="/data/r/x"/></repeat>'
    "</group>{}</h:body></h:html>"
)


def _read(binds: str, count: str = "", body: str = "") -> None:
    read_form(_FORM.format(binds, count, body).encode())


def _bind(path: str, **logic: str) -> str:
    parts = " ".join(f'{name}="{text}"' for name, text in logic.items())
    return f'<bind nodeset="{path}" {parts}/>'


@pytest.mark.parametrize(
    ("binds", "circle"),
    [
        (
            _bind("/data/a", calculate="/data/b") + _bind("/data/b", calculate="/data/a"),
            "/data/a → /data/b → /data/a",
        ),
        (_bind("/data/a", calculate="if(. = '', 1, .)"), "/data/a → /data/a"),
        (_bind("/data/a", relevant="/data/a = 1"), "/data/a → /data/a"),
        (_bind("/data/g", relevant="/data/g/c = 1"), "/data/g → /data/g"),
        (
            _bind("/data/a", relevant="/data/b = 1") + _bind("/data/b", calculate="../a"),
            "/data/a → /data/b → /data/a",
        ),
        (_bind("/data/r/x", calculate="sum(/data/r/y)") + _bind("/data/r/y", calculate="../x"), "/data/r/x"),
        (_bind("/data/a", required=". = 1"), "own answer"),
        (_bind("/data/a", readonly="../a = 1"), "own answer"),
    ],
)
def test_logic_that_goes_in_a_circle_is_refused_as_javarosa_refuses_it(binds: str, circle: str) -> None:
    with pytest.raises(FormError) as raised:
        _read(binds)
    assert raised.value.fault is FormFault.CYCLE
    assert circle in str(raised.value)


def test_what_only_looks_like_a_circle_is_taken() -> None:
    _read(_bind("/data/a", calculate="once(uuid())", constraint=". != '' and /data/a = 1"))
    _read(_bind("/data/r/y", calculate="position(..)", relevant="../x = 1"), ' jr:count="/data/b"')
    _read(_bind("/data/g", relevant="/data/a = 1") + _bind("/data/g/c", calculate="/data/a"))
    _read(_bind("/data/gone", relevant="1"))


def test_a_long_chain_of_logic_is_taken() -> None:
    names = [f"q{number}" for number in range(1_500)]
    places = "".join(f"<{name}/>" for name in names)
    binds = "".join(
        _bind(f"/data/{name}", calculate=f"/data/{before} + 1") for before, name in pairwise(names)
    )
    source = _FORM.replace("<a/>", f"<a/>{places}").format(binds, "", "")
    read_form(source.encode())


@pytest.mark.parametrize(
    ("binds", "body", "path", "part"),
    [
        (_bind("/data/a", constraint="1 +"), "", "/data/a", "constraint"),
        (_bind("/data/a", relevant="slected(., 'x')"), "", "/data/a", "relevant"),
        ("", '<input ref="/data/b"><label><output value="1 +"/></label></input>', "/data/b", "label"),
        (
            "",
            '<select1 ref="/data/b"><itemset nodeset="x["><value ref="n"/></itemset></select1>',
            "/data/b",
            "choice_filter",
        ),
    ],
)
def test_a_wrong_expression_is_named_by_its_question_and_column(
    binds: str, body: str, path: str, part: str
) -> None:
    with pytest.raises(FormError) as raised:
        _read(binds, body=body)
    assert (raised.value.fault, raised.value.path, raised.value.part) == (FormFault.EXPRESSION, path, part)


def test_a_question_without_a_place_is_refused() -> None:
    with pytest.raises(FormError) as raised:
        _read("", body='<input ref="/data/zz"/>')
    assert (raised.value.fault, raised.value.path) == (FormFault.UNKNOWN_PATH, "/data/zz")


_BOMB = '<!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
_OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (_BOMB.encode(), FormFault.DOCTYPE),
        (_OUTSIDE.encode(), FormFault.DOCTYPE),
        (b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><d/>', FormFault.DOCTYPE),
        (b"", FormFault.NOT_XML),
        (b"\x00\xff", FormFault.NOT_XML),
        (b"<d>", FormFault.NOT_XML),
        (b"<d/>", FormFault.NO_MODEL),
        (b"<d><model/></d>", FormFault.NO_INSTANCE),
        (b"<d><model><instance id='x' src='y'/></model></d>", FormFault.NO_INSTANCE),
        (b"<d>" + b" " * 10_000_001 + b"</d>", FormFault.TOO_LARGE),
        (b"<d>" + b"<a/>" * 250_001 + b"</d>", FormFault.TOO_LARGE),
        (b"<a>" * 5_000 + b"</a>" * 5_000, FormFault.NOT_XML),
        (_FORM.format("", "", "<group>" * 60 + "</group>" * 60).encode(), FormFault.TOO_DEEP),
    ],
)
def test_what_would_harm_its_reader_is_refused(source: bytes, fault: FormFault) -> None:
    with pytest.raises(FormError) as raised:
        read_form(source)
    assert raised.value.fault is fault
