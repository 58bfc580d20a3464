"""How a command ends: 0 done, 1 does not hold, 2 wrong words, 3 some was refused."""

import click


class DoesNotHoldError(click.ClickException):
    """Something was checked and does not hold. Ends with 1."""

    exit_code = 1


class RefusedError(click.ClickException):
    """Some input was refused, and the rest, if any, taken. Ends with 3."""

    exit_code = 3
