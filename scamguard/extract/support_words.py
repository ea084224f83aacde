"""The words that make a platform the owner of a contact."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.denials import Lexicon, either, words_of
from scamguard.extract.signatures import SignatureWords
from scamguard.extract.speakers import SpeakerWords

_SIGNS: Final = r"[\s:：|-]{0,3}"


class SupportWords:
    """The words that make a platform the owner of a contact.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); sections "support" and "scope".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(either(words_of(lexicon, "support", key)))

        self.support = pattern("words")
        self.reach = pattern("reach")
        self.personal = pattern("personal")
        self.yours = pattern("yours")
        self.inbound = re.compile(either(words_of(lexicon, "scope", "inbound")))
        self.signatures = SignatureWords(lexicon)
        self.speakers = SpeakerWords(lexicon)
        #: "建行电话95588": nothing but a label stands between a name and its number.
        self.label = re.compile(rf"{_SIGNS}(?:{either(words_of(lexicon, 'support', 'label'))}{_SIGNS}){{0,2}}[（(]?")
        self.answered = re.compile(rf"\s*{either(words_of(lexicon, 'support', 'answered'))}\s?[:：]")
