"""What the actions of this room have in common when they refuse: a sentence for the person who asked."""


class LibraryRefusal(Exception):
    """An action was refused and changed nothing. The message is for staff, in their language."""
