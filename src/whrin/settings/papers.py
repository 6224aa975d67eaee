"""Settings of papers that the network writes together."""

from whrin.settings.environment import declare_number

WHRIN_SIGN_OFF_REVIEWERS = declare_number(
    "WHRIN_SIGN_OFF_REVIEWERS", 2, "People who must agree to a paper of the network before it is published."
)
WHRIN_SIGN_OFF_LIVED_EXPERIENCE = declare_number(
    "WHRIN_SIGN_OFF_LIVED_EXPERIENCE",
    1,
    "How many of them must be women with lived experience of drug use; one who objects stops it. 0: no such "
    "rule.",
)
