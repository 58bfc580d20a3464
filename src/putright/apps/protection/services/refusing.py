"""Why a write of data protection is refused."""


class ProtectionRefusedError(ValueError):
    """What can't be done, why, and what to do."""
