"""The command line: `putright COMMAND`. Each command's module loads when called."""

import importlib
from collections.abc import Sequence

import click

COMMANDS = {
    "assess": "assess",
    "backup": "backup",
    "bundle": "bundle",
    "clock": "clock",
    "digest": "digest",
    "erase": "erase",
    "explain": "explain",
    "export": "transfer",
    "figures": "figures",
    "generate": "generate",
    "import": "transfer",
    "init": "init",
    "play": "play",
    "reconcile": "reconcile",
    "redate": "redate",
    "refold": "journal",
    "report": "report",
    "restore": "backup",
    "seal": "journal",
    "serve": "serve",
    "tsm": "tsm",
    "user": "user",
    "verify": "journal",
    "work": "work",
}
"""Command name to its module in `putright.config.commands`."""


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
        module = importlib.import_module(f"putright.config.commands.{module_name}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Complaint casework for social landlords, and the figures it proves.",
)
@click.version_option(package_name="putright", prog_name="putright")
def putright() -> None:
    """Hold the commands together."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program. Ends with 0 done, 1 does not hold, 2 wrong words, 3 refused."""
    putright(arguments, prog_name="putright")
