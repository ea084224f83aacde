"""Official accounts of WeChat in text: named behind 公众号, or in front of it."""

from __future__ import annotations

import re

from scamguard.extract.candidate import Candidate
from scamguard.extract.view import View
from scamguard.extract.words import NetworkWord
from scamguard.model.contacts import Account

_NAME = r"[\w\u3400-\u9fff·.-]{2,30}"
_QUOTED_NAME = re.compile(rf"\s?(?:搜索?|关注)?[:：]?\s?[【「《“\"'『]({_NAME})[】」》”\"'』]")
_QUOTED_BEFORE = re.compile(rf"[【「《“『]({_NAME})[】」》”』](?:的|官方|微信){{0,3}}\Z")
_GIVEN_NAME = re.compile(rf"\s?[:：]\s?({_NAME})")
_NAME_BEFORE = re.compile(
    r"(?<![\w\u3400-\u9fff])(?:[0-9]{1,2}[.、]\s?)?(?:请?(?:关注|搜索|打开|进入))?([\u3400-\u9fffA-Za-z0-9]{2,24}?)的?(?:官方)?(?:微信)?\Z"
)
#: What stands before 公众号 and names nobody.
_NOT_A_NAME = re.compile(
    r"微信|官方|旗下|关注|我们|本|该|扫码|扫描|个|在|的|和|与|或|如|搞|做|开通|注册|企业|平台|各|这|那|一|新|请|可|通过"
    r"|进入|搜索|其|抖音号|公司"
)


def official_account(view: View, word: NetworkWord) -> Candidate | None:
    """Returns the official account that is named behind the word, or in front of it."""
    text = view.text
    found = _QUOTED_NAME.match(text, word.end) or _GIVEN_NAME.match(text, word.end)
    before = _NAME_BEFORE.search(text, max(0, word.start - 30), word.start)
    before = _QUOTED_BEFORE.search(text, max(0, word.start - 30), word.start) or before
    if before and not _NOT_A_NAME.search(before[1]) and not before[1].isascii():
        start, end, name = before.start(1), before.end(1), before[1]
        stop = word.end
    elif found and len(found[1]) <= 20 and not (found[0].lstrip()[:1] in ":：" and _NOT_A_NAME.match(found[1])):
        start, end, name = found.start(1), found.end(1), found[1]
        stop = end
    else:
        return None
    return Candidate(start, stop, Account(view.surface(start, stop), name, word.network), min(word.start, start))
