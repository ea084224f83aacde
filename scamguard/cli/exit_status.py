"""What the command says to the shell (docs/command-line.md)."""

from typing import Final

ALL_OFFICIAL: Final = 0
NOT_ALL_OFFICIAL: Final = 1
NO_ALARM: Final = 0
SOME_ALARM: Final = 1
USAGE_ERROR: Final = 2
