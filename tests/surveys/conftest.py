"""A form that is being filled in: one visit, three sites, a list of cities."""

from collections.abc import Callable

import pytest

from tests.surveys.forms import at, read_form
from whrin.surveys.xpath import Environment, Frame, Node, compile_expression
from whrin.surveys.xpath.values import Scalar

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
<instance><data id="visit"><name>Sample house</name><day>2026-03-08</day><fee/><country>ke</country><city/>
<needs>legal shelter</needs>
<site><women>12</women><staff>3</staff><room><beds>4</beds></room><room><beds>2</beds></room></site>
<site><women>20</women><staff/><room><beds>6</beds></room></site>
<site><women>5</women><staff>2</staff></site></data></instance>
<instance id="city"><root>
<item><name>nbo</name><country>ke</country><label>Nairobi</label></item>
<item><name>kla</name><country>ug</country><label>Kampala</label></item>
<item><name>mba</name><country>ke</country><label>Mombasa</label></item>
</root></instance>
<bind nodeset="/data/day" type="date"/></model></h:head><h:body>
<repeat nodeset="/data/site"/><repeat nodeset="/data/site/room"/></h:body></h:html>"""

Ask = Callable[..., Scalar]


@pytest.fixture
def form() -> tuple[Node, Environment]:
    """Return the root of the form and its world."""
    return read_form(FORM)


@pytest.fixture
def ask(form: tuple[Node, Environment]) -> Ask:
    """Return what an expression gives at a place of the form."""
    root, environment = form

    def asked(expression: str, path: str = "/data/name") -> Scalar:
        return compile_expression(expression).scalar(Frame(at(root, path), environment))

    return asked
