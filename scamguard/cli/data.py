"""`scamguard data`: tools for whoever edits the data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scamguard.cli.exit_status import ALL_OFFICIAL, USAGE_ERROR
from scamguard.knowledge.checks import check_folder
from scamguard.knowledge.compiled import COMPILED_NAME, data_folder, to_bytes
from scamguard.knowledge.load import read_bundle


def run(arguments: argparse.Namespace) -> int:
    """Checks the folder, writes its compiled form where asked, and returns the exit status."""
    folder = Path(arguments.folder or data_folder())
    compiling = arguments.tool == "compile"
    complaints = check_folder(folder, compiled=not compiling)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print(f"scamguard: {len(complaints)} complaint{'s' * (len(complaints) > 1)}", file=sys.stderr)
        return USAGE_ERROR
    if compiling:
        (folder / COMPILED_NAME).write_bytes(to_bytes(read_bundle(folder)))
    print(f"{folder}: {'compiled' if compiling else 'no complaints'}")
    return ALL_OFFICIAL
