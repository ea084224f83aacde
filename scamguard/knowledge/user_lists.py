"""What a user's own lists say of a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from scamguard.knowledge.list_format import ACCOUNT, EMAIL, HOST, MAIL_DOMAIN, PHONE, Head, Row, Sense
from scamguard.knowledge.list_store import ListStore
from scamguard.model.contacts import Account, Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, Sentence, SourceView
from scamguard.parse.hostnames import is_address, parents

_HOSTS: Final = (HOST,)
_MAIL: Final = (MAIL_DOMAIN, HOST)

#: Answers whether whoever holds a domain also publishes at a host of it, and a path there.
Reaches = Callable[[str, str, str], bool]


class Listed(msgspec.Struct, frozen=True):
    """What one list says of a contact.

    Attributes:
        head: of the list.
        row: what it says.
        sort: of the value, as in `list_format`.
        value: the value on the list, which the contact is or stands below.
    """

    head: Head
    row: Row
    sort: str
    value: str

    @property
    def sense(self) -> Sense:
        """Whether it is known to be good, or to be bad."""
        return self.head.sense

    @property
    def shown(self) -> str:
        """The value as sentences name it: of an account, its id."""
        return self.value.partition(":")[2] if self.sort == ACCOUNT else self.value

    @property
    def view(self) -> FactView:
        """The row as verdicts quote it, with the list as its source."""
        said = " ".join(part for part in (self.row.label, self.row.note) if part)
        shown = self.shown
        text = Sentence(f"{shown}: {said}", f"{shown}：{said}") if said else Sentence(shown, shown)
        source = SourceView(self.head.name, self.head.publisher, None, self.head.date, "own")
        modal = "has" if self.sense == "allow" else "not-same"
        return FactView(self.row.platform, f"list-{self.head.id}", modal, text, None, "documented", (source,))


class UserLists:
    """The lists that a knowledge base was given: immutable, safe to share between threads and after a fork.

    Args:
        stores: the lists.
        free_mail: domains whose mailboxes are everybody's.
        reaches: where a domain covers what stands below it.
    """

    __slots__ = ("_free_mail", "_reaches", "stores")

    def __init__(self, stores: tuple[ListStore, ...], free_mail: frozenset[str], reaches: Reaches) -> None:
        self.stores = stores
        self._free_mail = free_mail
        self._reaches = reaches

    @property
    def opened(self) -> tuple[tuple[str, str], ...]:
        """Where each list is, and its id: another process opens them by these."""
        return tuple((store.path, store.head.id) for store in self.stores)

    def rows_for(self, contact: Contact) -> tuple[Listed, ...]:
        """Returns what the lists say of a contact; of a host, those that name the nearest domain.

        Raises:
            DataError: a list is damaged, or was written over while it was in use.
        """
        if isinstance(contact, Url):
            return self._at_host(contact.host, _HOSTS, contact.path)
        if isinstance(contact, Phone):
            return tuple(self._exact(PHONE, contact.canonical))
        if isinstance(contact, Email):
            exact = tuple(self._exact(EMAIL, contact.canonical.lower()))
            return exact or (self._at_host(contact.domain, _MAIL) if contact.domain not in self._free_mail else ())
        if isinstance(contact, Account):
            own = tuple(self._exact(ACCOUNT, f"{contact.network}:{contact.canonical.casefold()}"))
            return own or (tuple(self._exact(PHONE, contact.phone)) if contact.phone else ())
        return ()

    def _exact(self, sort: str, value: str) -> Iterator[Listed]:
        for store in self.stores:
            if sort in store.head.sorts:
                for row in store.find(sort + value):
                    yield Listed(store.head, row, sort, value)

    def _at_host(self, host: str, sorts: tuple[str, ...], path: str = "/") -> tuple[Listed, ...]:
        """Returns the rows of the nearest domain that any list names, where that domain speaks for the host."""
        stores = [store for store in self.stores if not set(sorts).isdisjoint(store.head.sorts)]
        if not host or not stores:
            return ()
        longest = max(store.head.labels for store in stores)
        for domain in [host] if is_address(host) else parents(host):
            if domain.count(".") >= longest and not is_address(host):
                continue
            found = tuple(row for sort in sorts for row in self._exact(sort, domain))
            if found:
                return found if self._reaches(domain, host, path) else ()
        return ()
