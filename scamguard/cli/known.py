"""The knowledge that a command answers from: the newest that is installed, with the user's overlays and lists."""

from __future__ import annotations

import argparse
import sys

from scamguard.errors import DataError
from scamguard.knowledge.compiled import installed_path
from scamguard.knowledge.knowledge import Knowledge


def knowledge_for(arguments: argparse.Namespace) -> Knowledge:
    """Returns the knowledge with the overlays that `--data` names, and the lists that `--list` names.

    Each conflict of an overlay is a line on standard error.

    Raises:
        DataError: the knowledge, an overlay, or a list, cannot be used.
    """
    return _with_overlays(arguments).with_lists(*(getattr(arguments, "list", None) or ()))


def _with_overlays(arguments: argparse.Namespace) -> Knowledge:
    knowledge = _newest()
    if not arguments.data:
        return knowledge
    from scamguard.overlays import lay_over  # few commands have any

    laid = lay_over(knowledge, *arguments.data)
    for conflict in laid.conflicts:
        print(f"scamguard: {conflict}", file=sys.stderr)
    return laid.knowledge


def _newest() -> Knowledge:
    """Returns the newest knowledge; what an update has installed and cannot be used costs one line."""
    try:
        return Knowledge.installed()
    except DataError as error:
        if error.place != installed_path():
            raise
        print(f"scamguard: {error}; the shipped knowledge is used", file=sys.stderr)
        return Knowledge.shipped()
