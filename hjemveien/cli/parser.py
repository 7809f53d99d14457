"""The words of the command line: names here are a contract. Imports nothing heavy."""

import argparse
import importlib
import pkgutil
from datetime import date
from types import ModuleType

from hjemveien import __version__, texts
from hjemveien.cli import commands
from hjemveien.cli.common import add_common
from hjemveien.texts import _, mark

_ARGPARSE_WORDS = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("not allowed with argument %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
)


def build() -> argparse.ArgumentParser:
    """The whole parser, in the language chosen before."""
    argparse._ = texts._  # type: ignore[attr-defined]  # argparse speaks through this name
    parser = argparse.ArgumentParser(
        prog="hjemveien",
        description=_("The way home: casework for a municipal social-housing office."),
        epilog=_("Without a command the window opens."),
    )
    # argparse leaves this one's help in English.
    told = _("show program's version number and exit")
    parser.add_argument(
        "--version", action="version", version=f"hjemveien {__version__}", help=told
    )
    add_common(parser, default=None)
    subparsers = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    for module in command_modules():
        command = subparsers.add_parser(
            module.NAME, help=_(module.HELP), description=_(module.HELP)
        )
        add_common(command, default=argparse.SUPPRESS)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def command_modules() -> list[ModuleType]:
    """Every module in `commands`, by its place; finding none is an error in how we were packed."""
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    if not names:
        raise RuntimeError("no commands were packed with the program")
    found = [importlib.import_module(f"{commands.__name__}.{name}") for name in names]
    return sorted(found, key=lambda module: module.PLACE)


def day(text: str) -> date:
    """A day as 2026-02-27 or 27.02.2026."""
    parts = text.split(".")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is not a day. Write it as 2026-02-27 or 27.02.2026.").format(text=text)
        ) from None
