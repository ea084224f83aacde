"""Everything that a text is read with."""

from __future__ import annotations

from scamguard.extract.claim_words import ChannelClaimWords
from scamguard.extract.contacts import ContactFinder
from scamguard.extract.demands import DemandWords
from scamguard.extract.denials import DenialWords
from scamguard.extract.glyphs import Glyphs
from scamguard.extract.mentions import PlatformMentions
from scamguard.extract.owned_channels import OwnedChannels
from scamguard.extract.scope import ScopeWords
from scamguard.extract.support_words import SupportWords
from scamguard.extract.words import ContactWords
from scamguard.knowledge.knowledge import Knowledge


class Reader:
    """Everything that a text is read with, built once from the knowledge.

    Args:
        knowledge: the words, the names of platforms, the Public Suffix List.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        reading = knowledge.reading
        lexicon = reading.lexicon
        self.glyphs = Glyphs(**reading.glyphs)
        self.contacts = ContactFinder(
            ContactWords(lexicon), knowledge.suffixes, knowledge.common_words, knowledge.hosts.mentions
        )
        self.mentions = PlatformMentions(knowledge.names.by_key, lexicon)
        self.support = SupportWords(lexicon)
        self.scope = ScopeWords(lexicon)
        self.denials = DenialWords(lexicon)
        self.claims = ChannelClaimWords(lexicon)
        self.demands = DemandWords(lexicon)
        self.owned = OwnedChannels({value: knowledge.not_same.owners(value)[0] for value in knowledge.not_same})
