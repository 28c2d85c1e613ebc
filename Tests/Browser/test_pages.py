"""The pages of desk and board as people use them, in a real browser on a real fleet."""

import unittest

from selenium.webdriver.common.keys import Keys

from browser import Browser
from fleet import Fleet

HOSTILE = "<script>alert(1)</script>物业纠纷"


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = Fleet()
        cls.addClassCleanup(cls.fleet.stop)
        cls.fleet.start()
        cls.case = cls.fleet.submit(20230333, "关于解决小区物业纠纷的建议")
        cls.other = cls.fleet.submit(20230334, HOSTILE)
        cls.third = cls.fleet.submit(20230335, "关于消防通道的建议")

    def browse(self, **size):
        browser = Browser(self.fleet, **size)
        self.addCleanup(browser.close)
        return browser

    def task(self, browser, process, case):
        """Opens the case's task on a desk, waiting until it has come there."""
        browser.open(process, f"/desk?tab=to-claim&q={case}")
        browser.wait(lambda: self.reload_until(browser, "tr[data-row] a"))
        browser.press("tr[data-row] a")

    @staticmethod
    def reload_until(browser, selector):
        if browser.all(selector):
            return True
        browser.driver.refresh()
        return False

    def test_1_a_wrong_secret_is_told_kindly_and_a_stranger_stays_outside(self):
        browser = self.browse()
        browser.sign_in("housing", "housing-li", secret="wrong")
        self.assertIn("编号或口令不对", browser.text)
        browser.sign_in("police", "justice-xu")
        self.assertIn("您不属于本机关", browser.text)

    def test_2_a_suggestion_is_registered_by_mouse_and_assigned_by_keyboard(self):
        browser = self.browse()
        browser.sign_in("coordinator", "coordinator-shen")
        self.task(browser, "coordinator", self.case)
        browser.press("button[value=sign]")
        self.assertIn("已办，已保存", browser.text)
        browser.find("input[name=outcome][value=accepted]").click()
        browser.find("#f-category option:nth-child(2)").click()
        browser.keep("task")
        browser.press("#work button.main")
        self.assertIn("办结", browser.find(".story").text)
        # The next step is for another office: j, o, s, c and the form by keys alone.
        second = self.browse()
        second.sign_in("coordinator", "coordinator-fang")
        second.open("coordinator", f"/desk?tab=to-claim&q={self.case}")
        second.wait(lambda: self.reload_until(second, "tr[data-row] a"))
        second.keys("j")
        second.lead(lambda: second.keys("o"))
        second.lead(lambda: second.keys("s"))
        second.keys("c")
        self.assertEqual(second.driver.switch_to.active_element.get_attribute("name"), "outcome")
        second.keys(Keys.SPACE)
        second.find("#f-leadUnit").send_keys("房管局")
        second.lead(lambda: second.find("#f-leadUnit").send_keys(Keys.CONTROL, Keys.ENTER))
        self.assertIn("办结", second.find(".story").text)
        second.keep("assigned")

    def test_3_a_draft_outlives_the_worker_and_a_form_sent_twice_has_one_effect(self):
        browser = self.browse()
        browser.sign_in("police", "police-wang")
        self.task(browser, "police", self.case)
        address = browser.driver.current_url
        browser.find("#f-opinion").send_keys("建议加强巡查")
        browser.wait(lambda: "草稿已保存" in browser.find("#saved").text)
        self.fleet.kill("police")
        browser.wait(lambda: self.comes_back(browser, address))
        self.assertEqual(browser.find("#f-opinion").get_attribute("value"), "建议加强巡查")
        browser.find("input[name=outcome][value=submitted]").click()
        browser.find("#f-signedBy option[value=police-wang]").click()
        browser.driver.switch_to.new_window("tab")
        browser.driver.get(address)
        browser.find("input[name=outcome][value=submitted]").click()
        browser.find("#f-signedBy option[value=police-wang]").click()
        browser.press("#work button.main")
        self.assertIn("已办，已保存", browser.text)
        browser.driver.switch_to.window(browser.driver.window_handles[0])
        browser.press("#work button.main")
        self.assertIn("已办，已保存", browser.text)
        self.assertEqual(browser.find(".story").text.count("办结"), 1)

    @staticmethod
    def comes_back(browser, address):
        try:
            browser.driver.get(address)
            return bool(browser.all("#f-opinion"))
        except Exception:  # nobody listens until the supervisor has started another
            return False

    def test_4_more_time_is_asked_for_on_a_desk_and_granted_on_the_board_without_a_reload(self):
        desk = self.browse()
        desk.sign_in("housing", "housing-zhao")
        self.task(desk, "housing", self.case)
        self.assertTrue(desk.all("input[name=reason]"), "the step lets its people ask for something")
        before = desk.find("[data-live=due]").text
        kinds = [each.get_attribute("value") for each in desk.all("input[name=act]")]
        kind = "extend" if "extend" in kinds else "return"
        for node in desk.all("summary"):
            if node.get_attribute("data-key") == {"extend": "e", "return": "r"}[kind]:
                node.click()
        for name, text in [("term", "2wd"), ("reason", "情况复杂"), ("basis", "职责分工")]:
            for node in desk.all(f"#{kind}-{name}"):
                node.send_keys(text)
        desk.lead(lambda: next(b for b in desk.all("details[open] button") if b.is_displayed()).click())
        self.assertIn("已办，已保存", desk.text)
        board = self.browse()
        board.sign_in("coordinator", "coordinator-luo")
        board.open("coordinator", "/board")
        board.wait(lambda: self.reload_until(board, "button[value=grant]"))
        self.assertIn("情况复杂", board.text)
        board.keep("board")
        board.find("form input[name=reason]").send_keys("同意")
        decision = "grant" if kind == "extend" else "deny"
        board.press(f"button[value={decision}]")
        self.assertIn("已办，已保存", board.text)
        if kind == "extend":
            desk.wait(lambda: desk.find("[data-live=due]").text != before)
        board.open("coordinator", f"/board/proof/{self.case}")
        self.assertIn("情况复杂", board.text)
        self.assertIn("罗承志", board.text)
        board.keep("proof")

    def test_5_many_are_signed_for_at_once_with_a_result_for_each(self):
        browser = self.browse()
        browser.sign_in("coordinator", "coordinator-shen")
        browser.open("coordinator", "/desk?tab=to-sign")
        browser.wait(lambda: len(browser.all("tr[data-row]")) >= 2 or browser.driver.refresh())
        browser.find("#all").click()
        browser.press("button[value=sign]")
        self.assertGreaterEqual(len(browser.all(".results .good")), 2)

    def test_6_every_page_is_whole_for_everybody_in_both_languages_and_on_a_phone(self):
        for size, language in [((1366, 768), "zh"), ((1366, 768), "en"), ((390, 844), "zh")]:
            browser = self.browse(width=size[0], height=size[1])
            browser.sign_in("coordinator", "coordinator-fang")
            pages = [
                "/board", "/board/cases", f"/board/cases/{self.other}", f"/board/proof/{self.other}", "/board/kept",
                "/desk?tab=to-sign", "/desk?tab=done", "/desk/leave", "/desk/numbers",
                f"/desk/tasks/{self.other}.register.1",
            ]
            for path in pages:
                mark = "&" if "?" in path else "?"
                browser.open("coordinator", f"{path}{mark}lang={language}")
                self.assertEqual(browser.faults(), [], f"{path} {size} {language}")
                self.assertFalse(browser.driver.execute_script("return !!document.querySelector('main script')"))
                browser.keep(f"{path.strip('/').replace('/', '-').split('?')[0]}-{language}-{size[0]}")
            browser.open("coordinator", f"/board/cases/{self.other}")
            self.assertIn(HOSTILE, browser.text)


if __name__ == "__main__":
    unittest.main()
