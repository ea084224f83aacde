"""Many contacts or texts at once, over processes: in order, in bounded memory, and nothing lost."""

from scamguard.batch.many import Checked, Scanned, check_many, scan_many

__all__ = ["Checked", "Scanned", "check_many", "scan_many"]
