"""The words of the platforms' pages, in English and Chinese. They are read by people who are afraid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scamguard.model.verdict import Sentence

TITLE: Final = Sentence("How {name} really contacts you", "{name}的官方联系方式与防骗要点")
ALSO_CALLED: Final = Sentence("Also called", "其他名称")
OTHER_LANGUAGE: Final = Sentence("中文", "English")
DESCRIPTION: Final = Sentence(
    "{summary} Official channels, what it never does, what is retired, where to check and report: every line with "
    "source and date. Read through on {checked}.",
    "{summary}官方渠道、绝不会做的事、已停用的渠道、核实与举报方式，逐条注明来源和日期。{checked} 核对。",
)
BEFORE: Final = Sentence("Before you do anything", "先别急着操作")
BEFORE_STEPS: Final = (
    Sentence(
        "A real number, sender or address proves nothing about a call or message: caller IDs and senders are forged.",
        "号码、发件人或网址是真的，也不能证明来电或消息是真的：来电显示和发件人都可以伪造。",
    ),
    Sentence(
        "Somebody called or wrote to you? Hang up, tap nothing. Then dial, type the address or open the app yourself.",
        "有人打来电话或发来消息？先挂断，什么都不要点。再自己拨号、自己输入网址或打开 App。",
    ),
    Sentence(
        "Give no password or code, pay nothing and share no screen because of a call or message. If you already did, "
        "call your bank now.",
        "不要因为一个电话或一条消息就透露密码或验证码、付款或共享屏幕。如果已经照做，请立即联系您的银行。",
    ),
    Sentence(
        "What is not on this page is not thereby false, and not thereby safe: nothing is known about it.",
        "本页没有的，不等于是假的，也不等于安全：只是没有资料。",
    ),
)

#: Section -> its heading.
HEADINGS: Final[Mapping[str, Sentence]] = {
    "taken_over": Sentence("In other hands: do not use now", "据报已被他人控制：现在不要使用"),
    "official_channels": Sentence("Official channels", "官方渠道"),
    "never_does": Sentence("What {name} never does", "{name}绝不会这样做"),
    "you_should_never": Sentence("What you should never do yourself", "您自己千万不要做"),
    "does_not_have": Sentence("What {name} does not have", "{name}没有的渠道"),
    "only_this_way": Sentence("Only this way", "只通过这些方式"),
    "looks_odd": Sentence("Looks odd, but can be genuine", "看似可疑，但可能是真的"),
    "good_to_know": Sentence("Good to know", "其他情况"),
    "how_to_check": Sentence("How to check", "如何核实"),
    "where_to_report": Sentence("Where to report fakes", "向哪里举报假冒"),
    "proves_nothing": Sentence("This proves nothing", "这些不能证明身份"),
    "formats_and_deadlines": Sentence("Formats and deadlines", "格式与时限"),
    "no_longer": Sentence("No longer in use", "已停用"),
    "not_yet": Sentence("Not yet in use", "尚未启用"),
    "not_official": Sentence("Not official: contacts that others offer", "非官方：他人提供的联系方式"),
    "not_the_same": Sentence("Not the same", "不是同一家"),
    "not_confirmed": Sentence("Unconfirmed: only one page says so", "未证实：只有一个页面这样说"),
    "others_write_there": Sentence("{name} owns it, but others write there", "归{name}所有，但内容由他人发布"),
    "disputed_statements": Sentence("Disputed or unclear statements", "有争议或含义不明的说法"),
    "not_for_contact": Sentence("Owned, but not for contact", "归其所有，但不用于联系"),
    "how_complete": Sentence("How complete this page is", "本页是否完整"),
}
#: Section -> what a person should know before its lines.
LEADS: Final[Mapping[str, Sentence]] = {
    "taken_over": Sentence(
        "These are {name}'s own, and are reported to be in somebody else's hands: do not log in or pay there.",
        "这些确属{name}，但据报已被他人控制：不要在那里登录或付款。",
    ),
    "no_longer": Sentence(
        "Whoever still uses these is out of date, or is not {name}.", "仍在使用这些的，要么资料过时，要么不是{name}。"
    ),
    "not_yet": Sentence("These are {name}'s only from a later date on.", "这些要到以后的日期才属于{name}。"),
    "not_official": Sentence(
        "These are offered as {name}'s and are not, or better sources contradict them. Do not use them.",
        "有人称这些属于{name}，但它们并不是，或与更可靠的来源矛盾。请勿使用。",
    ),
    "not_confirmed": Sentence(
        "These are not official on the word of one page. Ask in {name}'s own app or site before you use one.",
        "只有一个页面提到，不能算官方。使用前请先在{name}自己的 App 或网站核实。",
    ),
    "others_write_there": Sentence(
        "Customers and strangers publish or send through these: what stands there is not {name}'s word.",
        "客户或陌生人可以在这里发布内容或发送消息：上面的内容不代表{name}。",
    ),
    "disputed_statements": Sentence(
        "Kept so that they can be recognised: no answer of ours rests on these.",
        "保留下来便于辨认：我们的任何结论都不以此为依据。",
    ),
    "not_for_contact": Sentence(
        "{name} speaks to nobody from these; they carry pictures, scripts and the like.",
        "{name}不会通过这些联系任何人；它们用于图片、脚本等技术用途。",
    ),
}
#: Section -> what stands before what a channel is called there.
BEFORE_LABELS: Final[Mapping[str, Sentence]] = {"not_confirmed": Sentence("One page says", "有一个页面称")}
#: The same where it is called by its role alone, which is what it was, or what others say that it is.
BEFORE_ROLES: Final[Mapping[str, Sentence]] = {
    "no_longer": Sentence("Formerly", "曾用作"),
    "not_official": Sentence("Said to be", "据称"),
}
NOTHING_OFFICIAL: Final = Sentence(
    "No channel of {name} is known well enough to be called official here.",
    "没有足够可靠的资料能把任何渠道称为{name}的官方渠道。",
)
COUNT: Final = Sentence("{count} addresses that are not for contact", "{count} 个不用于联系的地址")
#: Group of the official channels -> its heading.
GROUP_HEADINGS: Final[Mapping[str, Sentence]] = {
    "websites_and_apps": Sentence("Websites and apps", "网站和应用"),
    "sign_in": Sentence("Sign-in", "登录"),
    "for_business": Sentence("For sellers, advertisers and developers", "卖家、广告主和开发者"),
    "help_and_support": Sentence("Help and support", "帮助与客服"),
    "phones_and_texts": Sentence("Phone numbers and text senders", "电话号码和短信发送号"),
    "mail_addresses": Sentence("Mail", "电子邮件"),
    "chat_accounts": Sentence("Accounts", "账号"),
}
BELOW: Final = Sentence(
    "A name stands for itself and for what ends in a dot and the name: help.{host} is below {host}; "
    "{host}.help.example and help-{host} are not.",
    "域名包括它自己，以及以点加它结尾的地址：help.{host} 属于 {host}；{host}.help.example 和 help-{host} 不属于。",
)
ANYONE: Final = Sentence(
    "Anyone can publish here, so that it is not {name}'s word: {places}.",
    "以下地址任何人都可以发布内容，不代表{name}：{places}。",
)

# ---- lines

STATUSES: Final[Mapping[str, Sentence]] = {
    "not-official": Sentence("NOT OFFICIAL", "非官方"),
    "disputed": Sentence("DISPUTED", "有争议"),
    "ambiguous": Sentence("UNCLEAR", "含义不明"),
    "withdrawn": Sentence("WITHDRAWN", "已撤回"),
}
DIRECTIONS: Final[Mapping[str, Sentence]] = {
    "in": Sentence("it only receives: nothing genuine comes to you from it", "只接收：您可以联系它，它不会主动联系您"),
    "out": Sentence("it only sends or calls: nobody answers you there", "只发出：您在那里联系不到人"),
}
SCOPE: Final = Sentence("For {who}, {where}", "面向{who}，{where}")
FOR: Final = Sentence("For {who}", "面向{who}")
EVERYBODY: Final = Sentence("everybody", "所有人")
EVERYWHERE: Final = Sentence("everywhere", "不限地区")
#: How the names of several audiences are joined.
AND: Final = Sentence(" and ", "、")
#: Periods, in the order in which they are said.
SINCE: Final = Sentence("since {date}", "自 {date} 起")
UNTIL: Final = Sentence("until {date}", "至 {date} 止")
AS_OF: Final = Sentence("as of {date}", "截至 {date}")
ENDED_BY: Final = Sentence("known to have ended by {date}", "已知在 {date} 前停用")
SOURCES: Final = Sentence("Sources", "来源")
READ: Final = Sentence("read {date}", "{date} 读取")
SOURCE_KINDS: Final[Mapping[str, Sentence]] = {
    "official": Sentence("its own page", "官方页面"),
    "regulator": Sentence("regulator", "监管机构"),
    "news": Sentence("news", "新闻"),
    "list": Sentence("open list", "公开名单"),
    "code": Sentence("public code", "公开代码"),
    "third-party": Sentence("third party", "第三方"),
    "mirror": Sentence("copy of a page", "转载"),
    "own": Sentence("your own records", "您自己的记录"),
}
EXCEPTION: Final = Sentence("Exception", "例外")
CONDITION: Final = Sentence("Condition", "条件")
CITES: Final = Sentence("The page cites, not checked by us", "该页面引用（我们未核实）")
EXAMPLE: Final = Sentence("Example", "示例")
VALUES: Final = Sentence("In question", "所指")
REPLACED_BY: Final = Sentence("Now", "现在是")
THROUGH: Final = Sentence("Named there", "其中列出")
OPEN_SET: Final = Sentence("Other ways may exist.", "可能还有其他方式。")
HERE: Final = Sentence("Here", "在这里")
ALL_BELOW: Final = Sentence("all below {host}", "{host} 下的全部地址")
UNCONFIRMED: Final = Sentence("unconfirmed", "未证实")
WAS_TAKEN: Final = Sentence("In other hands", "曾被他人控制")
IS_TAKEN: Final = Sentence("In other hands now", "现被他人控制")
LINK_HERE: Final = Sentence("Link to this line", "本行链接")
AT_HOME: Final = Sentence("in its own country: {number}", "当地拨打：{number}")
SISTERS: Final = Sentence(
    "Often taken for {name}, with channels and rules of their own", "常与{name}混淆，渠道和规则各不相同"
)
COMPLETE: Final = Sentence(
    "For these people and places, this page has all of this kind: {kind}. Another one is not {name}'s.",
    "在此范围内，本页的这类渠道是完整的：{kind}。其他的都不属于{name}。",
)
PARTIAL: Final = Sentence(
    "This page may not have all channels of this kind: {kind}.", "这类渠道在本页未必完整：{kind}。"
)
# ---- the end of a page

ABOUT: Final = Sentence("About this page", "关于本页")
ABOUT_LINES: Final = (
    Sentence(
        "Read through against its sources on {checked}. Knowledge {version} of {date}.",
        "{checked} 对照来源核对。资料版本 {version}，日期 {date}。",
    ),
    Sentence(
        "Something is wrong or missing? Correct {file}: [how to do it]({how}).",
        "发现错误或遗漏？请更正 {file}：[方法]({how})（英文）。",
    ),
    Sentence(
        "Text and data: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), The scamguard contributors. Quotes "
        "stay the words of those who wrote them.",
        "文字和数据：[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)，The scamguard contributors。"
        "引文版权归原作者。",
    ),
    Sentence("{name} has neither written nor approved this page.", "{name}没有编写、也没有认可本页。"),
)
