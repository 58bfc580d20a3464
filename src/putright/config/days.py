"""A day as commands take it: written YYYY-MM-DD and nothing else."""

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
