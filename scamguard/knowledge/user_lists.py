"""What a user's own lists say of a contact."""

from __future__ import annotations

from typing import Final

import msgspec

from scamguard.knowledge.host_index import HostIndex
from scamguard.knowledge.list_format import ACCOUNT, EMAIL, HOST, MAIL_DOMAIN, PHONE, Head, Row, Sense
from scamguard.knowledge.list_store import ListStore
from scamguard.model.contacts import Account, Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, Sentence, SourceView
from scamguard.parse.hostnames import is_address, parents

_HOSTS: Final[tuple[str, ...]] = (HOST,)
_MAIL: Final[tuple[str, ...]] = (MAIL_DOMAIN, HOST)


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
        hosts: where a domain covers what stands below it, and whose mailboxes are everybody's.
    """

    __slots__ = ("_holding", "_hosts", "_walks", "stores")

    def __init__(self, stores: tuple[ListStore, ...], hosts: HostIndex) -> None:
        self.stores = stores
        self._hosts = hosts
        #: Sorts of keys that a host is looked up by -> the lists that have one, and the most dots in any.
        self._walks = {sorts: self._walk(stores, sorts) for sorts in (_HOSTS, _MAIL)}
        #: Sort of key -> the lists that have any of it: of others nothing is looked up.
        self._holding = {
            sort: tuple(store for store in stores if sort in store.head.sorts)
            for sort in (HOST, MAIL_DOMAIN, EMAIL, PHONE, ACCOUNT)
        }

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
            return self._exact(PHONE, contact.canonical)
        if isinstance(contact, Email):
            exact = self._exact(EMAIL, contact.canonical.lower())
            if exact or contact.domain in self._hosts.free_mail:
                return exact
            return self._at_host(contact.domain, _MAIL)
        if isinstance(contact, Account):
            own = self._exact(ACCOUNT, f"{contact.network}:{contact.canonical.casefold()}")
            return own or (self._exact(PHONE, contact.phone) if contact.phone else ())
        return ()

    def _exact(self, sort: str, value: str) -> tuple[Listed, ...]:
        found: tuple[Listed, ...] = ()
        for store in self._holding[sort]:
            if rows := store.find(sort + value):
                found += tuple(Listed(store.head, row, sort, value) for row in rows)
        return found

    def _at_host(self, host: str, sorts: tuple[str, ...], path: str = "/") -> tuple[Listed, ...]:
        """Returns the rows of the nearest domain that any list names, where that domain speaks for the host."""
        held, dots = self._walks[sorts]
        if not host or not held:
            return ()
        for domain in [host] if is_address(host) else parents(host):
            if domain.count(".") > dots:
                continue
            found: list[Listed] = []
            for sort, store in held:  # not by _exact: nearly all of these find nothing
                if rows := store.find(sort + domain):
                    found += [Listed(store.head, row, sort, domain) for row in rows]
            if found:
                return tuple(found) if self._hosts.reaches(domain, host, path) else ()
        return ()

    @staticmethod
    def _walk(stores: tuple[ListStore, ...], sorts: tuple[str, ...]) -> tuple[tuple[tuple[str, ListStore], ...], int]:
        held = tuple((sort, store) for sort in sorts for store in stores if sort in store.head.sorts)
        return held, max((store.head.labels for _, store in held), default=0) - 1
