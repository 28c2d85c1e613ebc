"""While the broker does not answer, nothing is called done or saved that only this machine holds (promise 1)."""

import contextlib
import os
import signal
import unittest

from play import Play

HERE_ONLY = "尚未送达备份"


class NotYetSafe(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.assigned(20230364, "关于备份中断的建议")

    @contextlib.contextmanager
    def silence(self):
        """The broker stands still, as it would behind a broken disk; afterwards it goes on."""
        node = self.fleet.broker_pid()
        os.kill(node, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(node, signal.SIGCONT)

    def test_a_draft_and_an_answer_are_said_to_be_here_only_and_safe_when_the_broker_is_back(self):
        desk = self.sign_in("police", "police-wang")
        self.task(desk, "police", self.case)
        with self.silence():
            desk.find("#f-opinion").send_keys("建议加强巡查。")
            desk.wait(lambda: HERE_ONLY in desk.find("#saved").text)
            self.assertNotIn("草稿已保存", desk.find("#saved").text)
            desk.find("input[name=outcome][value=submitted]").click()
            desk.find("#f-signedBy option[value=police-wang]").click()
            desk.press("#work button.main")
            self.assertIn(HERE_ONLY, desk.text)
            self.assertNotIn("已办，已保存", desk.text)
        desk.open("police", f"/desk/tasks/{self.case}.opinions.police.1")
        self.assertEqual(desk.find(".story").text.count("办结"), 1, "what was here only is still here")

    def test_a_ruling_is_said_to_be_here_only(self):
        desk = self.sign_in("justice", "justice-xu")
        self.task(desk, "justice", self.case)
        desk.find("summary[data-key=r]").click()
        desk.find("#return-reason").send_keys("备份中断时的申请")
        desk.find("#return-basis").send_keys("职责分工")
        desk.press("details[open] button")
        board = self.sign_in("coordinator", "coordinator-fang")
        board.open("coordinator", "/board")
        board.wait(lambda: "备份中断时的申请" in board.find("#rulings").text or board.driver.refresh())
        row = next(each for each in board.all("#rulings tr") if "备份中断时的申请" in each.text)
        row.find_element("css selector", "input[name=reason]").send_keys("已核")
        with self.silence():
            board.lead(row.find_element("css selector", "button[value=deny]").click)
            self.assertIn(HERE_ONLY, board.text)
            self.assertNotIn("已办，已保存", board.text)


if __name__ == "__main__":
    unittest.main()
