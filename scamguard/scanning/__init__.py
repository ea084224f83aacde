"""Text in, report out: what is found in a document, judged."""

from scamguard.scanning.scanner import Scanner, scan

__all__ = ["Scanner", "scan"]
