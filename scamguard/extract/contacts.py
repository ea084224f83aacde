"""Every contact of a view, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable

from scamguard.extract.accounts import AccountFinder
from scamguard.extract.bare_ids import BareIdFinder
from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.disguised_numbers import DisguisedNumberFinder
from scamguard.extract.hosts import Hosts
from scamguard.extract.links import LinkFinder
from scamguard.extract.mailboxes import MailboxFinder
from scamguard.extract.numbers import NumberFinder
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords
from scamguard.parse.hostnames import PublicSuffixes


class ContactFinder:
    """Finds contacts of every kind. What is plainer goes first: a number inside a link is no phone number.

    Args:
        words: the words of networks and what stands beside contacts.
        suffixes: the Public Suffix List.
        english: common words.
        is_known: answers whether a host is on record.
    """

    def __init__(
        self, words: ContactWords, suffixes: PublicSuffixes, english: frozenset[str], is_known: Callable[[str], bool]
    ) -> None:
        links = LinkFinder(Hosts(words, suffixes, english, is_known), words, english)
        self._finders = (
            links.find_whole,
            MailboxFinder(suffixes).find,
            links.find,
            links.find_without_dots,
            AccountFinder(words, english).find,
            NumberFinder(words).find,
            DisguisedNumberFinder(words).find,
            BareIdFinder(words, english).find,
        )

    def find(self, view: View) -> list[Candidate]:
        """Returns the contacts of a view, in the order of the text."""
        taken = Taken(len(view.text))
        found = [candidate for find in self._finders for candidate in find(view, taken)]
        return sorted(found, key=lambda candidate: candidate.start)
