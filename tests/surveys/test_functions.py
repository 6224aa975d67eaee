"""Every function of the ODK XForms specification is there."""

import pytest

from whrin.surveys.xpath.functions import names

# The specification's list: https://getodk.github.io/xforms-spec/#xpath-functions
SPECIFIED = {
    "string concat join substr substring-before substring-after translate string-length normalize-space",
    "contains starts-with ends-with uuid digest pulldata base64-decode",
    "true false boolean boolean-from-string not if coalesce once regex checklist weighted-checklist",
    "number random int round count count-non-empty sum max min pow log log10 abs sqrt exp exp10 pi",
    "sin cos tan asin acos atan atan2 instance current randomize position indexed-repeat",
    "today now date date-time format-date format-date-time decimal-date-time decimal-time",
    "selected selected-at count-selected jr:choice-name jr:itext area distance intersects geofence",
}


@pytest.mark.once
def test_every_function_of_the_specification_is_there() -> None:
    assert {name for line in SPECIFIED for name in line.split()} - names() == set()
