"""Days as commands take them: written YYYY-MM-DD and nothing else."""

import datetime

import click


def read_day(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> datetime.date | None:
    """Read an option's day, for `callback=`; none where the option was not given.

    Raises click.BadParameter for another way of writing a day, or for no day at all.
    """
    if value is None:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is not a day written YYYY-MM-DD.")
    return day


first_option = click.option(
    "--from",
    "first",
    callback=read_day,
    metavar="DATE",
    required=True,
    help="The first day of the period.",
)
last_option = click.option(
    "--to",
    "last",
    callback=read_day,
    metavar="DATE",
    required=True,
    help="The last day of the period, which is in it.",
)
as_at_option = click.option(
    "--as-at",
    callback=read_day,
    metavar="DATE",
    help="Judge as on this day. Default: today.",
)
