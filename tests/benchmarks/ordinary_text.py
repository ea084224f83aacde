"""Ordinary text in Chinese and English, with few contacts, of any length: what a scan reads most of the time.

The sentences were written for this; the English paragraphs are those of the licences that the project carries.
"""

from __future__ import annotations

import random
from pathlib import Path

LICENCES = Path(__file__).parents[2] / "LICENSES"
CHINESE = (
    "今年春天雨水偏多，江边的柳树比往年早绿了十来天，公园里跑步的人也多了起来。",
    "会议定在2026年3月18日上午9点30分，地点在三楼东侧的小会议室，请各位提前十分钟到。",
    "这本书一共412页，定价68元，第3章讲的是唐代的水利，第7章写到了运河两岸的集市。",
    "他在老家种了两亩橘子，去年收了4800斤，卖出去大半，剩下的做成了陈皮。",
    "新版本修复了17个问题，安装包从86.4 MB减到了52.1 MB，启动时间缩短了三分之一。",
    "列车时速300公里，从北到南1318公里，全程4小时28分钟，中途停靠6站。",
    "老师说这道题有三种解法，第一种最直接，第二种要用到辅助线，第三种最巧妙。",
    "超市里的鸡蛋每斤5.68元，比上周便宜了两毛，排队的人从门口一直到了拐角。",
    "实验重复了12次，平均误差在0.03以内，和文献里的结果基本一致。",
    "院子里的猫又胖了一圈，见人就打滚，邻居家的小孩每天放学都要来看它。",
    "球队主场以3比1获胜，上半场补时第2分钟打进第一球，全场观众28417人。",
    "菜谱上写的是小火慢炖两个小时，我着急，大火煮了四十分钟，味道也还过得去。",
    "这座桥始建于1956年，1998年加宽过一次，去年冬天又换了全部的路灯。",
    "医生建议每天走6000步，少吃盐，晚上十一点以前睡觉，三个月以后再来复查。",
    "公司去年的营业额增长了8.7%，其中海外市场占41%，比前年多了5个百分点。",
    "影片的前二十分钟节奏很慢，后面越来越紧张，结尾留了一个小小的悬念。",
)
CONTACTS = (
    "活动报名请发邮件到 reading@example.org，名额30人，报满为止。",
    "Questions about the programme: see https://www.example.org/programme or write to office@example.com.",
    "如需预订，请拨打电话 010-61234567，工作日9:00到17:00。",
    "Call +1 202 555 0142 if you cannot come.",
)


def ordinary_text(size: int, seed: int = 7) -> str:
    """Returns text of about so many bytes in UTF-8, half Chinese and half English, a contact in about 8,000 bytes."""
    chance = random.Random(seed)
    english = [
        " ".join(paragraph.split())
        for path in sorted(LICENCES.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if paragraph.strip()
    ]
    parts: list[str] = []
    length = since = 0
    while length < size:
        if since > 8_000:
            part, since = chance.choice(CONTACTS), 0
        else:
            part = "".join(chance.sample(CHINESE, 5)) if chance.random() < 0.6 else chance.choice(english)
        parts.append(part)
        length += len(part.encode()) + 1
        since += len(part.encode())
    return "\n".join(parts)
