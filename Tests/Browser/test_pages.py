"""The pages of desk and board as people use them, in a real browser on a real fleet."""

import unittest

from play import Play


class Pages(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.fleet.submit(20230333, "关于解决小区物业纠纷的建议")
        for number, title in [(20230335, "关于消防通道的建议"), (20230336, "关于停车难的建议")]:
            cls.fleet.submit(number, title)

    def test_a_suggestion_is_registered_and_assigned_by_mouse_and_comes_to_a_desk(self):
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
        second = self.sign_in("coordinator", "coordinator-fang")
        self.task(second, "coordinator", self.case)
        second.press("button[value=sign]")
        second.press("button[value=claim]")
        second.find("input[name=outcome]").click()
        second.find("#f-leadUnit option[value=housing]").click()
        for agency in ["civil-affairs", "justice", "police"]:
            box = second.find(f'[name="f.coHandlers"][value="{agency}"]')
            if not box.is_selected():
                box.click()
        second.press("#work button.main")
        self.assertIn("办结", second.find(".story").text)
        second.keep("assigned")
        # From here it lies on four desks.
        desk = self.sign_in("police", "police-wang")
        self.task(desk, "police", self.case)
        self.assertIn("会办意见", desk.text)

    def test_a_draft_outlives_the_worker_and_a_form_sent_twice_has_one_effect(self):
        case = self.assigned(20230334, "关于草稿的建议")
        browser = self.sign_in("police", "police-wang")
        self.task(browser, "police", case)
        address = browser.driver.current_url
        browser.find("#f-opinion").send_keys("建议加强巡查")
        browser.wait(lambda: "草稿已保存" in browser.find("#saved").text)
        self.fleet.kill("police")
        browser.wait(lambda: self.comes_back(browser, address, "#f-opinion"))
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

    def test_many_are_signed_for_at_once_with_a_result_for_each(self):
        browser = self.browse()
        browser.sign_in("coordinator", "coordinator-shen")
        browser.open("coordinator", "/desk?tab=to-sign")
        browser.wait(lambda: len(browser.all("tr[data-row]")) >= 2 or browser.driver.refresh())
        browser.find("#all").click()
        browser.press("button[value=sign]")
        self.assertGreaterEqual(len(browser.all(".results .good")), 2)

    def test_the_bureau_has_pages_of_votes_and_other_agencies_have_none(self):
        browser = self.browse()
        browser.sign_in("housing", "housing-li")
        browser.open("housing", "/desk")
        browser.press('a[href="/desk/votes"]')
        self.assertIn("没有表决案件", browser.text)
        browser.keep("votes")
        other = self.browse()
        other.sign_in("police", "police-tan")
        other.open("police", "/desk")
        self.assertEqual(other.all('a[href="/desk/votes"]'), [])


if __name__ == "__main__":
    unittest.main()
