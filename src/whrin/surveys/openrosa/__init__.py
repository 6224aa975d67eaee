"""OpenRosa 1.0: how ODK Collect and its relatives fetch forms and send answers.

Purpose: speak exactly as they insist. Not its purpose: what is kept of an answer (`surveys.actions`). To
remember: a phone shows the message of an answer, so messages are for the woman who holds it; and it keeps
what was refused, so a refusal loses nothing.
"""
