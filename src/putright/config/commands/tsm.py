"""`putright tsm`: the Tenant Satisfaction Measures. Needs no database, no server."""

import importlib
import os

import click

COMMANDS = {
    "counts": "tsm_counts",
    "quartiles": "tsm_quartiles",
    "records": "tsm_records",
    "returns": "tsm_returns",
    "survey": "tsm_survey",
}
"""Command name to its module beside this one."""

ALLOCATOR = "_RJEM_MALLOC_CONF"
KEPT = "dirty_decay_ms:-1,muzzy_decay_ms:-1"
"""Polars' memory, once used, is used again and not given back while the command runs.

Giving back each batch of records and asking for the next one costs an eighth of the
time. It has to be said before Polars is loaded, and only a command that ends says it.
"""


class Commands(click.Group):
    """Loads a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command: the module's attribute `<name>_command`."""
        module_name = COMMANDS.get(cmd_name)
        if module_name is None:
            return None
        os.environ.setdefault(ALLOCATOR, KEPT)
        module = importlib.import_module(f"putright.config.commands.{module_name}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands)
def tsm_command() -> None:
    """Work out the Tenant Satisfaction Measures from counts, records or answers."""
