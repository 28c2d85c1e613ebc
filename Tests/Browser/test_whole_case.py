"""One deputy's suggestion from registration to its end on the pages of all five processes, in Chinese."""

import collections
import json
import os
import unittest

from hands import Keyboard, Mouse
from play import Play

DAY = (2023, 4, 27)

# Who does which step, and what he puts into its form: (kind of field, name, value).
STEPS = [
    ("coordinator", "coordinator-shen", "register", "accepted", [("choose", "category", None)]),
    ("coordinator", "coordinator-fang", "assign", None, [
        ("choose", "leadUnit", "housing"), ("tick", "coHandlers", ["civil-affairs", "justice", "police"]),
    ]),
    ("housing", "housing-li", "contact", None, [
        ("date", "contactedAt", DAY), ("choose", "mode", "phone"), ("type", "record", "已电话沟通，代表表示理解。"),
    ]),
    ("police", "police-wang", "opinions", "submitted", [
        ("type", "opinion", "我局将加强小区周边巡查。"), ("type", "measures", "每周联合巡查一次"),
        ("choose", "signedBy", "police-sun"),
    ]),
    ("justice", "justice-xu", "opinions", "submitted", [
        ("type", "opinion", "依据《武汉市物业管理条例》第五条，建议走人民调解。"), ("choose", "signedBy", "justice-ma"),
    ]),
    ("civil-affairs", "civil-affairs-lin", "opinions", "no-opinion", [
        ("type", "opinion", "无不同意见。"), ("choose", "signedBy", "civil-affairs-deng"),
    ]),
    ("housing", "housing-li", "draft", None, [
        ("type", "reply", "所提建议已会同公安、司法、民政研究，现答复如下。"), ("choose", "resultClass", "A"),
    ]),
    ("housing", "housing-chen", "review", "passed", []),
    ("housing", "housing-zhao", "sign-off", "signed", [
        ("choose", "signer", "housing-zhao"), ("date", "sealedOn", DAY),
    ]),
    ("housing", "housing-li", "deliver", None, [
        ("attach", "receipts", "送达回执.txt"), ("date", "deliveredOn", DAY),
    ]),
    ("housing", "housing-li", "publish", "published", [
        ("type", "url", "https://zfgj.wuhan.gov.cn/20230333"), ("type", "column", "建议提案办理"),
    ]),
    ("coordinator", "coordinator-fang", "evaluate", "satisfied", [
        ("choose", "attitude", "satisfied"), ("choose", "result", "satisfied"),
    ]),
    ("housing", "housing-li", "archive", None, []),
]


class WholeCase(Play):
    def setUp(self):
        self.windows = {}

    def desk(self, kind, process, person):
        """The desk of somebody who has signed in: his window stays open, as it does on his machine."""
        if person not in self.windows:
            hand = kind(self.browse())
            hand.browser.open(process, "/sign-in")
            hand.enter(person, self.fleet.token(person))
            self.windows[person] = hand
        hand = self.windows[person]
        # From the board, from a task or from the desk itself.
        hand.follow("a[href='/desk']")
        return hand

    def do(self, kind, case, process, person, step, outcome, fields):
        hand = self.desk(kind, process, person)
        browser = hand.browser
        hand.search(case)
        browser.wait(lambda: self.reload_until(browser, f"tr[data-row*='.{step}.'] a"))
        self.assertEqual(len(browser.all("tr[data-row]")), 1, f"one task of the case lies with {person}")
        hand.open_first()
        hand.act("sign", "s")
        self.assertIn("已办，已保存", browser.text)
        hand.act("claim", "l")
        if outcome:
            hand.outcome(outcome)
        for how, name, value in fields:
            if how == "choose" and value is None:
                value = browser.find(f"#f-{name} option:nth-child(2)").get_attribute("value")
            if how == "attach":
                value = os.path.join(self.fleet.home, value)
                with open(value, "w", encoding="utf-8") as file:
                    file.write("代表甲已收。")
            getattr(hand, how)(name, *(value if how == "date" else [value]))
            if how == "attach":
                browser.wait(lambda: "✓" in browser.find(f'.drop[data-name="{name}"]').text)
        browser.keep(f"whole-{hand.name}-{step}-{process}")
        filled = {name: browser.find(f"#f-{name}").get_attribute("value") for how, name, _ in fields if how == "date"}
        self.assertEqual(set(filled.values()) - {"2023-04-27"}, set())
        hand.send()
        self.assertIn("已办，已保存", browser.text, browser.text)
        self.assertEqual(browser.find(".story").text.count("办结"), 1)
        return hand

    def carry(self, kind, number, title):
        case = self.fleet.submit(number, title)
        for step in STEPS:
            hand = self.do(kind, case, *step)
            if step[2] == "sign-off":
                self.sees_the_letter(hand)
        self.sees_the_end(kind, case)

    def sees_the_letter(self, hand):
        browser = hand.browser
        self.assertRegex(browser.find(".facts").text, r"武房函〔2023〕\d+号")
        hand.follow("a[href$='/document']")
        self.assertRegex(browser.text, r"武房函〔2023〕\d+号")
        self.assertIn("2023年4月27日", browser.text)
        browser.keep(f"whole-{hand.name}-letter")
        browser.lead(browser.driver.back)

    def sees_the_end(self, kind, case):
        """The board says that it is over, and everything that was done was done once."""
        board = self.windows["coordinator-fang"]
        board.follow("a.brand")
        board.follow("a[href='/board/cases']")
        self.assertNotIn(case, board.browser.text, "what is over is not among the open cases")
        board.browser.find("input[name=all]")
        if kind is Mouse:
            board.browser.find("input[name=all]").click()
        else:
            board._reach("input[name=all]")
            board.browser.keys(" ")
        board.search(case)
        board.open_first()
        browser = board.browser
        # What was filed last may still be on its way to the board.
        browser.wait(lambda: "不再等待任何单位" in browser.text or browser.driver.refresh())
        self.assertIn("已办结：已解决", browser.find(".sub").text)
        self.assertNotIn("提起自", browser.find(".sub").text, "nobody called for it")
        browser.keep(f"whole-{board.name}-case")
        # A row for each task, and none twice.
        rows = [each.find_elements("css selector", "td")[0].text for each in browser.all(".rows tbody tr")]
        titles = collections.Counter(rows)
        for title in ["登记", "交办", "沟通代表", "拟稿", "审核", "签发", "送达代表", "公开", "代表评价", "归档"]:
            self.assertEqual(titles[title], 1, titles)
        self.assertEqual(titles["会办意见"], 3, titles)
        self.assertFalse([each for each in browser.all(".rows tbody tr") if "在办" in each.text])
        story = json.loads(self.fleet.huiban("case", "history", case, "--json", "--as", "coordinator-fang"))
        ends = collections.Counter(each["zh"] for each in story if each["fact"] == "taskEnded")
        self.assertEqual(len(ends), len(STEPS), ends)
        self.assertEqual(set(ends.values()), {1}, ends)
        self.assertEqual([each["fact"] for each in story].count("closed"), 1)


class ByMouse(WholeCase):
    def test_a_suggestion_is_carried_from_registration_to_its_end_by_mouse(self):
        self.carry(Mouse, 20230390, "关于用鼠标办完的建议")


class ByKeys(WholeCase):
    def test_a_suggestion_is_carried_from_registration_to_its_end_by_keys_alone(self):
        self.carry(Keyboard, 20230391, "关于用键盘办完的建议")


if __name__ == "__main__":
    unittest.main()
