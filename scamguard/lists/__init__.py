"""Makes compiled lists of a user's own domains and numbers, up to millions (docs/lists.md)."""

from scamguard.lists.build import Built, ListTitle, build_list

__all__ = ["Built", "ListTitle", "build_list"]
