"""What an agency asks for on its desk and the supervision office decides on its board."""

import unittest

from play import Play


class Asking(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.assigned(20230350, "关于退回的建议")

    def board(self, reason):
        """The board with a row that gives this reason."""
        board = self.sign_in("coordinator", "coordinator-fang")
        board.open("coordinator", "/board")
        board.wait(lambda: reason in board.find("#rulings").text or board.driver.refresh())
        return board

    def rule(self, board, reason, decision, agency=None):
        row = next(each for each in board.all("#rulings tr") if reason in each.text)
        row.find_element("css selector", "input[name=reason]").send_keys("已核")
        if agency:
            row.find_element("css selector", f"select[name=agency] option[value={agency}]").click()
        board.lead(row.find_element("css selector", f"button[value={decision}]").click)

    def ask(self, desk, key, **answers):
        desk.find(f"summary[data-key={key}]").click()
        for name, text in answers.items():
            desk.find(f"details[open] [name={name}]").send_keys(text)
        desk.press("details[open] button")
        self.assertIn("已办，已保存", desk.text)

    def test_a_return_that_is_granted_takes_the_step_from_the_desk_that_asked(self):
        desk = self.sign_in("police", "police-wang")
        self.task(desk, "police", self.case)
        self.ask(desk, "r", reason="不属公安职责", basis="三定方案第三条")
        self.assertIn("申请退回", desk.find(".story").text)
        before = desk.find("[data-live=state]").text
        board = self.board("不属公安职责")
        self.assertIn("三定方案第三条", board.text)
        self.rule(board, "不属公安职责", "grant")
        self.assertIn("已办，已保存", board.text)
        board.wait(lambda: "不属公安职责" not in board.find("#rulings").text or board.driver.refresh())
        desk.wait(lambda: desk.find("[data-live=state]").text != before)
        desk.driver.refresh()
        self.assertFalse(desk.all("#work"), "nobody completes what was taken from him")

    def test_a_return_that_is_refused_leaves_the_step_where_it_is_and_says_why(self):
        desk = self.sign_in("justice", "justice-xu")
        self.task(desk, "justice", self.case)
        self.ask(desk, "r", reason="建议由民政办理", basis="职责分工")
        board = self.board("建议由民政办理")
        self.rule(board, "建议由民政办理", "deny")
        board.wait(lambda: "建议由民政办理" not in board.find("#rulings").text or board.driver.refresh())
        self.assertTrue(desk.all("#work"))
        desk.open("justice", f"/desk/tasks/{self.case}.opinions.justice.1/proof")
        desk.wait(lambda: "已核" in desk.text or desk.driver.refresh())
        self.assertIn("方启明", desk.text)

    def test_more_time_that_is_granted_moves_the_date_on_the_desk_without_a_reload(self):
        desk = self.sign_in("housing", "housing-zhao")
        self.task(desk, "housing", self.case)
        self.ask(desk, "e", term="3wd", reason="代表出差")
        page = desk.find("html")
        before = desk.find("[data-live=due]").text
        board = self.board("代表出差")
        self.rule(board, "代表出差", "grant")
        desk.wait(lambda: desk.find("[data-live=due]").text != before)
        self.assertFalse(desk.gone(page), "it is still the same page")
        board.open("coordinator", f"/board/proof/{self.case}")
        self.assertIn("代表出差", board.text)
        self.assertIn("方启明", board.text)

    def test_a_second_decision_on_a_request_is_told_that_it_comes_too_late(self):
        case = self.assigned(20230351, "关于再次裁定的建议")
        desk = self.sign_in("police", "police-wang")
        self.task(desk, "police", case)
        self.ask(desk, "r", reason="另案理由", basis="职责分工")
        slow, quick = self.board("另案理由"), self.board("另案理由")
        self.rule(quick, "另案理由", "deny")
        self.assertIn("已办，已保存", quick.text)
        self.rule(slow, "另案理由", "grant")
        self.assertNotIn("已办，已保存", slow.text)
        self.assertIn("裁定", slow.find("h1").text)

    def test_a_clerk_is_offered_no_more_time_but_told_who_asks_for_it(self):
        desk = self.sign_in("housing", "housing-li")
        self.task(desk, "housing", self.case)
        desk.keys("e")
        self.assertFalse(desk.all("#extend-term"))
        self.assertIn("延期须由负责人申请：赵振国", desk.find("details[open]").text)

    def test_the_story_on_the_desk_says_what_was_asked_and_who_ruled_and_why(self):
        case = self.assigned(20230352, "关于申请理由的建议")
        desk = self.sign_in("police", "police-wang")
        self.task(desk, "police", case)
        self.ask(desk, "r", reason="本局无此职责", basis="三定方案第五条")
        story = desk.find(".story").text
        for words in ["本局无此职责", "依据：三定方案第五条", "待督查室裁定"]:
            self.assertIn(words, story)
        self.rule(self.board("本局无此职责"), "本局无此职责", "deny")
        desk.wait(lambda: "督查室方启明不准：已核" in desk.find(".story").text or desk.driver.refresh())
        self.assertNotIn("待督查室裁定", desk.find(".story").text)
        desk.keep("story")


if __name__ == "__main__":
    unittest.main()
