"""The words of the page itself, in English and Chinese; what is said about findings comes from `scamguard.render`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scamguard.model.verdict import Sentence

#: Name in page.html and the scripts -> the words.
WORDS: Final[Mapping[str, Sentence]] = {
    "title": Sentence("Is it really them? – scamguard", "真的是他们吗？– scamguard"),
    "heading": Sentence("Is it really them?", "真的是他们吗？"),
    "lead": Sentence(
        "Paste what you received. You learn whether it is really theirs, how we know, and what to use instead.",
        "把收到的内容粘贴进来，就能知道联系方式是不是真的、依据是什么、应该改用什么。",
    ),
    "message": Sentence("The message, number, link or account", "消息、电话、链接或账号"),
    "message_hint": Sentence(
        "The whole message is best: what they ask of you counts, too.", "最好粘贴整条消息：对方提出的要求也会一并核对。"
    ),
    "claims": Sentence("Who do they say they are? (optional)", "对方自称是谁？（可不填）"),
    "claims_hint": Sentence(
        "A company, bank or office by any of its names, like PayPal or 工商银行.",
        "公司、银行或机构，任何语言的名称都可以，例如：工商银行、PayPal。",
    ),
    "options": Sentence("More about it (optional)", "补充说明（可不填）"),
    "inbound": Sentence("They called or wrote to me first", "是对方先打来或发来的"),
    "audience": Sentence("I deal with them as one of the", "我的身份"),
    "any_audience": Sentence("not said", "不说明"),
    "region": Sentence("My country or region", "我所在的国家或地区"),
    "any_region": Sentence("not said", "不说明"),
    "token": Sentence("Token of this scamguard", "此 scamguard 的访问令牌"),
    "token_hint": Sentence(
        "Whoever runs it has it. It is kept until this page is closed.", "请向运行者索取。关闭本页后不会保留。"
    ),
    "check": Sentence("Check", "核对"),
    "checking": Sentence("Checking…", "正在核对……"),
    "privacy": Sentence(
        "What you paste goes to the scamguard at {host} and nowhere else. No link in it is opened.",
        "您粘贴的内容只发送给 {host} 上的 scamguard，不会发往别处；其中的链接不会被打开。",
    ),
    # ---- the answer
    "nothing": Sentence(
        "NOT VERIFIED. We found nothing in this message that we could check.",
        "无法核实。这条消息里没有找到可以核对的内容。",
    ),
    "nothing_claimed": Sentence(
        "NOT VERIFIED. We found nothing in this message that we could check against {whom}.",
        "无法核实。这条消息里没有找到可以与{whom}核对的内容。",
    ),
    "not_safe": Sentence("That does not mean it is safe.", "这不等于安全。"),
    "nothing_step": Sentence(
        "Use no number, link or account from the message. Open the app, or type the address yourself, and ask there. "
        "Give no code and no password, and pay nothing because of it.",
        "不要使用消息里的电话、链接或账号。请自己打开 App，或自己输入网址，在那里询问。"
        "不要因此提供验证码或密码，也不要付款。",
    ),
    "unknown_step": Sentence(
        "Fill in above who they say they are, and check again. Until then give no code, pay nothing, and open no link.",
        "请在上面填写对方自称是谁，再核对一次。在此之前，不要提供验证码，不要付款，也不要打开链接。",
    ),
    "say_whom": Sentence(
        "If you know who they say they are, fill that in above and check again.",
        "如果知道对方自称是谁，请在上面填写后再核对一次。",
    ),
    "not_proof": Sentence(
        "“Official” says whose it is. It does not prove who called or wrote: senders and caller IDs are forged.",
        "“官方”只说明它属于谁，不能证明来电或消息是谁发的：来电显示和发件人都可以伪造。",
    ),
    "found_too": Sentence("Found in this message", "这条消息中的发现"),
    "official_of": Sentence("Official channels of {whom}", "{whom}的官方渠道"),
    "new_tab": Sentence("opens in a new tab", "在新标签页打开"),
    "marked": Sentence("Your message, with what was found marked", "您的消息（已标出发现之处）"),
    "unmarked": Sentence("Your message", "您的消息"),
    "hidden": Sentence("Characters that cannot be seen are shown as �.", "看不见的字符显示为 �。"),
    "why": Sentence("Why, and who says so", "原因和出处"),
    "each": Sentence("One by one", "逐条说明"),
    "more": Sentence("Show {count} more", "再显示 {count} 条"),
    "left_out": Sentence("Findings that are not shown: {count}.", "未显示的发现：{count} 处。"),
    "note": Sentence("Note", "提示"),
    "dates": Sentence("As of {date}; knowledge of {knowledge}.", "截至 {date}；数据日期 {knowledge}。"),
    "copy": Sentence("Copy the answer", "复制结果"),
    "copied": Sentence("Copied.", "已复制。"),
    "not_copied": Sentence(
        "Copying did not work. Select the answer and copy it yourself.", "复制没有成功，请自己选中结果再复制。"
    ),
    "another": Sentence("Check something else", "再查一条"),
    # ---- problems: what is wrong, and what to do
    "problem": Sentence("No answer yet", "还没有结果"),
    "empty": Sentence("Paste a message or a contact first.", "请先粘贴一条消息或一个联系方式。"),
    "too-long": Sentence(
        "This is too long: {bytes} bytes, and {most} are the most. Paste only the part with the contact.",
        "内容太长：{bytes} 字节，最多 {most} 字节。请只粘贴带有联系方式的部分。",
    ),
    "not-pasted": Sentence(
        "Not pasted, because it is too long: more than {most} bytes. Paste only the part with the contact.",
        "内容太长，没有粘贴：超过 {most} 字节。请只粘贴带有联系方式的部分。",
    ),
    "offline": Sentence(
        "scamguard at {host} does not answer. Is it still running, and are you connected? Then check again.",
        "{host} 上的 scamguard 没有回应。请确认它仍在运行、网络已连接，然后再核对一次。",
    ),
    "too-slow": Sentence(
        "It took too long. Check again, or paste a shorter part.", "用时过长。请再试一次，或只粘贴较短的一段。"
    ),
    "too-many-requests": Sentence(
        "Too many questions at once. Wait {seconds} seconds, then check again.",
        "提问过于频繁。请等待 {seconds} 秒后再核对。",
    ),
    "busy": Sentence(
        "scamguard is busy. Wait {seconds} seconds, then check again.", "scamguard 正忙。请等待 {seconds} 秒后再核对。"
    ),
    "unknown-platform": Sentence(
        "No platform on record is called “{name}”. Leave that field empty, or choose one that is on record.",
        "记录中没有叫“{name}”的平台。请留空，或选择记录中的平台。",
    ),
    "nearest": Sentence("Did you mean:", "您是不是指："),
    "unauthorised": Sentence(
        "This scamguard asks for a token. Fill it in, then check again.", "此 scamguard 需要访问令牌。请填写后再核对。"
    ),
    "wrong-address": Sentence(
        "scamguard does not accept this page under the address {host}. Open it under the address that it printed when "
        "it was started.",
        "scamguard 不接受通过 {host} 打开的页面。请使用它启动时显示的地址。",
    ),
    "invalid": Sentence("scamguard could not read this question: {detail}", "scamguard 无法读取这个问题：{detail}"),
    "internal": Sentence(
        "Something went wrong in scamguard ({detail}). Check again; if it stays so, tell whoever runs it.",
        "scamguard 出错了（{detail}）。请再试一次；如果仍然如此，请告知运行者。",
    ),
    "not_cleared": Sentence(
        "No answer does not mean it is safe: until then, give no code, pay nothing, and open no link in it.",
        "没有结果不等于安全：在此之前，不要提供验证码，不要付款，也不要打开其中的链接。",
    ),
}
