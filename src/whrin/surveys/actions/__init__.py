"""What is done with forms, and with what came in."""

from whrin.surveys.actions.answers import AnswerDiffers, FileDiffers, FormIsClosed, SentFile, take_answer
from whrin.surveys.actions.authoring import (
    FileTooLarge,
    WorkChanged,
    add_work_file,
    discard_work,
    publish_work,
    remove_work_file,
    save_work,
    set_renames,
)
from whrin.surveys.actions.collectors import (
    Admitted,
    NotForPhones,
    admit_collector,
    give_forms,
    remove_collector,
    revoke_collector,
)
from whrin.surveys.actions.editing import edit_form
from whrin.surveys.actions.expiring import erase_old_answers
from whrin.surveys.actions.forms import (
    CannotOpenForm,
    archive_form,
    close_form,
    close_overdue_forms,
    create_form,
    delete_form,
    open_form,
)
from whrin.surveys.actions.invitations import (
    CannotInvite,
    SeatTaken,
    invite,
    revoke_invitations,
    seat_for,
    spend,
)
from whrin.surveys.actions.publishing import LARGEST_MEDIA, CannotPublish, publish_version
from whrin.surveys.actions.team import CannotJoinTeam, give_part, take_part
from whrin.surveys.actions.tickets import HasAnswered, take_ticket

__all__ = [
    "LARGEST_MEDIA",
    "Admitted",
    "AnswerDiffers",
    "CannotInvite",
    "CannotJoinTeam",
    "CannotOpenForm",
    "CannotPublish",
    "FileDiffers",
    "FileTooLarge",
    "FormIsClosed",
    "HasAnswered",
    "NotForPhones",
    "SeatTaken",
    "SentFile",
    "WorkChanged",
    "add_work_file",
    "admit_collector",
    "archive_form",
    "close_form",
    "close_overdue_forms",
    "create_form",
    "delete_form",
    "discard_work",
    "edit_form",
    "erase_old_answers",
    "give_forms",
    "give_part",
    "invite",
    "open_form",
    "publish_version",
    "publish_work",
    "remove_collector",
    "remove_work_file",
    "revoke_collector",
    "revoke_invitations",
    "save_work",
    "seat_for",
    "set_renames",
    "spend",
    "take_answer",
    "take_part",
    "take_ticket",
]
