"""Chat messages and SMS as marketplaces and carriers send them: 50 to 300 characters, most without any contact.

All were written for this. `{n}` stands for digits, so that no two messages of a list are the same.
"""

from __future__ import annotations

import random

ENGLISH = (
    "Hi, is the blue one still available in size 42? I can pick it up on Saturday after 3 pm if that works for you.",
    "Thanks for your order no. {n}. It has been packed and will leave our warehouse tomorrow morning, no action needed.",
    "{n} is your verification code. It expires in 5 minutes. Never share it with anybody, our staff will not ask for it.",
    "Your parcel {n} is out for delivery today between 10:00 and 14:00. Please have your identity document ready.",
    "Hey, sorry for the late reply! The table is 160 x 80 cm, oak, two small scratches on the left leg, price is 120 firm.",
    "Reminder: your appointment is on Tuesday 14 March at 09:45. Please arrive ten minutes early. Reply C to cancel.",
    "Your data bundle of 5 GB is 80% used. It renews on the 1st of next month. Dial *{n}# to see what is left.",
    "Could you please check the tracking again? It says delivered, but nobody was at home and there is no note at the door.",
    "Your card ending 4821 was used for 38.90 EUR at a supermarket on 12/03. If it was you, there is nothing to do.",
    "We have received your return {n}. The refund of 54.00 will be on your account within three to five working days.",
    "lol ok see you at 8 then, bring the charger and the other controller, I will order the pizza when you are on the way",
    "The colour in the picture is a bit brighter than the real one. Do you accept returns if it does not match my sofa?",
    "Dear customer, planned works will interrupt the service in your area from 01:00 to 04:00 on Thursday. We apologise.",
    "Does it support fast charging, and is the cable in the box? I need it before Friday because I am travelling then.",
    "Good morning team, the stock count is done: 312 cartons, 7 damaged. Please update the sheet before noon, thanks.",
    "Your balance is 12.40. A top-up of 20.00 or more before Sunday gives you 2 GB for free. Terms apply.",
    "I left the package with your neighbour at number 17, she said that she is at home until six. Have a nice day!",
    "Congratulations on selling your item! Please send it within 3 days and enter the tracking number on the order page.",
    "Flight KL{n} to Amsterdam is delayed by 40 minutes. New departure time 16:25, gate B12. We are sorry for the wait.",
    "Can you do 45 for both? I have been looking for these for ages and I live just round the corner from the station.",
)
CHINESE = (
    "您好，请问这款蓝色的还有42码吗？我周六下午三点以后可以过来自提，方便的话帮我留一件，谢谢老板。",
    "您的订单{n}已打包完成，预计明天上午从仓库发出，请保持手机畅通，收货时请当面验收，如有破损请拒签。",
    "您的验证码为{n}，5分钟内有效。请勿泄露给任何人，工作人员不会向您索要验证码。如非本人操作请忽略本短信。",
    "您的快递{n}正在派送，预计今天上午10点到14点送达，如不方便收件，可放至小区南门快递柜或物业代收点。",
    "不好意思才看到消息，桌子长一米六宽八十，橡木的，左腿有两道小划痕，不影响使用，一百二不讲价，自提优先。",
    "温馨提示：您预约的体检时间为3月14日上午9点45分，请空腹前来，并提前十分钟到二楼前台登记，谢谢配合。",
    "尊敬的客户，截至3月12日您套餐内国内流量已使用80%，剩余1.2GB，本月底清零，请合理安排使用，祝您生活愉快。",
    "麻烦再帮我查一下物流，显示已经签收了，可是家里没有人，门口也没有看到，问了邻居和门卫都说没有收到。",
    "您尾号4821的储蓄卡3月12日18:32在超市消费支出人民币38.90元，活期余额2,316.45元。如为本人操作请忽略。",
    "您的退货申请{n}已通过，退款54.00元将在三到五个工作日内原路退回，请留意账户变动，感谢您的理解与支持。",
    "哈哈好的那就晚上八点见，记得把充电器和另一个手柄带上，我等你快到的时候再点外卖，今天我请客不许抢。",
    "图片上的颜色比实物稍微亮一点，如果和我家沙发不搭的话可以退货吗？运费谁出呀？有运费险的话我就直接拍了。",
    "尊敬的用户，因线路检修，您所在区域将于周四凌晨1点至4点暂停服务，由此带来的不便敬请谅解。",
    "请问这个支持快充吗？盒子里带不带数据线？我周五要出差，想在那之前收到，今天下单最快什么时候能到？",
    "各位早上好，库存盘点已经完成，一共312箱，其中7箱有破损，请在中午之前把表格更新好，辛苦大家了。",
    "您的话费余额为12.40元，本周日前一次性充值满20元即可获赠2GB国内流量，当月有效，活动解释权归本公司所有。",
    "包裹我放在17号邻居家了，她说六点之前都在家，你下班以后过去拿就行，祝您生活愉快，满意的话给个好评哦。",
    "恭喜您的宝贝已售出！请在3天内发货，并在订单页面填写物流单号，超时未发货买家可以申请退款，系统自动通过。",
    "您乘坐的航班CZ{n}预计延误40分钟，新的起飞时间为16:25，登机口B12，给您带来不便，深表歉意。",
    "两个一起四十五能出吗？我找这个找了好久了，就住在地铁站旁边，今天晚上就可以过来拿，现金或者转账都行。",
)
WITH_CONTACTS = (
    "Your parcel {n} is waiting. Follow it at https://parcel-{n}.example.net/track before it is sent back to the sender.",
    "For questions about your booking write to desk{n}@example.org or call +44 20 7946 0{m} between 9 and 5.",
    "亲，店铺活动加微信 shop_{n} 领取优惠券，数量有限先到先得，本活动截止到本周日晚上十二点，过期不候哦。",
    "您的快递{n}派送失败，请点击 http://kd{n}.example.com/a 重新填写收货地址，否则将于24小时内退回寄件人。",
)
#: How many messages of a hundred hold a contact.
WITH_CONTACT_SHARE = 8


def short_messages(count: int, seed: int = 11) -> list[str]:
    """Returns so many messages, half English and half Chinese, eight of a hundred with a contact."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        has_contact = chance.randrange(100) < WITH_CONTACT_SHARE
        text = chance.choice(WITH_CONTACTS if has_contact else ENGLISH if number % 2 else CHINESE)
        digits = str(chance.randrange(100_000, 1_000_000))
        found.append(text.replace("{n}", digits).replace("{m}", digits[:3]))
    return found
