"""The knowledge that commands answer from: the installed one where it is newer, else the shipped one."""

from __future__ import annotations

import sys

from scamguard.errors import DataError
from scamguard.knowledge.compiled import installed_path
from scamguard.knowledge.knowledge import Knowledge


def knowledge_in_use() -> Knowledge:
    """Returns the newest knowledge; what was installed and cannot be used costs one line, and the run goes on.

    Raises:
        DataError: the shipped knowledge cannot be read.
    """
    try:
        return Knowledge.installed()
    except DataError as error:
        if error.place != installed_path():
            raise
        print(f"scamguard: {error}; the shipped knowledge is used", file=sys.stderr)
        return Knowledge.shipped()
