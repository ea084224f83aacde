"""The knowledge that a command answers from: the shipped one, with the user's overlays over it."""

from __future__ import annotations

import argparse
import sys

from scamguard.knowledge.knowledge import Knowledge


def knowledge_for(arguments: argparse.Namespace) -> Knowledge:
    """Returns the knowledge with the overlays that `--data` names; each conflict is a line on standard error.

    Raises:
        DataError: the knowledge, or an overlay, cannot be used.
    """
    knowledge = Knowledge.shipped()
    if not arguments.data:
        return knowledge
    from scamguard.overlays import lay_over  # few commands have any

    laid = lay_over(knowledge, *arguments.data)
    for conflict in laid.conflicts:
        print(f"scamguard: {conflict}", file=sys.stderr)
    return laid.knowledge
