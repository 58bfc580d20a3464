"""The tables of letters: documents, versions, kept files, dispatch, own paragraphs.

Nothing here names a person: readers are inside a version's content, which can be
erased. `by` fields hold references of staff, `about` the reference of a case.
"""

from django.db import models
from django.db.models import Q

REFERENCE = 60
"""The longest reference of a case, a person or a member of staff, in characters."""


class LetterState(models.TextChoices):
    """How far a letter has come."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    ISSUED = "issued", "Issued"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Route(models.TextChoices):
    """How a letter leaves."""

    POST = "post", "Post"
    EMAIL = "email", "Email"
    HAND = "hand", "By hand"


class DispatchState(models.TextChoices):
    """Whether a letter has left."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    PRINTED = "printed", "In the print folder"
    SENT = "sent", "Sent"
    MAY_HAVE_BEEN_SENT = "may_have_been_sent", "May have been sent"
    FAILED = "failed", "Could not be sent"
    BOUNCED = "bounced", "Came back"
    CANCELLED = "cancelled", "Cancelled"


LIVE = (
    DispatchState.WAITING,
    DispatchState.CLAIMED,
    DispatchState.PRINTED,
    DispatchState.SENT,
    DispatchState.MAY_HAVE_BEEN_SENT,
)
"""States in which a letter must not be sent a second time unasked."""


class FileFormat(models.TextChoices):
    """What kept bytes are."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class LetterDocument(models.Model):
    """One letter, from its first draft to the bytes that were sent."""

    about = models.CharField(max_length=REFERENCE, db_index=True)
    kind = models.CharField(max_length=30)
    stage = models.PositiveSmallIntegerField(null=True)
    person = models.CharField(max_length=REFERENCE, blank=True)
    state = models.CharField(
        max_length=10, choices=LetterState, default=LetterState.DRAFT
    )
    message_id = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=REFERENCE)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=REFERENCE, blank=True)
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=REFERENCE, blank=True)
    issued_version = models.PositiveIntegerField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_version__isnull=False, issued_on__isnull=False),
                name="letters_issued_says_what_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} about {self.about}"


class LetterVersion(models.Model):
    """What a letter said at one time. `edited` ones came back from Word.

    `content` is the letter's values as canonical bytes, `text` all its words.
    """

    document = models.ForeignKey(
        LetterDocument, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    text = models.TextField()
    edited = models.BooleanField(default=False)
    made_by = models.CharField(max_length=REFERENCE)
    made_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="letters_version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of letter {self.document_id}"


class LetterFile(models.Model):
    """Bytes of a letter kept on disk, by their SHA-256 (64 hexadecimal digits)."""

    document = models.ForeignKey(
        LetterDocument, on_delete=models.PROTECT, related_name="files"
    )
    version = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=FileFormat)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(help_text="bytes")
    kept_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "version", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "version", "format"],
                name="letters_file_once_a_format",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} of letter {self.document_id}"


class Dispatch(models.Model):
    """One try to get a letter to its reader; at most one is live at a time.

    `detail` is a reason in coded words: never a name, an address or a server's text.
    """

    document = models.ForeignKey(
        LetterDocument, on_delete=models.PROTECT, related_name="dispatches"
    )
    route = models.CharField(max_length=5, choices=Route)
    state = models.CharField(
        max_length=20, choices=DispatchState, default=DispatchState.WAITING
    )
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=REFERENCE)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    bounced_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=REFERENCE, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "dispatches"
        indexes = [
            models.Index(fields=["state", "route", "not_before"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=LIVE),
                name="letters_dispatch_live_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False),
                name="letters_sent_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route} of letter {self.document_id}: {self.state}"


class StandardText(models.Model):
    """A paragraph in the landlord's own words, for one code of one kind of letter."""

    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=60)
    owner = models.CharField(max_length=REFERENCE)
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], name="letters_text_code_once_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"


class StandardTextVersion(models.Model):
    """What a paragraph said, from a time on. The latest version is the one used."""

    standard_text = models.ForeignKey(
        StandardText, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    made_by = models.CharField(max_length=REFERENCE)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["standard_text", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard_text", "number"], name="letters_text_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of text {self.standard_text_id}"
