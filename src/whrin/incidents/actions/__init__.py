"""What happens to reports: verbs, atomic, each written into the log without content."""

from whrin.incidents.actions.answering import set_consent, withdraw_report, write_message
from whrin.incidents.actions.files import Incoming, TooLarge, add_files
from whrin.incidents.actions.sending import NobodyReads, arrived, is_open, send_report

__all__ = [
    "Incoming",
    "NobodyReads",
    "TooLarge",
    "add_files",
    "arrived",
    "is_open",
    "send_report",
    "set_consent",
    "withdraw_report",
    "write_message",
]
