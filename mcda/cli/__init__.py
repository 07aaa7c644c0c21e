"""The shell: the same actions as the pages. Exit 0 done, 2 bad input with one sentence on stderr."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from mcda.actions.unnamed import SHELL
from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text
from mcda.text import LANGUAGES, Language, say

DONE, BAD_INPUT = 0, 2
_PARTS = ("scoring", "studies", "workshop", "publishing")


class _Parser(argparse.ArgumentParser):
    """argparse that answers a wrong command line with one sentence."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput("cli.usage", problem=message, command=self.prog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what went wrong is said on stderr in the person's language."""
    if arguments is None:
        _keep_stdout()
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    try:
        chosen = _parser(language).parse_args(given)
        return int(chosen.run(chosen))
    except InvalidInput as problem:
        print(problem_text(problem, language), file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def _keep_stdout() -> None:
    """Keep stdout for the answer: what the solver's own code prints, at the latest at exit, goes nowhere."""
    ours = sys.stdout
    try:
        ours.flush()
        kept = os.dup(1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
    except (AttributeError, OSError):  # nobody listens
        return
    sys.stdout = open(  # noqa: SIM115 - it is closed with the process
        kept, "w", encoding=ours.encoding, errors=ours.errors, buffering=1 if ours.isatty() else -1
    )


def _language(given: Sequence[str]) -> Language:
    """Known before the rest is parsed, so that a wrong command line is answered in it too."""
    for position, argument in enumerate(given):
        word = argument.partition("=")[2] if argument.startswith("--language=") else ""
        if argument == "--language" and position + 1 < len(given):
            word = given[position + 1]
        for language in LANGUAGES:
            if word == language:
                return language
    return "en"


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m mcda", description=say("cli.about", language))
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help=say("cli.help.language", language)
    )
    parser.add_argument("--database", metavar="URL", help=say("cli.help.database", language))
    parser.add_argument("--who", metavar="NAME", default=SHELL, help=say("cli.help.who", language))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for part in _PARTS:
        import_module(f"mcda.cli.{part}").register(commands, language)
    return parser
