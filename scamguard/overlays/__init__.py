"""A user's own records over the shipped knowledge, without a fork (docs/overlays.md)."""

from scamguard.overlays.conflicts import Conflict
from scamguard.overlays.laid import Overlaid, lay_over

__all__ = ["Conflict", "Overlaid", "lay_over"]
