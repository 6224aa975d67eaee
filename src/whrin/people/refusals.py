"""Why something about an account was not done, in words for the person who asked."""


class PeopleRefusal(Exception):
    """A reason that can be shown to whoever asked."""
