"""Hosts that are as long as a host can be, made of what costs the most to compare with names."""

from __future__ import annotations

import itertools
from typing import Final, NamedTuple

import idna

#: Longest host and longest label, in characters (RFC 1035 §2.3.4).
MAX_HOST: Final = 253
MAX_LABEL: Final = 63
#: What a host ends in that nobody is known to own, below which labels are free.
_FOREIGN: Final = ".web-pages.net"
_NAMES: Final = ("aliexpress", "paypal", "tiktok", "alipay", "amazon", "binance", "shopee", "taobao", "wechat", "ebay")
_WORDS: Final = ("login", "support", "account", "kefu", "center", "refund", "online", "dingdan", "bonus", "in", "no")


class Hostile(NamedTuple):
    """A host made of one unit again and again, in labels of a length.

    Attributes:
        unit: what is repeated.
        label: characters of a label, at most; 0 where the unit brings its own dots.
        end: what stands at the end, where the owner's part is.
        is_other_script: the labels are written in Unicode, and asked about as A-labels.
    """

    unit: str
    label: int = MAX_LABEL
    end: str = ".com"
    is_other_script: bool = False

    def of(self, size: int) -> str:
        """Returns the host in at most this many characters, and not many fewer."""
        if self.is_other_script:
            return self._in_other_script(size)
        room = size - len(self.end)
        letters = itertools.cycle(self.unit)
        if not self.label:
            return "".join(itertools.islice(letters, room)).strip(".-") + self.end
        labels = []
        while room > 1:
            text = "".join(itertools.islice(letters, min(self.label, room))).strip("-")
            labels.append(text)
            room -= len(text) + 1
        return ".".join(labels) + self.end

    def _in_other_script(self, size: int) -> str:
        labels: list[str] = []
        room = size - len(self.end)
        while room > 12:
            text = next(
                label
                for count in range(min(room, MAX_LABEL), 0, -1)
                if len(label := _to_a_label((self.unit * count)[:count])) <= min(room, MAX_LABEL)
            )
            labels.append(text)
            room -= len(text) + 1
        return ".".join(labels) + self.end


def _to_a_label(text: str) -> str:
    """Returns the A-label, or something too long where there is none."""
    try:
        return idna.encode(text).decode()
    except idna.IDNAError:
        return "x" * (MAX_LABEL + 1)


HOSTILE: Final = {
    "one letter": Hostile("a"),
    "letters": Hostile("qwertzuiopasdfghjklyxcvbnm"),
    "hyphens between letters": Hostile("a-"),
    "two hyphens between letters": Hostile("a--"),
    "dots between letters": Hostile("a.", label=0, end=_FOREIGN),
    "digits": Hostile("1"),
    "digits and letters": Hostile("1a0b"),
    "digits for letters": Hostile("p4yp41"),
    "digits for letters, with hyphens": Hostile("p4yp41-"),
    "one name": Hostile("paypal"),
    "one name, with hyphens": Hostile("paypal-"),
    "one name, with dots": Hostile("paypal.", label=0, end=_FOREIGN),
    "a short name": Hostile("ebay"),
    "a short name, with hyphens": Hostile("ebay-"),
    "a common name, with hyphens": Hostile("dhl-"),
    "a common name, with dots": Hostile("dhl.", label=0, end=_FOREIGN),
    "a name in Latin letters": Hostile("weixinzhifu"),
    "a whole domain": Hostile("paypal.com.", label=0, end=_FOREIGN),
    "a whole domain, with hyphens": Hostile("paypal-com-"),
    "endings": Hostile("com.cn.co.uk.", label=0, end=_FOREIGN),
    "names glued together": Hostile("".join(_NAMES)),
    "names with hyphens": Hostile("-".join((*_NAMES, ""))),
    "names with dots": Hostile(".".join((*_NAMES, "")), label=0, end=_FOREIGN),
    "a name one letter short, with hyphens": Hostile("paypl-"),
    "a name one letter short": Hostile("aliexpres"),
    "half a name": Hostile("tiktokglobalsho"),
    "words glued together": Hostile("".join(_WORDS)),
    "words with hyphens": Hostile("-".join((*_WORDS, ""))),
    "a name between words": Hostile("loginpaypalsupport"),
    "a name between words, with hyphens": Hostile("login-paypal-support-"),
    "a name one letter off between words": Hostile("login-paypol-support-"),
    "words that hold a name": Hostile("createmusic"),
    "words that hold names": Hostile("bluebaycreatemusicpaypalace"),
    "words that hold names, with hyphens": Hostile("bluebay-createmusic-paypalace-"),
    "two-letter words": Hostile("initonno"),
    "letters that are no word but nearly": Hostile("logisupporaccoun"),
    "pairs that look like letters": Hostile("rnvvcl"),
    "pairs of one kind": Hostile("cl"),
    "letters of one shape": Hostile("l1i"),
    "plurals": Hostile("ses"),
    "plurals of names": Hostile("aliexpresses"),
    "A-labels of a name": Hostile("xn--pypal-4ve.", label=0, end=_FOREIGN),
    "A-labels that are none": Hostile("xn--a.", label=0, end=_FOREIGN),
    "Cyrillic letters": Hostile("а", is_other_script=True),
    "a name in Cyrillic letters": Hostile("раураӏ", is_other_script=True),
    "a name with one Cyrillic letter": Hostile("pаypal", is_other_script=True),
    "names with accents": Hostile("páypalaliéxpress", is_other_script=True),
    "names with accents, with hyphens": Hostile("páypal-aliéxpress-", is_other_script=True),
    "Chinese letters": Hostile("支付宝客服", is_other_script=True),
    "a name as the owner's": Hostile("paypal", end=".paypal-login.top"),
    "below a host where anyone can publish": Hostile("paypal-", end=".github.io"),
    "below an open page": Hostile("paypal.", label=0, end=".vercel.app"),
}
