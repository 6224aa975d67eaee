"""Everything that changes the calendar.

`keeping.py`: records of the desk · `going.py`: members at sessions · `registering.py`: who comes to a meeting
· `reminding.py`: chores · `showing.py`: search and page cache.
"""

from whrin.events.actions.going import say_going, say_not_going, stop_watching, watch_session
from whrin.events.actions.keeping import (
    MEETINGS,
    attach_recording,
    keep_record,
    note_follow_up,
    remove_record,
    set_link,
)
from whrin.events.actions.registering import (
    RegistrationClosed,
    confirm,
    mark_for,
    register,
    take_back,
    takes_registrations,
)
from whrin.events.actions.reminding import forget_who_came, remind_of_deadlines, remind_of_meetings
from whrin.events.actions.showing import show_anew

__all__ = [
    "MEETINGS",
    "RegistrationClosed",
    "attach_recording",
    "confirm",
    "forget_who_came",
    "keep_record",
    "mark_for",
    "note_follow_up",
    "register",
    "remind_of_deadlines",
    "remind_of_meetings",
    "remove_record",
    "say_going",
    "say_not_going",
    "set_link",
    "show_anew",
    "stop_watching",
    "take_back",
    "takes_registrations",
    "watch_session",
]
