"""A form that is refused, a session that is over, and a title that is a script."""

import unittest

from play import Play

HOSTILE = "<script>alert(1)</script>关于表单的建议"


class Forms(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.assigned(20230370, HOSTILE)

    def refused(self, process, person):
        """A window on the page of a form that was sent with something wrong in it."""
        browser = self.sign_in(process, person)
        self.task(browser, process, self.case)
        browser.find("#f-opinion").clear()
        browser.find("#f-opinion").send_keys("建议走人民调解。")
        browser.find("input[name=outcome][value=submitted]").click()
        browser.press("#work button.main")
        return browser

    def test_what_was_typed_stays_in_a_form_that_is_refused_and_each_problem_leads_to_its_field(self):
        browser = self.refused("justice", "justice-xu")
        self.assertEqual(browser.find("#f-opinion").get_attribute("value"), "建议走人民调解。")
        self.assertTrue(browser.find("input[name=outcome][value=submitted]").is_selected())
        self.assertTrue(browser.all("[role=alert] a[href='#f-signedBy']"))

    def test_the_page_of_a_refused_form_gets_news_and_speaks_the_other_language_too(self):
        browser = self.refused("justice", "justice-tian")
        # News is asked for every three seconds; a wrong address would be an error in the console.
        browser.wait(lambda: browser.driver.execute_script(
            "return performance.getEntriesByType('resource').some((each) => each.name.includes('/live'))"))
        self.assertEqual(browser.faults(), [])
        browser.press(".lang")
        self.assertEqual(browser.find("html").get_attribute("lang"), "en")
        self.assertTrue(browser.all("#work"))

    def test_a_draft_is_not_called_saved_when_the_session_is_over(self):
        browser = self.sign_in("civil-affairs", "civil-affairs-lin")
        self.task(browser, "civil-affairs", self.case)
        browser.driver.delete_all_cookies()
        browser.find("#f-opinion").send_keys("尚未保存")
        browser.wait(lambda: "未能保存" in browser.find("#saved").text)

    def test_a_button_pressed_twice_has_one_effect(self):
        browser = self.sign_in("police", "police-wang")
        self.task(browser, "police", self.case)
        browser.find("#f-opinion").send_keys("建议加强巡查。")
        browser.find("input[name=outcome][value=submitted]").click()
        browser.find("#f-signedBy option[value=police-wang]").click()
        browser.lead(lambda: browser.driver.execute_script(
            "const b = document.querySelector('#work button.main'); b.click(); b.click();"))
        self.assertIn("已办，已保存", browser.text)
        self.assertEqual(browser.find(".story").text.count("办结"), 1)


if __name__ == "__main__":
    unittest.main()
