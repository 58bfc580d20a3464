"""Writes: one function a step, one transaction each."""

from putright.apps.letters.services.drafting import (
    approve,
    draft,
    new_version,
    send_back,
    submit_for_review,
    upload_edited_word,
    withdraw,
)
from putright.apps.letters.services.erasing import (
    erase_draft,
    erase_words,
    sweep_files,
)
from putright.apps.letters.services.issuing import Issued, Prepared, issue, prepare
from putright.apps.letters.services.posting import (
    mark_posted,
    write_print_folder,
)
from putright.apps.letters.services.restored import doubt_waiting
from putright.apps.letters.services.sending import (
    SendingReport,
    claim,
    due_emails,
    reap,
    send_claimed,
    send_due,
)
from putright.apps.letters.services.settling import (
    cancel,
    confirm_sent,
    record_bounce,
    send_again,
)
from putright.apps.letters.services.wording import save_text, withdraw_text

__all__ = [
    "Issued",
    "Prepared",
    "SendingReport",
    "approve",
    "cancel",
    "claim",
    "confirm_sent",
    "doubt_waiting",
    "draft",
    "due_emails",
    "erase_draft",
    "erase_words",
    "issue",
    "mark_posted",
    "new_version",
    "prepare",
    "reap",
    "record_bounce",
    "save_text",
    "send_again",
    "send_back",
    "send_claimed",
    "send_due",
    "submit_for_review",
    "sweep_files",
    "upload_edited_word",
    "withdraw",
    "withdraw_text",
    "write_print_folder",
]
